/** `exists`: the concept has the property (value `true`) or lacks it (`false`). */
import { invalid } from '../../fhir/fhir-error.ts';
import { ConceptBits } from '../concept-set.ts';
import { describeFilter, valuesOfFilter } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';

export const exists: FilterOperator = (subject, filter) => {
  const having = ConceptBits.of(subject.size, [...valuesOfFilter(subject, filter).values()].flat());
  if (filter.value === 'true') return having;
  if (filter.value === 'false') return subject.all().difference(having);
  throw invalid(`The filter ${describeFilter(filter)} needs the value true or false`, { txType: 'vs-invalid' });
};
