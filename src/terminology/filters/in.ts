/** `in`: the property has one of the values, which are separated by commas. */
import { ConceptBits } from '../concept-set.ts';
import { isConceptProperty, valueList, valuesOfFilter } from './filter-operator.ts';
import { conceptsHaving, hasOneOf } from './typed-values.ts';
import type { FilterOperator } from './filter-operator.ts';

export const isIn: FilterOperator = {
  select: (subject, filter) => {
    // An unknown property is an error even where no value is given.
    if (!isConceptProperty(filter.property)) valuesOfFilter(subject, filter);
    return valueList(filter.value)
      .map(value => conceptsHaving(subject, filter, value))
      .reduce((found, next) => found.union(next), ConceptBits.empty(subject.size));
  },
  passes: (subject, filter, concept) => hasOneOf(subject, filter, valueList(filter.value), concept),
};
