/** `is-not-a`: all but the concept and those below it. */
import { isA } from './is-a.ts';
import type { FilterOperator } from './filter-operator.ts';

export const isNotA: FilterOperator = {
  select: (subject, filter) => subject.all().difference(isA.select(subject, filter)),
  passes: (subject, filter, concept) => !isA.passes(subject, filter, concept),
};
