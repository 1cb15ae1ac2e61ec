/** How a code system finds a concept by its code. */

/** Form of a code under which it is found. */
export function codeKey(code: string, isCaseSensitive: boolean): string {
  return isCaseSensitive ? code : code.toLowerCase();
}
