/** `is-not-a`: all but the concept and those below it. */
import type { ConceptFilter } from '../../contracts/code-system-provider.ts';
import type { ConceptBits } from '../concept-set.ts';
import { allSteps } from '../run-steps.ts';
import type { FilterOperator, FilterSubject } from './filter-operator.ts';
import { isA, isAInSteps } from './is-a.ts';

function* isNotAInSteps(subject: FilterSubject, filter: ConceptFilter): Generator<undefined, ConceptBits> {
  return subject.all().difference(yield* isAInSteps(subject, filter));
}

export const isNotA: FilterOperator = {
  select: (subject, filter) => allSteps(isNotAInSteps(subject, filter)),
  selectInSteps: isNotAInSteps,
  passes: (subject, filter, concept) => !isA.passes(subject, filter, concept),
};
