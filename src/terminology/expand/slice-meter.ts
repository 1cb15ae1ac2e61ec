/** The longest time that the engine kept others waiting in one go, for an operator's metrics. */

export class SliceMeter {
  #longest = 0;

  /** Notes a piece of work of so many milliseconds. */
  note(milliseconds: number): void {
    if (milliseconds > this.#longest) this.#longest = milliseconds;
  }

  /** The longest piece since this was last asked, in milliseconds. */
  take(): number {
    const longest = this.#longest;
    this.#longest = 0;
    return longest;
  }
}
