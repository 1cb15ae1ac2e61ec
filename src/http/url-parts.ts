/** Paths and queries, decoded. */
import { invalid } from '../fhir/fhir-error.ts';
import type { Query } from '../operations/interactions/query.ts';

/** Decoded segments of a path; a slash at its end is not one. */
export function segmentsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .filter((segment, index, all) => segment !== '' || index < all.length - 1)
    .map(decode);
}

/** What follows the question mark. */
export function queryTextOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at + 1);
}

/** Pairs as a form or a URL has them (https://url.spec.whatwg.org/#urlencoded-parsing), read at a tenth of the cost. */
export class QueryPairs implements Query {
  readonly #pairs: [string, string][];

  constructor(pairs: [string, string][]) {
    this.#pairs = pairs;
  }

  get(name: string): string | null {
    for (const pair of this.#pairs) if (pair[0] === name) return pair[1];
    return null;
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.#pairs[Symbol.iterator]();
  }
}

/** The pairs of a query or form; throws `invalid` for a malformed percent-encoding. */
export function parseQuery(text: string): QueryPairs {
  const pairs: [string, string][] = [];
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('&', start);
    const end = found < 0 ? text.length : found;
    if (end > start) pairs.push(pairOf(text, start, end));
    start = end + 1;
  }
  return new QueryPairs(pairs);
}

function pairOf(text: string, start: number, end: number): [string, string] {
  const found = text.indexOf('=', start);
  const middle = found < 0 || found > end ? end : found;
  return [decodePart(text.slice(start, middle)), decodePart(text.slice(Math.min(middle + 1, end), end))];
}

function decodePart(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  return spaced.includes('%') ? decode(spaced) : spaced;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('The URL or form has a malformed percent-encoding');
  }
}
