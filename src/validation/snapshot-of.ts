/** The elements that a definition is judged by: those of its snapshot, or of the one that its differential makes. */
import type { CanonicalFinder } from '../contracts/canonical-finder.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { SnapshotOf } from './plans/plan-store.ts';
import type { DefinitionTrees } from './snapshot/definition-trees.ts';
import { generateSnapshot } from './snapshot/generate-snapshot.ts';
import { createDefinitionTrees } from './snapshot/snapshot-source.ts';

type Elements = readonly Readonly<Record<string, unknown>>[];

/** Snapshots of one version's definitions; it throws where there is nothing to make one from. */
export function createSnapshotOf(fhirVersion: FhirVersion): SnapshotOf {
  const trees = new WeakMap<CanonicalFinder, DefinitionTrees>();
  const treesOf = (finder: CanonicalFinder): DefinitionTrees => {
    const known = trees.get(finder);
    if (known !== undefined) return known;
    const made = createDefinitionTrees(url => finder.find('StructureDefinition', url), fhirVersion);
    trees.set(finder, made);
    return made;
  };
  return (definition, finder) => {
    const { element } = (definition['snapshot'] ?? {}) as { readonly element?: Elements };
    if (element !== undefined) return element;
    const { elements, messages } = generateSnapshot(definition, treesOf(finder));
    if (elements.length > 0) return elements as unknown as Elements;
    throw new Error(messages.map(({ text }) => text).join('; ') || 'it has neither snapshot nor differential');
  };
}
