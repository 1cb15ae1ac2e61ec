/**
 * `regex`: the whole of the property's value matches. The expression comes from outside, so it runs on RE2, whose time
 * is linear in the text; expression and single match are bounded, and many matches are done in steps, between which
 * others run.
 */
import { RE2JS } from 're2js';
import type { ConceptFilter } from '../../contracts/code-system-provider.ts';
import { invalid, tooCostly } from '../../fhir/fhir-error.ts';
import type { ConceptBits } from '../concept-set.ts';
import { allSteps } from '../run-steps.ts';
import { describeFilter, valuesOfFilter } from './filter-operator.ts';
import type { FilterOperator, FilterSubject } from './filter-operator.ts';

const maxExpressionLength = 1000;
/** RE2 writes `x{50}` out as fifty copies: most characters that an expression may come to. */
const maxCopiedLength = 20_000;
/** Instructions times characters that RE2 does in some 10 ms at worst. */
const stepCost = 150_000;
/** Most that one match may take, since it can't be interrupted. */
const maxMatchCost = 400_000;

/** The concepts that match; pauses between pieces of work of a few milliseconds. */
function* regexInSteps(subject: FilterSubject, filter: ConceptFilter): Generator<undefined, ConceptBits> {
  const expression = compile(filter);
  const judging = valuesOfFilter(subject, filter).judge();
  let cost = 0;
  let next = judging.next(false);
  while (next.done !== true) {
    cost += costOf(expression, next.value);
    if (cost > stepCost) {
      yield undefined;
      cost = 0;
    }
    next = judging.next(matches(expression, next.value, filter));
  }
  return next.value;
}

export const regex: FilterOperator = {
  select: (subject, filter) => allSteps(regexInSteps(subject, filter)),
  selectInSteps: regexInSteps,
  passes: (subject, filter, concept) => {
    const expression = compile(filter);
    const texts = valuesOfFilter(subject, filter).textsOf(concept);
    return texts.some(text => matches(expression, text, filter));
  },
};

function costOf(expression: RE2JS, value: string): number {
  return expression.programSize() * (value.length + 1);
}

function matches(expression: RE2JS, value: string, filter: ConceptFilter): boolean {
  if (costOf(expression, value) > maxMatchCost) {
    throw tooCostly(`The filter ${describeFilter(filter)} is too costly for values as long as there are`);
  }
  return expression.matches(value);
}

function compile(filter: ConceptFilter): RE2JS {
  if (filter.value.length > maxExpressionLength) {
    throw tooCostly(`A regex filter may have at most ${String(maxExpressionLength)} characters`);
  }
  if (copiedLength(filter.value) > maxCopiedLength) {
    throw tooCostly(`The regex filter ${describeFilter(filter)} repeats too much too often`);
  }
  try {
    return RE2JS.compile(filter.value);
  } catch {
    throw invalid(`The regular expression of the filter ${describeFilter(filter)} is not valid`, {
      txType: 'vs-invalid',
    });
  }
}

/** At most so many characters are there once counted repetitions are written out, as each could repeat all. */
function copiedLength(expression: string): number {
  const counts = [...expression.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, least, most]) => Number(most || least));
  return expression.length * (1 + counts.reduce((sum, count) => sum + count, 0));
}
