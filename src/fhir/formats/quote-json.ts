/** JSON strings. To look at a text is cheaper than to let the platform write it, as most have nothing odd in them. */

/** What JSON can't have as it is in a string, and what it may only have in pairs. */
const oddCharacter = /["\\\u0000-\u001f\ud800-\udfff]/;

/** The JSON of a text. */
export function quoteJson(text: string): string {
  return oddCharacter.test(text) ? JSON.stringify(text) : `"${text}"`;
}
