/**
 * `regex`: the whole of the property's value matches. The expression comes from outside, so it runs on RE2, whose time
 * is linear in the text; its length and the time over all values are bounded.
 */
import { RE2JS } from 're2js';
import type { ConceptFilter, ConceptId } from '../../contracts/code-system-provider.ts';
import { invalid, tooCostly } from '../../fhir/fhir-error.ts';
import { ConceptBits } from '../concept-set.ts';
import { describeFilter, valuesOfFilter } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';

const maxExpressionLength = 1000;
const maxMilliseconds = 1000;

export const regex: FilterOperator = (subject, filter) => {
  const expression = compile(filter);
  const deadline = performance.now() + maxMilliseconds;
  const matching: ConceptId[][] = [];
  for (const [value, concepts] of valuesOfFilter(subject, filter)) {
    if (performance.now() > deadline)
      throw tooCostly(`The filter ${describeFilter(filter)} takes too long to evaluate`);
    if (expression.matches(value)) matching.push([...concepts]);
  }
  return ConceptBits.of(subject.size, matching.flat());
};

function compile(filter: ConceptFilter): RE2JS {
  if (filter.value.length > maxExpressionLength) {
    throw tooCostly(`A regex filter may have at most ${String(maxExpressionLength)} characters`);
  }
  try {
    return RE2JS.compile(filter.value);
  } catch {
    throw invalid(`The regular expression of the filter ${describeFilter(filter)} is not valid`, {
      txType: 'vs-invalid',
    });
  }
}
