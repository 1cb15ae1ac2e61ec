/** Matching of strings, uris and canonical references (https://hl7.org/fhir/search.html#string, #uri, #reference). */
import { parseCanonical } from '../../fhir/canonical.ts';
import type { Matcher, MatcherFactory } from './matcher.ts';

/** By modifier: none is a prefix; all but `:exact` look past case and accents. */
export function createStringMatchers(): ReadonlyMap<string, MatcherFactory> {
  return new Map<string, MatcherFactory>([
    ['', text => folded(text, (value, wanted) => value.startsWith(wanted))],
    ['contains', text => folded(text, (value, wanted) => value.includes(wanted))],
    ['exact', text => value => value === text],
  ]);
}

function folded(text: string, compare: (value: string, wanted: string) => boolean): Matcher {
  const wanted = fold(text);
  return value => compare(fold(value), wanted);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Uris are compared as they stand; `:below` and `:above` go by whole segments of the path. */
export function createUriMatchers(): ReadonlyMap<string, MatcherFactory> {
  return new Map<string, MatcherFactory>([
    ['', text => value => value === text],
    ['below', text => value => isAtOrBelow(value, text)],
    ['above', text => value => isAtOrBelow(text, value)],
  ]);
}

function isAtOrBelow(uri: string, root: string): boolean {
  return uri === root || uri.startsWith(root.endsWith('/') ? root : `${root}/`);
}

/** A canonical matches by url, and by version where the criterion gives one. */
export function createReferenceMatcher(text: string): Matcher {
  const wanted = parseCanonical(text);
  return value => {
    const { url, version } = parseCanonical(value);
    return value === text || (url === wanted.url && (wanted.version === undefined || version === wanted.version));
  };
}
