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
  // R4 ras-2: a prediction without probability gives nothing, which is no breach; R5 says so.
  [
    'probability is decimal implies (probability as decimal) <= 100',
    'probability.empty() or (probability is decimal).not() or (probability as decimal) <= 100',
  ],
  // R4 que-7: System.Boolean, where R5 has the type of FHIR.
  ["operator = 'exists' implies (answer is Boolean)", "operator = 'exists' implies (answer is boolean)"],
  // R4 inv-0 and its kin: without name nothing is to match, and R5 anchors the pattern.
  ["name.matches('[A-Z]([A-Za-z0-9_]){0,254}')", "name.empty() or name.matches('^[A-Z]([A-Za-z0-9_]){0,254}$')"],
  // R4 con-3: category is a CodeableConcept, never equal to a string; R5 reads its codings.
  [
    "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.select($this='problem-list-item').empty()",
    "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-category' and code='problem-list-item').empty()",
  ],
  // R4 tim-9: `in` takes one item, and Timing.repeat.when repeats.
  [
    "offset.empty() or (when.exists() and ((when in ('C' | 'CM' | 'CD' | 'CV')).not()))",
    "offset.empty() or (when.exists() and when.where($this in ('C' | 'CM' | 'CD' | 'CV')).empty())",
  ],
  // R5 rng-2: boundaries of a Quantity, which FHIRPath gives of its value; in two units what they amount to is compared.
  [
    'low.value.empty() or high.value.empty() or low.lowBoundary().comparable(high.highBoundary()).not() or (low.lowBoundary() <= high.highBoundary())',
    'low.value.empty() or high.value.empty() or low.comparable(high).not() or iif(low.code = high.code, low.value.lowBoundary() <= high.value.highBoundary(), low <= high)',
  ],
]);

/** The expression, or its repaired form. */
export function patchExpression(expression: string): string {
  return patches.get(expression) ?? expression;
}
