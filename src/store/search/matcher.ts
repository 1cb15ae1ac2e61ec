/** How one value of a search criterion is compared with a resource's values, which have the form of search-values.ts. */

/** Whether one value of a resource matches one value of the criterion. */
export type Matcher = (value: string) => boolean;

/** Makes a matcher of a criterion's value; throws `invalid` where the value is malformed. */
export type MatcherFactory = (text: string) => Matcher;
