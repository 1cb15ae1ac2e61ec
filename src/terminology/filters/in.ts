/** `in`: the property has one of the values, which are separated by commas. */
import { ConceptBits } from '../concept-set.ts';
import { conceptsHaving, valueList } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';

export const isIn: FilterOperator = (subject, filter) =>
  ConceptBits.of(
    subject.size,
    valueList(filter.value).flatMap(value => conceptsHaving(subject, filter, value)),
  );
