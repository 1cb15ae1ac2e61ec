/** How a cache is used, for an operator's metrics. */

/** Nothing was asked for, and nothing is held. */
export const unusedCache: CacheUse = { hits: 0, misses: 0, held: 0, bound: 0 };

/** The use of several caches of one unit as that of one. */
export function addUses(uses: Iterable<CacheUse>): CacheUse {
  let sum = unusedCache;
  for (const { hits, misses, held, bound } of uses) {
    sum = { hits: sum.hits + hits, misses: sum.misses + misses, held: sum.held + held, bound: sum.bound + bound };
  }
  return sum;
}

export interface CacheUse {
  /** Times that what was asked for was there. */
  readonly hits: number;
  /** Times that it was made. */
  readonly misses: number;
  /** How much is held, in the cache's own unit. */
  readonly held: number;
  /** How much it may hold. */
  readonly bound: number;
}
