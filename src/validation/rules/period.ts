/** A Period ends after it starts (per-1, https://hl7.org/fhir/datatypes.html#Period). */
import type { ValidationContext } from '../validation-context.ts';
import type { ValidationNode } from '../validation-node.ts';

export function checkPeriod(node: ValidationNode, context: ValidationContext): void {
  const start = node.text('start');
  const end = node.text('end');
  if (start === undefined || end === undefined) return;
  const order = compareDates(start, end);
  // R4 compares as FHIRPath does, to which a day and a moment of that day are neither less nor equal.
  const isHeld =
    order < 0 || (order === 0 && (context.fhirVersion !== 'R4' || precisionOf(start) === precisionOf(end)));
  if (isHeld) return;
  context.report('http___hl7_org_fhir_StructureDefinition_', {
    node,
    args: ['per-1', `the start ${start} must be before the end ${end}, and of the same precision where they are near`],
    source: 'http://hl7.org/fhir/StructureDefinition/Period',
  });
}

/** Less than, equal to or greater than 0, to the precision that both have. */
function compareDates(start: string, end: string): number {
  if (start.includes('T') && end.includes('T')) return Date.parse(start) - Date.parse(end) || 0;
  const length = Math.min(start.length, end.length, 10);
  const [left, right] = [start.slice(0, length), end.slice(0, length)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function precisionOf(date: string): string {
  return date.includes('T') ? 'time' : String(date.length);
}
