/**
 * What one search criterion asks of a resource's values: the values are joined by OR, and a modifier changes how they
 * are compared (https://hl7.org/fhir/search.html#modifiers).
 */
import type { SearchCriterion } from '../../contracts/resource-store.ts';
import { invalid, notSupported } from '../../fhir/fhir-error.ts';
import { splitSearchValue, unescapeSearchValue } from '../../fhir/search-escape.ts';
import { createDateMatcher } from './date-matcher.ts';
import type { Matcher, MatcherContext, MatcherFactory } from './matcher.ts';
import { createNumberMatcher, createQuantityMatcher } from './quantity-matcher.ts';
import type { SearchParameterEntry } from './search-parameter-table.ts';
import { containsLike, createReferenceMatcher, isAtOrBelow, startsLike } from './text-matchers.ts';
import { createAttachedTextMatcher, createMembershipMatcher, createTokenMatcher } from './token-matcher.ts';

/** Whether the values, in the form of search-values.ts, satisfy the criterion. */
export type SearchTest = (values: readonly string[]) => boolean;

/** The code systems that a parameter's codes are of, where the elements do not say; of the n-th component, if any. */
export type FindImpliedSystems = (parameter: SearchParameterEntry, component?: number) => ReadonlySet<string>;

/** The test of this criterion; throws `notSupported` for its modifier and `invalid` for its value. */
export function createCriterionTest(
  parameter: SearchParameterEntry,
  criterion: SearchCriterion,
  findImpliedSystems: FindImpliedSystems,
): SearchTest {
  const { name, modifier = '', values } = criterion;
  if (modifier !== '' && parameter.modifiers?.includes(modifier) !== true) {
    throw notSupported(`The modifier :${modifier} of the search parameter ${name} is not supported.`);
  }
  if (values.length === 0 || values.includes('')) throw invalid(`The search parameter ${name} has no value.`);
  if (modifier === 'missing') return missingTest(criterion);
  const matchers = values.map(factoryOf(parameter, criterion, findImpliedSystems));
  const test: SearchTest = found => found.some(value => matchers.some(matches => matches(value)));
  return modifier === 'not' || modifier === 'not-in' ? found => !test(found) : test;
}

function factoryOf(
  parameter: SearchParameterEntry,
  { name, modifier = '', codes }: SearchCriterion,
  findImpliedSystems: FindImpliedSystems,
): MatcherFactory {
  if (parameter.components !== undefined) return compositeFactory(parameter, findImpliedSystems);
  const impliedSystems = (): ReadonlySet<string> => findImpliedSystems(parameter);
  const context = { name, type: parameter.type, impliedSystems };
  return matcherFactory(modifier, codes === undefined ? context : { ...context, codes });
}

type FactoryOfContext = (context: MatcherContext) => MatcherFactory;

const stringFactories: Readonly<Record<string, FactoryOfContext>> = {
  '': () => text => startsLike(unescapeSearchValue(text)),
  contains: () => text => containsLike(unescapeSearchValue(text)),
  exact: () => text => equals(unescapeSearchValue(text)),
};

/** Uris are compared as they stand. */
const uriFactories: Readonly<Record<string, FactoryOfContext>> = {
  '': () => text => equals(unescapeSearchValue(text)),
  contains: () => text => containsLike(unescapeSearchValue(text)),
  below: () => text => value => isAtOrBelow(value, unescapeSearchValue(text)),
  above: () => text => value => isAtOrBelow(unescapeSearchValue(text), value),
};

const tokenFactories: Readonly<Record<string, FactoryOfContext>> = {
  '': context => text => createTokenMatcher(context, text),
  not: context => text => createTokenMatcher(context, text),
  text: () => createAttachedTextMatcher,
  in: createMembershipMatcher,
  'not-in': createMembershipMatcher,
  above: createMembershipMatcher,
  below: createMembershipMatcher,
};

const referenceFactories: Readonly<Record<string, FactoryOfContext>> = {
  '': () => text => createReferenceMatcher(text),
  below: () => text => createReferenceMatcher(text, 'below'),
  above: () => text => createReferenceMatcher(text, 'above'),
  text: () => createAttachedTextMatcher,
};

const factoriesByType: Readonly<Record<string, Readonly<Record<string, FactoryOfContext>>>> = {
  string: stringFactories,
  uri: uriFactories,
  token: tokenFactories,
  reference: referenceFactories,
  date: {
    '':
      ({ name }) =>
      text =>
        createDateMatcher(name, unescapeSearchValue(text)),
  },
  number: {
    '':
      ({ name }) =>
      text =>
        createNumberMatcher(name, unescapeSearchValue(text)),
  },
  quantity: {
    '':
      ({ name }) =>
      text =>
        createQuantityMatcher(name, text),
  },
};

/** The parameter's modifiers have been looked at before. */
function matcherFactory(modifier: string, context: MatcherContext): MatcherFactory {
  const factory = factoriesByType[context.type]?.[modifier];
  if (factory === undefined) throw notSupported(`The search parameter ${context.name} is not supported.`);
  return factory(context);
}

function equals(text: string): Matcher {
  return value => value === text;
}

/** A composite's values are arrays of the components' texts; each component must match within one of them. */
function compositeFactory(parameter: SearchParameterEntry, findImpliedSystems: FindImpliedSystems): MatcherFactory {
  const { name, components = [] } = parameter;
  const factories = components.map(({ type }, at) =>
    matcherFactory('', { name, type, impliedSystems: () => findImpliedSystems(parameter, at) }),
  );
  return text => {
    const parts = splitSearchValue(text, '$');
    if (parts.length !== components.length || parts.includes('')) {
      throw invalid(
        `'${text}' is no value for the search parameter ${name}: it takes ${String(components.length)} parts joined by $.`,
      );
    }
    const matchers = factories.map((factory, at) => factory(parts[at] ?? ''));
    return value => {
      const texts = JSON.parse(value) as readonly (readonly string[])[];
      return matchers.every((matches, at) => texts[at]?.some(matches) === true);
    };
  };
}

function missingTest({ name, values }: SearchCriterion): SearchTest {
  const [value, ...rest] = values;
  if (rest.length > 0 || (value !== 'true' && value !== 'false')) {
    throw invalid(`The search parameter ${name}:missing takes true or false, not '${values.join(',')}'.`);
  }
  return found => (found.length === 0) === (value === 'true');
}
