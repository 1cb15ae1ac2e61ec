/**
 * What the filter operators need of a code system whose concepts are not in one table: some of its concepts, with their
 * values read one by one. A grammar's codes are filtered so, and what supplements add.
 */
import type { CodeSystemProvider, ConceptId } from '../../contracts/code-system-provider.ts';
import { ConceptBits } from '../concept-set.ts';
import { CollectedValues } from './collected-values.ts';
import type { FilterSubject } from './filter-operator.ts';

/** The texts that a property has for a concept; undefined where the code system has no such property. */
export type ValueReader = (property: string) => ((concept: ConceptId) => readonly string[]) | undefined;

type Hierarchical = Pick<
  CodeSystemProvider,
  'url' | 'size' | 'findConcept' | 'getParents' | 'getChildren' | 'subsumes' | 'properties' | 'getProperties'
>;

/** These concepts of the provider as a subject of filters. */
export function valuesSubject(provider: Hierarchical, concepts: ConceptBits, read: ValueReader): FilterSubject {
  return {
    url: provider.url,
    size: provider.size,
    properties: provider.properties,
    getProperties: concept => provider.getProperties(concept),
    all: () => concepts,
    findConcept: code => provider.findConcept(code),
    getParents: concept => provider.getParents(concept),
    getChildren: concept => provider.getChildren(concept),
    subsumes: (ancestor, descendant) => provider.subsumes(ancestor, descendant),
    descendants: above => concepts.where(concept => concept !== above && provider.subsumes(above, concept)),
    ancestors: below => concepts.where(concept => concept !== below && provider.subsumes(concept, below)),
    propertyValues: property => {
      const values = read(property);
      return values === undefined ? undefined : new CollectedValues(concepts, values);
    },
  };
}

/** One concept of the provider as a subject of filters. */
export function conceptSubject(provider: Hierarchical, concept: ConceptId, read: ValueReader): FilterSubject {
  return valuesSubject(provider, ConceptBits.of(provider.size, [concept]), read);
}
