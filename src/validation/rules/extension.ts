/** Extensions: known, and either a value or extensions (https://hl7.org/fhir/extensibility.html). */
import { isExampleUrl } from '../policies.ts';
import type { ValidationContext } from '../validation-context.ts';
import type { ValidationNode } from '../validation-node.ts';

export function checkExtension(node: ValidationNode, context: ValidationContext): void {
  const { tree } = node;
  checkContent(node, context);
  const { url } = tree;
  // Parts of an extension have names that the definition of the whole one gives.
  if (typeof url !== 'string' || url === '' || isPart(node, url)) return;
  if (context.finder.find('StructureDefinition', url) !== undefined) return;
  const { allowsExampleUrls, unknownExtensions } = context.policies;
  if (allowsExampleUrls && isExampleUrl(url)) return;
  context.report('Extension_EXT_Unknown_NotHere', { node, args: [url], severity: unknownExtensions });
}

function isPart({ parent }: ValidationNode, url: string): boolean {
  return parent?.type === 'Extension' && !url.includes(':');
}

/** ext-1. */
function checkContent(node: ValidationNode, context: ValidationContext): void {
  const hasParts = 'extension' in node.tree;
  const hasValue = Object.keys(node.tree).some(key => /^_?value[A-Z]/.test(key));
  if (hasParts !== hasValue) return;
  context.report('http___hl7_org_fhir_StructureDefinition_', {
    node,
    args: ['ext-1', 'an extension has either a value or extensions, not both'],
    source: 'http://hl7.org/fhir/StructureDefinition/Extension',
  });
}
