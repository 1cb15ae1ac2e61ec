/**
 * Separators and escapes in the values of search parameters (https://hl7.org/fhir/search.html#escaping): a backslash
 * makes `,`, `$`, `|` and itself plain text. Values stay escaped until the last separator in them has been looked for.
 */
export type SearchSeparator = ',' | '$' | '|';

/** The parts between separators that no backslash escapes, still escaped. */
export function splitSearchValue(text: string, separator: SearchSeparator): readonly string[] {
  if (!text.includes('\\')) return text.split(separator);
  const parts = [''];
  for (const [piece] of text.matchAll(/\\.|[^\\]|\\$/gs)) {
    if (piece === separator) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

/** The text that is meant: without the backslashes that escape. */
export function unescapeSearchValue(text: string): string {
  return text.replace(/\\([,$|\\])/g, '$1');
}
