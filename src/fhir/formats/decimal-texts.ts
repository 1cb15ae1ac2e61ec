/**
 * Decimals keep their text: `1.00` says more than `1` (https://hl7.org/fhir/datatypes.html#decimal). The tree holds
 * numbers, for all who compute; the text of one whose number is written otherwise hangs on its object under a symbol,
 * which copying by spread carries along and JSON, loops over keys and schemas do not see.
 */

const decimalTexts = Symbol('texts of decimals');

interface HasDecimalTexts {
  [decimalTexts]?: Record<string, string>;
}

/** Whether the number alone would not come back as this text. */
export function needsDecimalText(text: string): boolean {
  return String(Number(text)) !== text;
}

/** Keeps the text of the number under a key of an object, or at an index of a list. */
export function keepDecimalText(holder: object, key: string, text: string): void {
  const own = holder as HasDecimalTexts;
  own[decimalTexts] ??= {};
  own[decimalTexts][key] = text;
}

/** The text that the number was read from, or undefined where it is the usual one or the number has changed since. */
export function decimalTextOf(holder: object, key: string): string | undefined {
  const text = (holder as HasDecimalTexts)[decimalTexts]?.[key];
  return text !== undefined && Number(text) === (holder as Record<string, unknown>)[key] ? text : undefined;
}

/** Whether any object of a JSON tree holds the text of a decimal. */
export function hasDecimalTexts(tree: unknown): boolean {
  if (typeof tree !== 'object' || tree === null) return false;
  if (decimalTexts in tree) return true;
  if (Array.isArray(tree)) return tree.some(hasDecimalTexts);
  for (const key in tree) if (hasDecimalTexts((tree as Record<string, unknown>)[key])) return true;
  return false;
}
