/**
 * What one search criterion asks of a resource's values: the values are joined by OR, and a modifier changes how they
 * are compared (https://hl7.org/fhir/search.html#modifiers).
 */
import type { SearchCriterion } from '../../contracts/resource-store.ts';
import { invalid, notSupported } from '../../fhir/fhir-error.ts';
import { createDateMatcher } from './date-matcher.ts';
import type { MatcherFactory } from './matcher.ts';
import type { SearchParameterEntry } from './search-parameter-table.ts';
import { createReferenceMatcher, createStringMatchers, createUriMatchers } from './text-matchers.ts';
import { createTokenMatcher } from './token-matcher.ts';

/** Whether the values, in the form of search-values.ts, satisfy the criterion. */
export type SearchTest = (values: readonly string[]) => boolean;

/** The test of this criterion; throws `notSupported` for its modifier and `invalid` for its value. */
export function createCriterionTest(parameter: SearchParameterEntry, criterion: SearchCriterion): SearchTest {
  const { modifier, values } = criterion;
  if (values.length === 0 || values.includes('')) throw invalid(`The search parameter ${criterion.name} has no value.`);
  if (modifier === 'missing') return missingTest(criterion);
  if (modifier === 'not' && parameter.type === 'token') return notTest(anyOf(parameter, criterion));
  return anyOf(parameter, criterion, modifier);
}

function anyOf(parameter: SearchParameterEntry, { values }: SearchCriterion, modifier = ''): SearchTest {
  const factory = matcherFactories(parameter).get(modifier);
  if (factory === undefined) {
    const text = `The modifier :${modifier} of the search parameter ${parameter.name} is not supported.`;
    throw notSupported(text, { status: 400 });
  }
  const matchers = values.map(factory);
  return found => found.some(value => matchers.some(matches => matches(value)));
}

function matcherFactories(parameter: SearchParameterEntry): ReadonlyMap<string, MatcherFactory> {
  switch (parameter.type) {
    case 'string':
      return createStringMatchers();
    case 'uri':
      return createUriMatchers();
    case 'token':
      return new Map([['', text => createTokenMatcher(parameter.name, text)]]);
    case 'date':
      return new Map([['', text => createDateMatcher(parameter.name, text)]]);
    default:
      return new Map([['', createReferenceMatcher]]);
  }
}

function notTest(test: SearchTest): SearchTest {
  return values => !test(values);
}

function missingTest({ name, values }: SearchCriterion): SearchTest {
  const [value, ...rest] = values;
  if (rest.length > 0 || (value !== 'true' && value !== 'false')) {
    throw invalid(`The search parameter ${name}:missing takes true or false, not '${values.join(',')}'.`);
  }
  return found => (found.length === 0) === (value === 'true');
}
