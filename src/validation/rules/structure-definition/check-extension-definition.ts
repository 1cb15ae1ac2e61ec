/** What only definitions of extensions have: contexts and the fixed url (https://hl7.org/fhir/defining-extensions.html). */
import type { DefinitionTree, DefinitionTrees } from '../../snapshot/definition-trees.ts';
import type { ElementNode } from '../../snapshot/element-tree.ts';
import { typeCanonical } from '../../snapshot/element.ts';
import { matchChild } from '../../snapshot/match-child.ts';
import { copyTree } from '../../snapshot/element-tree.ts';
import { unfold } from '../../snapshot/unfold.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { elementsIn, listOf } from './authoring.ts';
import type { Authoring } from './authoring.ts';

export function checkExtensionDefinition(authoring: Authoring): void {
  const { node, context } = authoring;
  const type = node.text('type') ?? '';
  const contexts = node.children('context');
  const invariants = node.children('contextInvariant');
  if (type !== 'Extension') {
    const mayHave = hasJsonName(authoring);
    for (const one of mayHave ? [] : contexts)
      context.report('SD_NO_CONTEXT_WHEN_NOT_EXTENSION', { node: one, args: [type] });
    for (const one of invariants) context.report('SD_NO_CONTEXT_INV_WHEN_NOT_EXTENSION', { node: one, args: [type] });
    return;
  }
  for (const one of contexts) checkContext(one, authoring);
  for (const one of invariants) checkInvariant(one, authoring);
  checkUrl(authoring);
}

function checkContext(node: ValidationNode, authoring: Authoring): void {
  const { context } = authoring;
  const [type, expression] = [node.text('type'), node.text('expression')];
  if (expression === undefined) return;
  if (type === 'element') {
    if (!isElement(expression, authoring) && !isOfOtherVersion(node))
      context.report('SD_CONTEXT_SHOULD_ELEMENT_NOT_FOUND', { node, args: [expression, context.fhirVersion] });
    if (expression === 'Element') context.report('SD_CONTEXT_SHOULD_NOT_BE_ELEMENT', { node, args: [expression] });
  } else if (type === 'fhirpath' && isElement(expression, authoring)) {
    context.report('SD_CONTEXT_SHOULD_NOT_BE_FHIRPATH', { node, args: [expression] });
  }
}

function checkInvariant(node: ValidationNode, { context }: Authoring): void {
  const expression = String(node.value);
  const fault = context.expressionFault(expression);
  if (fault !== undefined) context.report('ED_CONTEXT_INVARIANT_EXPRESSION_ERROR', { node, args: [expression, fault] });
}

const specificUse = 'http://hl7.org/fhir/StructureDefinition/version-specific-use';

/** A context may be for some versions of FHIR only. */
function isOfOtherVersion({ tree }: ValidationNode): boolean {
  return listOf(tree['extension']).some(({ url }) => url === specificUse);
}

/** Interfaces that R4 does not define as types are looked up in a type that has their elements. */
const standIns: Readonly<Record<string, string>> = {
  CanonicalResource: 'CodeSystem',
  MetadataResource: 'PlanDefinition',
};

/** Whether the path, with or without a definition's canonical and `#` before it, leads to an element. */
function isElement(expression: string, { trees }: Authoring): boolean {
  const [canonical = '', fragment] = expression.split('#');
  const [type = '', ...names] = (fragment ?? canonical).split('.');
  const tree = findInterface(type, trees) ?? trees.findTree(fragment === undefined ? typeCanonical(type) : canonical);
  let node: ElementNode | undefined = tree && copyTree(tree.root);
  for (const name of names) {
    if (node === undefined) return false;
    unfold(node, { trees, base: node });
    node = matchChild(node, name)?.node;
  }
  return node !== undefined;
}

function findInterface(type: string, trees: DefinitionTrees): DefinitionTree | undefined {
  const standIn = Object.hasOwn(standIns, type) ? standIns[type] : undefined;
  return standIn === undefined ? undefined : trees.findTree(typeCanonical(standIn));
}

const jsonNameUrls = new Set(['elementdefinition-json-name', 'json-name']);

/** A type with a name of its own in JSON can be used as an extension. */
function hasJsonName({ node }: Authoring): boolean {
  const [root] = [...elementsIn(node, 'snapshot'), ...elementsIn(node, 'differential')];
  return listOf(root?.element['extension']).some(({ url }) => jsonNameUrls.has(String(url).split('/').at(-1) ?? ''));
}

function checkUrl({ node, context, url }: Authoring): void {
  if (url === '' || node.text('baseDefinition') !== 'http://hl7.org/fhir/StructureDefinition/Extension') return;
  const lists = [...elementsIn(node, 'differential'), ...elementsIn(node, 'snapshot')];
  const fixed = lists.find(({ element }) => element.path === 'Extension.url')?.element['fixedUri'];
  if (fixed === undefined) context.report('SD_EXTENSION_URL_MISSING', { node, args: [url] });
  else if (fixed !== url) context.report('SD_EXTENSION_URL_MISMATCH', { node, args: [url, String(fixed)] });
}
