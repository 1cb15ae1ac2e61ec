/** Where an element stands and how it is sliced. */
import { matchChild } from '../../snapshot/match-child.ts';
import { copyTree } from '../../snapshot/element-tree.ts';
import type { ElementNode } from '../../snapshot/element-tree.ts';
import { typeCanonical } from '../../snapshot/element.ts';
import type { Discriminator } from '../../snapshot/element.ts';
import { unfold } from '../../snapshot/unfold.ts';
import type { ValidationNode } from '../../validation-node.ts';
import type { Authoring, ElementAt } from './authoring.ts';

export function checkPlace(at: ElementAt, authoring: Authoring): void {
  const { node, element } = at;
  const { context, typeName } = authoring;
  const { path } = element;
  if (typeName !== '' && path !== typeName && !path.startsWith(`${typeName}.`))
    context.report('SD_PATH_TYPE_MISMATCH', { node, args: [typeName, path] });
  if (!at.isSnapshot) checkDifferential(at, authoring);
}

function checkDifferential({ node, element }: ElementAt, { context, isConstraint }: Authoring): void {
  const { path } = element;
  if (!path.includes('.') && element.slicing !== undefined)
    context.report('SD_NO_SLICING_ON_ROOT', { node, args: [path] });
  const isExtension = path === 'Extension' || path.endsWith('.extension');
  if (isConstraint && element['meaningWhenMissing'] !== undefined && !isExtension)
    context.report('SD_ELEMENT_NOT_IN_CONSTRAINT', { node, args: ['meaningWhenMissing', path] });
}

export function checkSlicing({ node, element }: ElementAt, authoring: Authoring): void {
  const slicing = node.child('slicing');
  if (slicing === undefined) return;
  const target = elementOfType(element.path, authoring);
  const repeats = target?.definition.max !== '1' || element.path.includes('[x]');
  if (target !== undefined && !repeats)
    authoring.context.report('SD_PATH_NO_SLICING', { node: slicing, args: [element.path] });
  for (const discriminator of slicing.children('discriminator')) {
    reportPattern(discriminator, authoring);
    if (target !== undefined) checkDiscriminator(discriminator, target, authoring);
  }
}

function reportPattern(node: ValidationNode, { context }: Authoring): void {
  if (node.text('type') !== 'pattern') return;
  const isR4 = context.fhirVersion === 'R4';
  context.report(isR4 ? 'SD_PATH_SLICING_DEPRECATED' : 'SD_PATH_SLICING_DEPRECATED_R5', { node, args: ['pattern'] });
}

function checkDiscriminator(node: ValidationNode, target: ElementNode, authoring: Authoring): void {
  const { path = '' } = node.tree as unknown as Partial<Discriminator>;
  const { context } = authoring;
  const fault = context.expressionFault(path);
  if (fault !== undefined) {
    context.report('SD_PATH_ERROR', { node, args: [path, target.definition.path, fault] });
  } else if (!leadsSomewhere(target, path, authoring)) {
    context.report('SD_PATH_NOT_VALID', { node, args: [path, target.definition.path] });
  }
}

/** Whether the path leads to an element; what lies behind a reference, a type or an extension is not looked at. */
function leadsSomewhere(target: ElementNode, path: string, { trees }: Authoring): boolean {
  if (path === '$this' || path === '') return true;
  let current: ElementNode | undefined = copyTree(target);
  for (const name of path.replace(/^\$this\./, '').split('.')) {
    if (!/^\w+$/.test(name)) return true;
    if (!unfold(current, { trees, base: target })) return true;
    current = matchChild(current, name)?.node;
    if (current === undefined) return false;
  }
  return true;
}

/** The element as its type has it. */
function elementOfType(path: string, { trees, base }: Authoring): ElementNode | undefined {
  const [type = '', ...names] = path.split('.');
  const root = trees.findTree(typeCanonical(type))?.root ?? base?.root;
  return names.reduce<ElementNode | undefined>((node, name) => node?.children.find(one => one.name === name), root);
}
