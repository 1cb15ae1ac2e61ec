/** `child-of`: those directly below the concept. */
import { ConceptBits } from '../concept-set.ts';
import { conceptOfFilter } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';

export const childOf: FilterOperator = {
  select: (subject, filter) => ConceptBits.of(subject.size, subject.getChildren(conceptOfFilter(subject, filter))),
  passes: (subject, filter, concept) => subject.getParents(concept).includes(conceptOfFilter(subject, filter)),
};
