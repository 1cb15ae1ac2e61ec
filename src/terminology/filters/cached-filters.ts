/** The filters of one code system version, whose results are kept while they fit. */
import type { CacheUse } from '../../contracts/cache-use.ts';
import type { ConceptFilter } from '../../contracts/code-system-provider.ts';
import type { ConceptBits } from '../concept-set.ts';
import { FilterCache } from './filter-cache.ts';
import { filterInSteps } from './filter-concepts.ts';
import type { FilterSubject } from './filter-operator.ts';

/** Results kept for a small code system: so many sets of all its concepts. */
const setsKept = 64;
/** Results kept for a big one take at most this many bytes. */
const bytesKept = 16 * 1024 * 1024;

export class CachedFilters {
  readonly #subject: FilterSubject;
  readonly #cache: FilterCache;

  constructor(subject: FilterSubject) {
    this.#subject = subject;
    this.#cache = new FilterCache(Math.min(bytesKept, (subject.size / 8 + 1024) * setsKept));
  }

  /** In bytes. */
  get use(): CacheUse {
    return this.#cache.use;
  }

  filter(filter: ConceptFilter): ConceptBits {
    return this.#cache.get(keyOf(filter), () => filterInSteps(this.#subject, filter));
  }

  filterInSteps(filter: ConceptFilter): Generator<undefined, ConceptBits> {
    return this.#cache.inSteps(keyOf(filter), () => filterInSteps(this.#subject, filter));
  }
}

function keyOf({ property, op, value }: ConceptFilter): string {
  return JSON.stringify([property, op, value]);
}
