/** How one value of a search criterion is compared with a resource's values, which have the form of search-values.ts. */

/** Whether one value of a resource matches one value of the criterion. */
export type Matcher = (value: string) => boolean;

/** Makes a matcher of a criterion's value, still escaped; throws `invalid` where the value is malformed. */
export type MatcherFactory = (text: string) => Matcher;

/** What matchers must know of a parameter besides the value that is wanted. */
export interface MatcherContext {
  /** The parameter's name, for messages. */
  readonly name: string;
  readonly type: string;
  /** Code systems of which the element's codes are, where the element does not say: read when needed. */
  readonly impliedSystems: () => ReadonlySet<string>;
  /** What `:in`, `:not-in`, `:above` and `:below` stand for, as `system|code`; resolved by terminology beforehand. */
  readonly codes?: ReadonlySet<string>;
}
