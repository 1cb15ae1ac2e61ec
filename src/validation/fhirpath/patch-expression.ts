/** Expressions of HL7's own definitions that are wrong as published, and what they mean. */
const patches: ReadonlyMap<string, string> = new Map([
  // R4 bdl-8: an entry without fullUrl gives nothing, which is no breach.
  ["fullUrl.contains('/_history/').not()", "fullUrl.empty() or fullUrl.contains('/_history/').not()"],
  // R5 eld-11: a double-quoted string, which FHIRPath has none of.
  [
    "binding.empty() or type.code.empty() or type.code.contains(\":\") or type.select((code = 'code') or (code = 'Coding') or (code='CodeableConcept') or (code = 'Quantity') or (code = 'string') or (code = 'uri') or (code = 'Duration')).exists()",
    "binding.empty() or type.code.empty() or type.code.contains(':') or type.select((code = 'code') or (code = 'Coding') or (code='CodeableConcept') or (code = 'Quantity') or (code = 'string') or (code = 'uri') or (code = 'Duration')).exists()",
  ],
  // R4 que-12 says "more than one" and counts more than two.
  ['enableWhen.count() > 2 implies enableBehavior.exists()', 'enableWhen.count() > 1 implies enableBehavior.exists()'],
]);

/** The expression, or its repaired form. */
export function patchExpression(expression: string): string {
  return patches.get(expression) ?? expression;
}
