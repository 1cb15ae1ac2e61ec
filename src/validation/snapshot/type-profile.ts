/**
 * An element whose only type has one profile is described by the root of that profile, before the differential has its
 * say: an element that is sliced by an extension's definition reads as that extension.
 */
import type { DefinitionTrees } from './definition-trees.ts';
import type { Element } from './element.ts';

const described = [
  'short',
  'definition',
  'comment',
  'requirements',
  'alias',
  'mapping',
  'isModifier',
  'isModifierReason',
];

/** The base with the words of the profile that the differential gives the element's type. */
export function describeByProfile(base: Element, derived: Element, trees: DefinitionTrees): Element {
  const profile = onlyProfile(derived);
  const tree = profile === undefined ? undefined : trees.findTree(profile);
  if (tree?.isConstraint !== true) return base;
  const root = tree.root.definition;
  const words = described.filter(name => root[name] !== undefined).map(name => [name, root[name]]);
  return { ...base, ...(Object.fromEntries(words) as Partial<Element>) };
}

function onlyProfile({ type = [] }: Element): string | undefined {
  const profiles = type[0]?.profile ?? [];
  return type.length === 1 && profiles.length === 1 ? profiles[0] : undefined;
}
