/** Matching of strings, uris and references (https://hl7.org/fhir/search.html#string, #uri, #reference). */
import { parseCanonical } from '../../fhir/canonical.ts';
import { splitSearchValue, unescapeSearchValue } from '../../fhir/search-escape.ts';
import type { Matcher } from './matcher.ts';
import { textMark } from './search-values.ts';

/** Whether a text begins with this one, past case and accents. */
export function startsLike(text: string): Matcher {
  const wanted = foldText(text);
  return value => foldText(value).startsWith(wanted);
}

/** Whether a text has this one in it, past case and accents. */
export function containsLike(text: string): Matcher {
  const wanted = foldText(text);
  return value => foldText(value).includes(wanted);
}

/** The text without case and accents. */
export function foldText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** `:below`: the uri, or one whose path begins with all segments of it; `:above` the other way round. */
export function isAtOrBelow(uri: string, root: string): boolean {
  return uri === root || uri.startsWith(root.endsWith('/') ? root : `${root}/`);
}

export type ReferenceMode = '' | 'below' | 'above';

/**
 * A canonical matches by url, and by version where the criterion gives one: `:below` takes the versions that begin with
 * it, `:above` those that it begins with. A literal reference matches by `Type/id`, or by its id alone.
 */
export function createReferenceMatcher(text: string, mode: ReferenceMode = ''): Matcher {
  const [url = '', version] = splitSearchValue(text, '|').map(unescapeSearchValue);
  const whole = unescapeSearchValue(text);
  return value => {
    const mark = value.indexOf(textMark);
    const reference = mark < 0 ? value : value.slice(0, mark);
    const found = parseCanonical(reference);
    if (reference === whole) return true;
    if (version === undefined || version === '') return found.url === url || isLiteralReference(reference, url);
    return found.url === url && isVersion(found.version, version, mode);
  };
}

/** Whether the reference within this server names `Type/id`, or the id alone; its version is left aside. */
function isLiteralReference(reference: string, wanted: string): boolean {
  const [, type = '', id = ''] = /^([A-Z]\w+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.+)?$/.exec(reference) ?? [];
  return id !== '' && (wanted === id || wanted === `${type}/${id}`);
}

function isVersion(version: string | undefined, wanted: string, mode: ReferenceMode): boolean {
  if (version === undefined || mode === '') return version === wanted;
  const [longer, shorter] = mode === 'below' ? [version, wanted] : [wanted, version];
  return longer === shorter || longer.startsWith(`${shorter}.`);
}
