/** Equality of JSON values and agreement with a pattern (https://hl7.org/fhir/elementdefinition-definitions.html#ElementDefinition.pattern_x_). */

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two JSON values are the same, in whichever order their properties stand. */
export function isSameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) && left.length === right.length && left.every((item, at) => isSameValue(item, right[at]))
    );
  }
  if (!isTree(left) || !isTree(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every(key => isSameValue(left[key], right[key]));
}

/** Whether a value has all that the pattern has: of a list, an item for each item of the pattern. */
export function matchesPattern(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return pattern.every(wanted => items.some(item => matchesPattern(item, wanted)));
  }
  if (!isTree(pattern)) return value === pattern;
  return isTree(value) && Object.keys(pattern).every(key => matchesPattern(value[key], pattern[key]));
}
