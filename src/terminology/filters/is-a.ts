/** `is-a`: the concept itself and all that are below it. */
import type { ConceptFilter } from '../../contracts/code-system-provider.ts';
import { ConceptBits } from '../concept-set.ts';
import { allSteps } from '../run-steps.ts';
import { conceptOfFilter, descendantsOfFilter } from './filter-operator.ts';
import type { FilterOperator, FilterSubject } from './filter-operator.ts';

/** Pauses between pieces of work. */
export function* isAInSteps(subject: FilterSubject, filter: ConceptFilter): Generator<undefined, ConceptBits> {
  const below = yield* descendantsOfFilter(subject, filter);
  return below.union(ConceptBits.of(subject.size, [conceptOfFilter(subject, filter)]));
}

export const isA: FilterOperator = {
  select: (subject, filter) => allSteps(isAInSteps(subject, filter)),
  selectInSteps: isAInSteps,
  passes: (subject, filter, concept) => subject.subsumes(conceptOfFilter(subject, filter), concept),
};
