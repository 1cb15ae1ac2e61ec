/**
 * The text filter of `$expand` (https://hl7.org/fhir/valueset-operation-expand.html, parameter `filter`): every word
 * that the user typed must begin a word of the concept's code, display or designations, in any order, whatever its
 * case or accents.
 */

/** The words of a text, plain, each after one blank, so that a word's beginning is found by a substring search. */
export function searchKey(...texts: readonly (string | undefined)[]): string {
  return texts.map(text => (text === undefined ? '' : ` ${wordsOf(text).join(' ')}`)).join('');
}

/** What to look for in search keys; none where the text has no words. */
export function searchTerms(text: string): readonly string[] {
  return wordsOf(text).map(word => ` ${word}`);
}

/** True if the key has a word that begins with each of the terms. */
export function matchesTerms(key: string, terms: readonly string[]): boolean {
  return terms.every(term => key.includes(term));
}

/** The words of a text, without case and accents. */
export function wordsOf(text: string): readonly string[] {
  // Most texts have nothing to take off.
  const plain = isAscii.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '');
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

const isAscii = /^[\0-\x7f]*$/;
