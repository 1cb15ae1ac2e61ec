/** The order of matches that `_sort` asks for (https://hl7.org/fhir/search.html#sort). */
import { toStretch } from './date-matcher.ts';
import { parseQuantityText } from './quantity-values.ts';
import { textMark } from './search-values.ts';
import { foldText } from './text-matchers.ts';

type SortKey = string | number;

/** How one parameter orders resources, by their values in the form of search-values.ts. */
export interface SortOrder<Item> {
  readonly type: string;
  readonly descending: boolean;
  readonly valuesOf: (item: Item) => readonly string[];
}

/**
 * The items in this order, the first rule before the next; those without a value come last either way. Of several
 * values the least counts, or the greatest where the order descends. What is equal keeps its place.
 */
export function sortMatches<Item>(items: readonly Item[], orders: readonly SortOrder<Item>[]): readonly Item[] {
  if (orders.length === 0) return items;
  const keyed = items.map(item => ({ item, keys: orders.map(order => keyOf(item, order)) }));
  const compare = (left: readonly (SortKey | undefined)[], right: readonly (SortKey | undefined)[]): number => {
    for (const [at, { descending }] of orders.entries()) {
      const order = compareKeys(left[at], right[at], descending);
      if (order !== 0) return order;
    }
    return 0;
  };
  return keyed.sort((left, right) => compare(left.keys, right.keys)).map(({ item }) => item);
}

function keyOf<Item>(item: Item, { type, descending, valuesOf }: SortOrder<Item>): SortKey | undefined {
  let best: SortKey | undefined;
  for (const value of valuesOf(item)) {
    const key = sortKeyOf(type, value, descending);
    if (key !== undefined && (best === undefined || compareKeys(key, best, descending) < 0)) best = key;
  }
  return best;
}

function compareKeys(left: SortKey | undefined, right: SortKey | undefined, descending: boolean): number {
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return left < right === descending ? 1 : -1;
}

function sortKeyOf(type: string, value: string, descending: boolean): SortKey | undefined {
  switch (type) {
    case 'date':
      return dateKey(value, descending);
    case 'number':
    case 'quantity':
      return descending ? parseQuantityText(value).high : parseQuantityText(value).low;
    case 'token':
      return value.slice(value.indexOf('|') + 1);
    case 'string':
      return foldText(value);
    default:
      return value.split(textMark, 1)[0];
  }
}

/** A period begins where it begins, and ends where it ends. */
function dateKey(value: string, descending: boolean): number | undefined {
  const [start = '', end = start] = value.split('/');
  return descending ? (toStretch(end)?.end ?? Infinity) : (toStretch(start)?.start ?? -Infinity);
}
