/** `in`: the property has one of the values, which are separated by commas. */
import { ConceptBits } from '../concept-set.ts';
import { valueList, valuesOfFilter } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';

export const isIn: FilterOperator = (subject, filter) => {
  const values = valuesOfFilter(subject, filter);
  return ConceptBits.of(
    subject.size,
    valueList(filter.value).flatMap(value => values.get(value) ?? []),
  );
};
