/** A cache of buffers that forgets the least recently used ones when their bytes together exceed its bound. */
import type { CacheUse } from '../contracts/cache-use.ts';

export class ByteBoundedCache {
  readonly #bound: number;
  readonly #buffers = new Map<number, Buffer>();
  #bytes = 0;
  #hits = 0;
  #misses = 0;

  constructor(bound: number) {
    this.#bound = bound;
  }

  /** The buffer kept under this number, or the one that `load` gives, which is then kept. */
  get(key: number, load: () => Buffer): Buffer {
    const kept = this.#take(key);
    if (kept === undefined) this.#misses += 1;
    else this.#hits += 1;
    const buffer = kept ?? load();
    this.#buffers.set(key, buffer);
    this.#bytes += buffer.length;
    this.#shrink();
    return buffer;
  }

  /** In bytes. */
  get use(): CacheUse {
    return { hits: this.#hits, misses: this.#misses, held: this.#bytes, bound: this.#bound };
  }

  #take(key: number): Buffer | undefined {
    const buffer = this.#buffers.get(key);
    if (buffer !== undefined) this.#forget(key, buffer);
    return buffer;
  }

  #forget(key: number, buffer: Buffer): void {
    this.#buffers.delete(key);
    this.#bytes -= buffer.length;
  }

  #shrink(): void {
    for (const [key, buffer] of this.#buffers) {
      if (this.#bytes <= this.#bound) return;
      this.#forget(key, buffer);
    }
  }
}
