/** Names, namespaces and places of the elements and attributes of a narrative. */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { allowedElements, allowsAttribute, blocks, emptyElements, onlyChildren, onlyParents } from './allowed.ts';
import type { XhtmlElement } from './xhtml-element.ts';

const namespace = 'http://www.w3.org/1999/xhtml';

/** Whether all names are allowed; what is wrong is told. */
export function checkXhtml(
  node: ValidationNode,
  elements: readonly XhtmlElement[],
  context: ValidationContext,
): boolean {
  const [root] = elements;
  checkNamespace(node, elements, context);
  if (root !== undefined && root.name !== 'div')
    context.report('XHTML_XHTML_Name_Invalid', { node, args: [root.name] });
  const ids = new Set<string>();
  let isAllowed = true;
  for (const element of elements) {
    isAllowed = checkNames(node, element, context) && isAllowed;
    checkPlace(node, element, context);
    const id = element.attributes.get('id');
    if (id !== undefined && ids.has(id)) context.report('XHTML_XHTML_DUPLICATE_IDS', { node, args: [id] });
    if (id !== undefined) ids.add(id);
  }
  return isAllowed;
}

function checkNamespace(node: ValidationNode, elements: readonly XhtmlElement[], context: ValidationContext): void {
  for (const element of elements) {
    const stated = element.attributes.get('xmlns');
    const isMissing = stated === undefined && element.parent === undefined;
    if (isMissing || (stated !== undefined && stated !== namespace)) {
      context.report('XHTML_XHTML_NS_InValid', { node, args: [stated ?? '', namespace] });
    }
  }
}

function checkNames(node: ValidationNode, { name, attributes }: XhtmlElement, context: ValidationContext): boolean {
  let isAllowed = true;
  if (!allowedElements.has(name)) {
    context.report('XHTML_XHTML_Element_Illegal', { node, args: [name] });
    isAllowed = false;
  }
  for (const attribute of attributes.keys()) {
    if (allowsAttribute(name, attribute)) continue;
    context.report('XHTML_XHTML_Attribute_Illegal', { node, args: [attribute, name] });
    isAllowed = false;
  }
  return isAllowed;
}

function checkPlace(node: ValidationNode, element: XhtmlElement, context: ValidationContext): void {
  const { name, parent } = element;
  if (parent === undefined) return;
  if (blocks.has(name) && isInParagraph(element))
    context.report('XHTML_XHTML_ELEMENT_ILLEGAL_IN_PARA', { node, args: [name] });
  if (emptyElements.has(name) && element.children.length > 0)
    context.report('XHTML_XHTML_NO_CHILDREN', { node, args: [name] });
  const parents = onlyParents[name];
  if (parents !== undefined && !parents.has(parent.name)) {
    context.report('XHTML_XHTML_OUT_OF_PLACE', { node, args: [name, [...parents].join(' or '), parent.name] });
  }
  const children = onlyChildren[name];
  if (children === undefined) return;
  const others = element.children.flatMap(child => otherThan(child, children));
  if (others.length > 0) context.report('XHTML_XHTML_ILLEGAL_CHILDREN', { node, args: [name, others.join(', ')] });
}

function otherThan(child: XhtmlElement | string, allowed: ReadonlySet<string>): readonly string[] {
  if (typeof child === 'string') return child.trim() === '' ? [] : ['text'];
  return allowed.has(child.name) ? [] : [`<${child.name}>`];
}

function isInParagraph({ parent }: XhtmlElement): boolean {
  for (let element = parent; element !== undefined; element = element.parent) if (element.name === 'p') return true;
  return false;
}
