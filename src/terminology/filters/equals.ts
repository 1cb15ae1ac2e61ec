/** `=`: the property has the value. */
import { conceptsHaving, hasOneOf } from './typed-values.ts';
import type { FilterOperator } from './filter-operator.ts';

export const equals: FilterOperator = {
  select: (subject, filter) => conceptsHaving(subject, filter, filter.value),
  passes: (subject, filter, concept) => hasOneOf(subject, filter, [filter.value], concept),
};
