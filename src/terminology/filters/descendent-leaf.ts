/** `descendent-leaf`: those below the concept that have nothing below them. */
import { descendentOf } from './descendent-of.ts';
import type { FilterOperator } from './filter-operator.ts';

export const descendentLeaf: FilterOperator = {
  select: (subject, filter) =>
    descendentOf.select(subject, filter).where(concept => subject.getChildren(concept).length === 0),
  passes: (subject, filter, concept) =>
    descendentOf.passes(subject, filter, concept) && subject.getChildren(concept).length === 0,
};
