/** The decoded pairs of a query, in their order, as the interactions read them. A URLSearchParams is one. */

export interface Query extends Iterable<[string, string]> {
  /** The first value of the name, or null. */
  get(name: string): string | null;
}
