/**
 * What filters over one code system gave, kept while it fits. Requests that ask for the same at once work on it together:
 * each drives the one computation on, so it is done once however many wait.
 */
import type { CacheUse } from '../../contracts/cache-use.ts';
import type { ConceptBits } from '../concept-set.ts';
import { allSteps } from '../run-steps.ts';

type Steps = Generator<undefined, ConceptBits>;

interface Computation {
  readonly steps: Steps;
  result?: ConceptBits;
  /** What the work ended with, for all who wait for it. */
  fault?: unknown;
}

/** What an entry takes beside its set. */
const overhead = 200;

export class FilterCache {
  readonly #bound: number;
  /** Least recently used first. */
  readonly #kept = new Map<string, Computation>();
  #bytes = 0;
  #hits = 0;
  #misses = 0;

  /** Keeps sets of at most so many bytes together. */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /** In bytes. */
  get use(): CacheUse {
    return { hits: this.#hits, misses: this.#misses, held: this.#bytes, bound: this.#bound };
  }

  /** The set of this key, computed in steps unless it is kept. */
  *inSteps(key: string, start: () => Steps): Steps {
    const computation = this.#take(key) ?? this.#begin(key, start());
    while (computation.result === undefined) {
      this.#drive(key, computation);
      if (computation.result === undefined) yield undefined;
    }
    return computation.result;
  }

  /** The same at once. */
  get(key: string, start: () => Steps): ConceptBits {
    return allSteps(this.inSteps(key, start));
  }

  #take(key: string): Computation | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    this.#hits += 1;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept;
  }

  #begin(key: string, steps: Steps): Computation {
    this.#misses += 1;
    const computation: Computation = { steps };
    this.#kept.set(key, computation);
    this.#bytes += costOf(key, computation);
    return computation;
  }

  #drive(key: string, computation: Computation): void {
    if ('fault' in computation) throw computation.fault;
    try {
      const step = computation.steps.next();
      if (step.done === true) this.#finish(key, computation, step.value);
    } catch (fault) {
      computation.fault = fault;
      this.#forget(key, computation);
      throw fault;
    }
  }

  #finish(key: string, computation: Computation, result: ConceptBits): void {
    const isKept = this.#kept.get(key) === computation;
    if (isKept) this.#forget(key, computation);
    computation.result = result;
    if (!isKept || costOf(key, computation) > this.#bound) return;
    this.#kept.set(key, computation);
    this.#bytes += costOf(key, computation);
    for (const [oldKey, oldest] of this.#kept) {
      if (this.#bytes <= this.#bound) return;
      this.#forget(oldKey, oldest);
    }
  }

  #forget(key: string, computation: Computation): void {
    if (this.#kept.get(key) !== computation) return;
    this.#kept.delete(key);
    this.#bytes -= costOf(key, computation);
  }
}

function costOf(key: string, { result }: Computation): number {
  return overhead + key.length * 2 + (result?.bytes ?? 0);
}
