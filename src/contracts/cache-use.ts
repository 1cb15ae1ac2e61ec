/** How a cache is used, for an operator's metrics. */

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
