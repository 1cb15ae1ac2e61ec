/**
 * Gives an element that a differential looks into the children of its type, of the profile of its type, or of the
 * element that it refers to (https://hl7.org/fhir/profiling.html#resources).
 */
import type { DefinitionTree, DefinitionTrees } from './definition-trees.ts';
import type { ElementNode } from './element-tree.ts';
import { typeCanonical, without } from './element.ts';
import type { Element, ElementType } from './element.ts';
import { inheritTree } from './inherit-tree.ts';

export interface Unfolding {
  readonly trees: DefinitionTrees;
  /** Root of the base, for references to an element of the same definition. */
  readonly base: ElementNode;
}

/** Adds the children where there are none yet; false where nothing is known of what they are. */
export function unfold(node: ElementNode, unfolding: Unfolding): boolean {
  if (node.children.length > 0) return true;
  const source =
    node.definition.contentReference === undefined ? typeSource(node, unfolding) : referred(node, unfolding);
  if (source === undefined) return false;
  node.children = source.children.map(inheritTree);
  return true;
}

/** `#Questionnaire.item`, or the same behind the canonical of another definition. */
function referred(node: ElementNode, { trees, base }: Unfolding): ElementNode | undefined {
  const { contentReference = '' } = node.definition;
  const [canonical = '', path = ''] = contentReference.split('#');
  const root = canonical === '' ? base : trees.findTree(canonical)?.root;
  const target = root === undefined ? undefined : findPath(root, path);
  if (target === undefined) return undefined;
  const own = without(node.definition, 'contentReference', 'type') as Element;
  node.definition = { ...own, ...(target.definition.type && { type: target.definition.type }) };
  return target;
}

function findPath(root: ElementNode, path: string): ElementNode | undefined {
  const [, ...names] = path.split('.');
  return names.reduce<ElementNode | undefined>((node, part) => {
    const [name, sliceName] = part.split(':');
    const child = node?.children.find(one => one.name === name);
    return sliceName === undefined ? child : child?.slices.find(slice => slice.sliceName === sliceName);
  }, root);
}

function typeSource({ definition }: ElementNode, { trees }: Unfolding): ElementNode | undefined {
  const types = definition.type ?? [];
  const tree = types.length === 1 ? treeOfType(types[0], trees) : treeOfTypes(types, trees);
  return tree?.root;
}

/** The only profile of a type says more than the type. */
function treeOfType(type: ElementType | undefined, trees: DefinitionTrees): DefinitionTree | undefined {
  if (type === undefined) return undefined;
  const [profile, another] = type.profile ?? [];
  const profiled = profile === undefined || another !== undefined ? undefined : trees.findTree(profile);
  return profiled ?? trees.findTree(typeCanonical(type.code));
}

/** Several entries of one type have its children; of several types only what every element has. */
function treeOfTypes(types: readonly ElementType[], trees: DefinitionTrees): DefinitionTree | undefined {
  if (types.length === 0) return undefined;
  const codes = new Set(types.map(({ code }) => code));
  const [code] = codes;
  return trees.findTree(typeCanonical(codes.size === 1 && code !== undefined ? code : 'Element'));
}
