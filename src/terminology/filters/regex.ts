/**
 * `regex`: the whole of the property's value matches. The expression comes from outside, so it runs on RE2, whose time
 * is linear in the text, and its length is bounded.
 */
import { RE2JS } from 're2js';
import { invalid, tooCostly } from '../../fhir/fhir-error.ts';
import { ConceptBits } from '../concept-set.ts';
import { describeFilter, valuesOfFilter } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';
import type { ConceptFilter } from '../../contracts/code-system-provider.ts';

const maxExpressionLength = 1000;

export const regex: FilterOperator = (subject, filter) => {
  const expression = compile(filter);
  const matching = [...valuesOfFilter(subject, filter)].filter(([value]) => expression.matches(value));
  return ConceptBits.of(
    subject.size,
    matching.flatMap(([, concepts]) => concepts),
  );
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
