/** `exists`: the concept has the property (value `true`) or lacks it (`false`). */
import type { ConceptFilter } from '../../contracts/code-system-provider.ts';
import { invalid } from '../../fhir/fhir-error.ts';
import { describeFilter, valuesOfFilter } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';

export const exists: FilterOperator = {
  select: (subject, filter) => {
    const values = valuesOfFilter(subject, filter);
    return isWanted(filter) ? values.havingAny() : subject.all().difference(values.havingAny());
  },
  passes: (subject, filter, concept) => {
    const values = valuesOfFilter(subject, filter);
    return values.textsOf(concept).length > 0 === isWanted(filter);
  },
};

function isWanted(filter: ConceptFilter): boolean {
  if (filter.value === 'true') return true;
  if (filter.value === 'false') return false;
  throw invalid(`The filter ${describeFilter(filter)} needs the value true or false`, { txType: 'vs-invalid' });
}
