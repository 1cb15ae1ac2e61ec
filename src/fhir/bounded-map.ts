/**
 * The one way in which caches stay within their bounds: what nobody has used for long goes first. To be found costs an
 * entry no change of place; when room is needed, the oldest that were found since get a second chance.
 */

interface Entry<Value> {
  readonly value: Value;
  readonly size: number;
  /** Whether it was found since it was put in its place. */
  isUsed: boolean;
}

/** A map that forgets entries that were not used of late when the sizes of all together exceed its bound, in any unit. */
export class BoundedMap<Key, Value> {
  readonly bound: number;
  readonly #entries = new Map<Key, Entry<Value>>();
  #held = 0;

  constructor(bound: number) {
    this.bound = bound;
  }

  /** Sizes of all entries together. */
  get held(): number {
    return this.#held;
  }

  /** The value under the key. */
  find(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    entry.isUsed = true;
    return entry.value;
  }

  /** Puts the value under the key, in place of what is there, unless it is larger than the bound. */
  keep(key: Key, value: Value, size: number): void {
    this.forget(key);
    if (size > this.bound) return;
    this.#makeRoom(this.bound - size);
    this.#entries.set(key, { value, size, isUsed: false });
    this.#held += size;
  }

  forget(key: Key): void {
    this.#held -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
  }

  /** Forgets until no more than this is held. */
  #makeRoom(most: number): void {
    if (this.#held <= most) return;
    // What is put behind comes round again, unused by then, so that this ends.
    for (const [key, entry] of this.#entries) {
      this.#entries.delete(key);
      if (entry.isUsed) this.#entries.set(key, { ...entry, isUsed: false });
      else this.#held -= entry.size;
      if (this.#held <= most) return;
    }
  }
}
