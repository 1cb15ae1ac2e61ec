/** `=`: the property has the value. */
import { ConceptBits } from '../concept-set.ts';
import { conceptsHaving } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';

export const equals: FilterOperator = (subject, filter) =>
  ConceptBits.of(subject.size, conceptsHaving(subject, filter, filter.value));
