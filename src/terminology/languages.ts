/**
 * Languages that a client prefers, as HTTP's Accept-Language and the parameter `displayLanguage` write them
 * (RFC 9110 §12.5.4, https://hl7.org/fhir/languages.html): tags with a weight, matched by subtags.
 */
import { txError } from './tx-issue.ts';

/** One language that is wanted (`*` is any), with its weight from 0 (refused) to 1. */
export interface LanguageRange {
  readonly tag: string;
  readonly quality: number;
}

const rangePattern = /^(\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)(?:\s*;\s*q\s*=\s*([01](?:\.\d{0,3})?))?$/i;

/** The ranges of a weighted list, most wanted first; undefined if it is malformed. */
export function readLanguages(text: string): readonly LanguageRange[] | undefined {
  const ranges: LanguageRange[] = [];
  for (const part of text.split(',')) {
    const match = rangePattern.exec(part.trim());
    if (match?.[1] === undefined) return undefined;
    ranges.push({ tag: match[1], quality: match[2] === undefined ? 1 : Math.min(1, Number(match[2])) });
  }
  return ranges.sort((a, b) => b.quality - a.quality);
}

/** The ranges of the parameter `displayLanguage`; throws (4xx) if it is malformed. */
export function parseDisplayLanguage(text: string): readonly LanguageRange[] {
  const ranges = readLanguages(text);
  if (ranges === undefined) throw txError('INVALID_DISPLAY_NAME', [text]);
  return ranges;
}

/** The list as answers quote it: `de, *; q=0`. */
export function formatLanguages(ranges: readonly LanguageRange[]): string {
  return ranges.map(({ tag, quality }) => (quality === 1 ? tag : `${tag}; q=${quality}`)).join(', ');
}

/** How much of a tag must agree: all of it, language with region, or the language alone. */
export type LanguageDepth = 'full' | 'region' | 'language';

/** Whether a range accepts a language tag to this depth. A refused range (q=0) accepts none. */
export function acceptsLanguage(range: LanguageRange, tag: string, depth: LanguageDepth): boolean {
  if (range.quality <= 0) return false;
  return range.tag === '*' || matchesLanguage(range.tag, tag, depth);
}

/** Whether two language tags agree to this depth. */
export function matchesLanguage(left: string, right: string, depth: LanguageDepth): boolean {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  if (depth === 'full' || a === b) return a === b;
  const [x, y] = [languageParts(a), languageParts(b)];
  if (x.language !== y.language) return false;
  return depth === 'language' || x.region === y.region;
}

function languageParts(tag: string): { language: string; region: string | undefined } {
  const [language = '', ...rest] = tag.split('-');
  return { language, region: rest.find(part => /^([a-z]{2}|\d{3})$/.test(part)) };
}
