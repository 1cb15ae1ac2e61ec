/** A Period ends after it starts (per-1, https://hl7.org/fhir/datatypes.html#Period). */
import type { ValidationContext } from '../validation-context.ts';
import type { ValidationNode } from '../validation-node.ts';

export function checkPeriod(node: ValidationNode, context: ValidationContext): void {
  const start = node.text('start');
  const end = node.text('end');
  if (start === undefined || end === undefined || !isAfter(start, end)) return;
  context.report('http___hl7_org_fhir_StructureDefinition_', {
    node,
    args: ['per-1', `the start ${start} must not be after the end ${end}`],
    source: 'http://hl7.org/fhir/StructureDefinition/Period',
  });
}

/** To the precision that both have. */
function isAfter(start: string, end: string): boolean {
  if (start.includes('T') && end.includes('T')) return Date.parse(start) > Date.parse(end);
  const length = Math.min(start.length, end.length, 10);
  return start.slice(0, length) > end.slice(0, length);
}
