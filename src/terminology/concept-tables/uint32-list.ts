/** A list of numbers below 2^32 that grows, without an object for each. */
export class Uint32List {
  #numbers = new Uint32Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = value;
  }

  get(at: number): number {
    return this.#numbers[at] ?? 0;
  }

  set(at: number, value: number): void {
    if (at < this.#length) this.#numbers[at] = value;
  }

  /** Forgets all but the first. */
  truncate(length: number): void {
    this.#length = Math.min(length, this.#length);
  }

  /** What was pushed; the list must not be used after it. */
  finish(): Uint32Array {
    return this.#numbers.subarray(0, this.#length);
  }
}
