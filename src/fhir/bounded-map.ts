/** The one way in which caches stay within their bounds: what is unused the longest goes first. */

interface Entry<Value> {
  readonly value: Value;
  readonly size: number;
}

/** A map that forgets its least recently used entries when their sizes together exceed its bound, in any unit. */
export class BoundedMap<Key, Value> {
  readonly bound: number;
  /** Least recently used first. */
  readonly #entries = new Map<Key, Entry<Value>>();
  #held = 0;

  constructor(bound: number) {
    this.bound = bound;
  }

  /** Sizes of all entries together. */
  get held(): number {
    return this.#held;
  }

  /** The value under the key, which is the last to be forgotten from now on. */
  find(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Puts the value under the key, in place of what is there. */
  keep(key: Key, value: Value, size: number): void {
    this.forget(key);
    this.#entries.set(key, { value, size });
    this.#held += size;
    for (const [oldest] of this.#entries) {
      if (this.#held <= this.bound) return;
      this.forget(oldest);
    }
  }

  forget(key: Key): void {
    this.#held -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
  }
}
