/** `is-a`: the concept itself and all that are below it. */
import { ConceptBits } from '../concept-set.ts';
import { conceptOfFilter } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';

export const isA: FilterOperator = {
  select: (subject, filter) => {
    const concept = conceptOfFilter(subject, filter);
    return subject.descendants(concept).union(ConceptBits.of(subject.size, [concept]));
  },
  passes: (subject, filter, concept) => subject.subsumes(conceptOfFilter(subject, filter), concept),
};
