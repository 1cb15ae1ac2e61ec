/** dom-6, which its authors call best practice: a resource that stands for itself has a narrative (https://hl7.org/fhir/domainresource.html). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { isTree } from '../trees.ts';

/** No DomainResources. */
const plain: ReadonlySet<string> = new Set(['Binary', 'Bundle', 'Parameters']);

const args = ['dom-6', 'a resource should have narrative for robust management (best practice)'];
const source = 'http://hl7.org/fhir/StructureDefinition/DomainResource';

/** Tells a resource without narrative, as hard as best practice is to be told. */
export function checkHasNarrative(node: ValidationNode, context: ValidationContext): void {
  const { bestPractice } = context.policies;
  if (bestPractice === 'ignore' || node.key === 'contained' || plain.has(node.type)) return;
  const { text } = node.tree;
  if (isTree(text) && 'div' in text) return;
  context.report('http___hl7_org_fhir_StructureDefinition_', { node, args, severity: bestPractice, source });
}
