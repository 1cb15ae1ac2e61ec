/** A cache of buffers that forgets the least recently used ones when their bytes together exceed its bound. */
import type { CacheUse } from '../contracts/cache-use.ts';
import { BoundedMap } from '../fhir/bounded-map.ts';

export class ByteBoundedCache {
  readonly #buffers: BoundedMap<number, Buffer>;
  #hits = 0;
  #misses = 0;

  constructor(bound: number) {
    this.#buffers = new BoundedMap(bound);
  }

  /** The buffer kept under this number, or the one that `load` gives, which is then kept. */
  get(key: number, load: () => Buffer): Buffer {
    const kept = this.#buffers.find(key);
    if (kept !== undefined) {
      this.#hits += 1;
      return kept;
    }
    this.#misses += 1;
    const buffer = load();
    this.#buffers.keep(key, buffer, buffer.length);
    return buffer;
  }

  /** In bytes. */
  get use(): CacheUse {
    const { held, bound } = this.#buffers;
    return { hits: this.#hits, misses: this.#misses, held, bound };
  }
}
