/**
 * Patterns that a backtracking engine matches as fast as any: read as a chain of positions, no character may go on in
 * two ways, and no position be reached in two (as XML Schema wants it of content models:
 * https://www.w3.org/TR/xmlschema11-1/#cos-nonambig). Only texts of ASCII that are not long are decided, so that nothing
 * hangs on what an engine takes for a character or a space.
 */
import { PatternReader } from './pattern-reader.ts';

/** Whether a text has a match; undefined where that is left to others. */
export type IsMatch = (text: string) => boolean | undefined;

const longest = 500;
const plainText = /^[\t\n\r -~]*$/;

/** The pattern as a function, or undefined where it is not certain to be linear. */
export function linearPattern(pattern: string): IsMatch | undefined {
  if (!new PatternReader(pattern).isDeterministic()) return undefined;
  const compiled = new RegExp(pattern, 's');
  return text => (text.length <= longest && plainText.test(text) ? compiled.test(text) : undefined);
}
