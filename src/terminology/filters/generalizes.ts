/** `generalizes`: the concept itself and all that are above it. */
import { ConceptBits } from '../concept-set.ts';
import { conceptOfFilter } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';

export const generalizes: FilterOperator = {
  select: (subject, filter) => {
    const concept = conceptOfFilter(subject, filter);
    return subject.ancestors(concept).union(ConceptBits.of(subject.size, [concept]));
  },
  passes: (subject, filter, concept) => subject.subsumes(concept, conceptOfFilter(subject, filter)),
};
