/**
 * Finished answers, kept while they fit: each is known by its request as it was sent and by the number of what its
 * headers wish, and by nothing that has to be worked out first. The content of one cache never changes, so that none
 * can be stale. An answer that several ask for at once is made once. Faults are never kept.
 */
import type { CacheUse } from '../contracts/cache-use.ts';
import { BoundedMap } from '../fhir/bounded-map.ts';
import type { RequestFacts } from './request-state.ts';

/** What conditional requests are compared with. */
export interface Validators {
  readonly tag: string | undefined;
  readonly lastModified: string | undefined;
}

/** An answer as it goes out. */
export interface FinishedAnswer extends Validators, RequestFacts {
  /** A text whose every character is one byte, where that is written at less cost than bytes. */
  readonly body: Buffer | string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  /** How many of them, from the first, go along with 304. */
  readonly unchanged: number;
  /** For `Preference-Applied`. */
  readonly applied: string | undefined;
}

/** What an entry takes beside key and body, roughly. */
const entryBytes = 800;

/** The key of a GET with this URL. */
export function slotOf(wishes: number, url: string): string {
  return `${wishes} ${url}`;
}

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
  share(key: string, make: () => FinishedAnswer | Promise<FinishedAnswer>): FinishedAnswer | Promise<FinishedAnswer> {
    const pending = this.#pending.get(key);
    if (pending !== undefined) return this.#shareAfter(pending, key, make);
    const made = make();
    if (!(made instanceof Promise)) return this.#keep(key, made);
    this.#pending.set(key, made);
    return made.then(
      answer => {
        this.#pending.delete(key);
        return this.#keep(key, answer);
      },
      (fault: unknown) => {
        this.#pending.delete(key);
        throw fault;
      },
    );
  }

  async #shareAfter(
    pending: Promise<FinishedAnswer>,
    key: string,
    make: () => FinishedAnswer | Promise<FinishedAnswer>,
  ): Promise<FinishedAnswer> {
    // Whoever made it may have left, or had bad luck: that says nothing of this request.
    return (await pending.catch(() => undefined)) ?? this.share(key, make);
  }

  #keep(key: string, answer: FinishedAnswer): FinishedAnswer {
    this.#misses += 1;
    const size = key.length + answer.body.length + entryBytes;
    // One answer may not drive out most of the others.
    if (size <= this.#answers.bound / 4) this.#answers.keep(key, readyToSend(answer), size);
    return answer;
  }
}

/** A long text is copied each time that it is sent; its bytes are not. */
const maxText = 16 * 1024;

function readyToSend(answer: FinishedAnswer): FinishedAnswer {
  const { body } = answer;
  return typeof body === 'string' && body.length > maxText ? { ...answer, body: Buffer.from(body, 'latin1') } : answer;
}
