/** `descendent-of`: all that are below the concept, without itself. */
import { conceptOfFilter, descendantsOfFilter } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';

export const descendentOf: FilterOperator = {
  select: (subject, filter) => subject.descendants(conceptOfFilter(subject, filter)),
  selectInSteps: descendantsOfFilter,
  passes: (subject, filter, concept) => {
    const above = conceptOfFilter(subject, filter);
    return above !== concept && subject.subsumes(above, concept);
  },
};
