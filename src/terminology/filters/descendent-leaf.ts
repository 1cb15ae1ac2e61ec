/** `descendent-leaf`: those below the concept that have nothing below them. */
import type { ConceptFilter } from '../../contracts/code-system-provider.ts';
import type { ConceptBits } from '../concept-set.ts';
import { descendentOf } from './descendent-of.ts';
import { allSteps } from '../run-steps.ts';
import { descendantsOfFilter } from './filter-operator.ts';
import type { FilterOperator, FilterSubject } from './filter-operator.ts';

function* leavesInSteps(subject: FilterSubject, filter: ConceptFilter): Generator<undefined, ConceptBits> {
  const below = yield* descendantsOfFilter(subject, filter);
  const above = subject.withChildren?.();
  if (above !== undefined) return below.difference(above);
  return below.where(concept => subject.getChildren(concept).length === 0);
}

export const descendentLeaf: FilterOperator = {
  select: (subject, filter) => allSteps(leavesInSteps(subject, filter)),
  selectInSteps: leavesInSteps,
  passes: (subject, filter, concept) =>
    descendentOf.passes(subject, filter, concept) && subject.getChildren(concept).length === 0,
};
