/**
 * Trees of definitions over a finder: of the snapshot that a definition has, else of the one that its differential makes.
 */
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { DefinitionTree, DefinitionTrees } from './definition-trees.ts';
import { treeOf } from './element-tree.ts';
import type { Element } from './element.ts';
import { generateSnapshot } from './generate-snapshot.ts';

type FindDefinition = (canonical: string) => AnyResource | undefined;

/** Trees over a finder; each is made once, a definition that is based on itself has none. */
export function createDefinitionTrees(find: FindDefinition, fhirVersion: FhirVersion): DefinitionTrees {
  const trees = new Map<string, DefinitionTree | undefined>();
  const findTree = (canonical: string): DefinitionTree | undefined => {
    if (trees.has(canonical)) return trees.get(canonical);
    trees.set(canonical, undefined);
    const definition = find(canonical);
    const tree = definition && toTree(definition, { findTree, fhirVersion });
    trees.set(canonical, tree);
    return tree;
  };
  return { findTree, fhirVersion };
}

function toTree(definition: AnyResource, trees: DefinitionTrees): DefinitionTree | undefined {
  const { element } = (definition['snapshot'] ?? {}) as { element?: readonly Element[] };
  const elements = element ?? generateSnapshot(definition, trees).elements;
  const root = treeOf(elements);
  if (root === undefined) return undefined;
  const { type, baseDefinition, derivation } = definition;
  return {
    root,
    type: String(type),
    baseDefinition: typeof baseDefinition === 'string' ? baseDefinition : undefined,
    isConstraint: derivation === 'constraint',
  };
}
