/** `not-in`: the property has none of the values; a concept without the property passes. */
import { isIn } from './in.ts';
import type { FilterOperator } from './filter-operator.ts';

export const isNotIn: FilterOperator = {
  select: (subject, filter) => subject.all().difference(isIn.select(subject, filter)),
  passes: (subject, filter, concept) => !isIn.passes(subject, filter, concept),
};
