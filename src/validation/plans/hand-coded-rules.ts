/** Invariants that code checks, because they apply to nearly every element and FHIRPath is slow at them. */
import type { ConstraintPlan } from './element-plan.ts';

/** Keys of FHIR's own rules that rules/ or the walk check by hand. */
const handCoded: ReadonlySet<string> = new Set([
  'ele-1',
  'ext-1',
  'dom-2',
  'dom-3',
  'dom-4',
  'dom-5',
  'dom-6',
  'txt-1',
  'txt-2',
  'ref-1',
  'ref-2',
  'per-1',
]);

/** Whether the walk must not evaluate this rule: it is FHIR's, and checked by hand. */
export function isHandCoded({ key, source }: ConstraintPlan): boolean {
  return handCoded.has(key) && source.startsWith('http://hl7.org/fhir/StructureDefinition/');
}
