/** Narratives: well-formed XHTML of the elements allowed, with content, and links that lead somewhere (https://hl7.org/fhir/narrative.html). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { checkXhtml } from './check-xhtml.ts';
import { checkLinks } from './check-narrative-links.ts';
import { parseXhtml } from './xhtml-tree.ts';
import type { XhtmlElement } from './xhtml-element.ts';

const source = 'http://hl7.org/fhir/StructureDefinition/Narrative';

const names = ['txt-1', 'a narrative has only the elements and attributes of HTML 4.0 that FHIR allows'] as const;
const content = ['txt-2', 'a narrative has some content beside blanks'] as const;

/** Checks the XHTML of a Narrative. */
export function checkNarrative(narrative: ValidationNode, context: ValidationContext): void {
  const node = narrative.child('div', 'xhtml');
  if (node === undefined || typeof node.value !== 'string') return;
  const { root, elements, fault, unknownEntities, hasDeclarations } = parseXhtml(node.value);
  for (const entity of unknownEntities) context.report('XHTML_XHTML_ENTITY_INVALID', { node, args: [entity] });
  if (hasDeclarations) context.report('XHTML_XHTML_DOCTYPE_ILLEGAL', { node });
  if (fault === undefined && root !== undefined) {
    checkElements(node, elements, context);
    return;
  }
  context.report('Error_parsing_XHTML_', { node, args: [fault ?? 'there is no element'] });
  // What can't be read has neither elements nor content.
  tellInvariant(node, names, context);
  tellInvariant(node, content, context);
}

function checkElements(node: ValidationNode, elements: readonly XhtmlElement[], context: ValidationContext): void {
  if (!checkXhtml(node, elements, context)) tellInvariant(node, names, context);
  if (!hasContent(elements)) tellInvariant(node, content, context);
  checkLinks(node, elements, context);
}

function tellInvariant(
  node: ValidationNode,
  args: readonly [key: string, text: string],
  context: ValidationContext,
): void {
  context.report('http___hl7_org_fhir_StructureDefinition_', { node, args, source });
}

function hasContent(elements: readonly XhtmlElement[]): boolean {
  return elements.some(({ name, children }) => name === 'img' || children.some(isWords));
}

function isWords(child: XhtmlElement | string): boolean {
  return typeof child === 'string' && child.trim() !== '';
}
