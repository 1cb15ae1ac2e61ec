/**
 * A list whose items are JSON text already: an expansion of many codes is then a joining of texts that were made before.
 * It hangs on the object that the list belongs to under a symbol, which copying by spread carries along and JSON, loops
 * over keys and schemas do not see; only `json.ts` writes it.
 */

const preparedItems = Symbol('items that are text');

export interface PreparedList {
  /** Member of the object that the list is. */
  readonly name: string;
  /** The items, with commas between. */
  readonly text: string;
}

interface HasPreparedItems {
  [preparedItems]?: PreparedList | undefined;
}

/** The object with a last member that is a list of these items; undefined takes it off. */
export function withPreparedItems<Holder extends object>(holder: Holder, list: PreparedList | undefined): Holder {
  return { ...holder, [preparedItems]: list };
}

/** The list that the object has as text. */
export function preparedItemsOf(holder: unknown): PreparedList | undefined {
  return typeof holder === 'object' && holder !== null ? (holder as HasPreparedItems)[preparedItems] : undefined;
}
