/**
 * Finished answers, kept while they fit: each is known by all that it depends on, the identity of the content included,
 * so that none can be stale. An answer that several ask for at once is made once. Faults are never kept.
 */
import type { CacheUse } from '../contracts/cache-use.ts';
import { BoundedMap } from '../fhir/bounded-map.ts';

/** An answer as it goes out. */
export interface FinishedAnswer {
  readonly bytes: Buffer;
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

/** What an entry takes beside key and bytes, roughly. */
const entryBytes = 400;

export class AnswerCache {
  readonly #answers: BoundedMap<string, FinishedAnswer>;
  readonly #pending = new Map<string, Promise<FinishedAnswer>>();
  #hits = 0;
  #misses = 0;

  /** `bound` is in bytes; 0 keeps nothing. */
  constructor(bound: number) {
    this.#answers = new BoundedMap(bound);
  }

  /** In bytes. */
  get use(): CacheUse {
    const { held, bound } = this.#answers;
    return { hits: this.#hits, misses: this.#misses, held, bound };
  }

  /** The answer that is kept under this key. */
  find(key: string): FinishedAnswer | undefined {
    const kept = this.#answers.find(key);
    if (kept !== undefined) this.#hits += 1;
    return kept;
  }

  /** The answer that `make` gives, which others who ask meanwhile get too; each makes its own where that failed. */
  async share(key: string, make: () => Promise<FinishedAnswer>): Promise<FinishedAnswer> {
    for (let pending = this.#pending.get(key); pending !== undefined; pending = this.#pending.get(key)) {
      const shared = await pending.catch(() => undefined);
      // Whoever made it may have left, or had bad luck: that says nothing of this request.
      if (shared !== undefined) return shared;
    }
    const made = make();
    this.#pending.set(key, made);
    try {
      const answer = await made;
      this.#misses += 1;
      this.#keep(key, answer);
      return answer;
    } finally {
      if (this.#pending.get(key) === made) this.#pending.delete(key);
    }
  }

  #keep(key: string, answer: FinishedAnswer): void {
    const size = sizeOf(key, answer);
    // One answer may not drive out most of the others.
    if (size <= this.#answers.bound / 4) this.#answers.keep(key, answer, size);
  }
}

function sizeOf(key: string, { bytes }: FinishedAnswer): number {
  return key.length + bytes.length + entryBytes;
}
