/** The search-type interaction (https://hl7.org/fhir/http.html#search): query → criteria → one page as a Bundle. */
import type { ResourceStore, SearchCriterion, StoredResource } from '../../contracts/resource-store.ts';
import { invalid, notSupported } from '../../fhir/fhir-error.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { resultParameters } from './interaction.ts';
import { assertServed } from './read.ts';
import { readSubset } from './subset.ts';
import type { SubsetOf, SubsetRequest } from './subset.ts';

export const defaultPageSize = 20;
export const maxPageSize = 500;

export interface SearchOptions {
  /** Base URL of the endpoint, for links and full urls. */
  readonly base: string;
  readonly subsetOf: SubsetOf;
  readonly isStrict: boolean;
  readonly onIgnored: (name: string) => void;
}

interface Search {
  readonly criteria: readonly SearchCriterion[];
  readonly subset: SubsetRequest;
  readonly offset: number;
  readonly count: number;
  readonly includesTotal: boolean;
  /** What was applied, for the links. */
  readonly applied: readonly (readonly [string, string])[];
}

/** The page of matches that the query asks for, as a searchset Bundle in the endpoint's wire form. */
export function searchType(
  store: ResourceStore,
  type: string,
  query: URLSearchParams,
  options: SearchOptions,
): AnyResource {
  assertServed(store, type);
  const search = readSearch(store, type, query, options);
  const onlyCounts = search.subset.summary === 'count' || search.count === 0;
  const { criteria, offset } = search;
  const { total, resources } = store.search({ type, criteria, offset, count: onlyCounts ? 0 : search.count });
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(search.includesTotal && { total }),
    link: links(`${options.base}/${type}`, search, onlyCounts ? undefined : total),
    ...(resources.length > 0 && {
      entry: resources.map(stored => entryOf(stored, search.subset, options)),
    }),
  };
}

function entryOf(stored: StoredResource, subset: SubsetRequest, { base, subsetOf }: SearchOptions): object {
  return {
    fullUrl: `${base}/${stored.type}/${stored.id}`,
    resource: subsetOf(stored.read(), subset),
    search: { mode: 'match' },
  };
}

function readSearch(store: ResourceStore, type: string, query: URLSearchParams, options: SearchOptions): Search {
  const given = [...query].filter(([, value]) => value !== '');
  const known = given.filter(([name]) => isKnown(store, type, name, options));
  const isResult = ([name]: readonly [string, string]): boolean => resultParameters.some(row => row.name === name);
  const once = new Map(known.filter(isResult));
  const criteria = known.filter(pair => !isResult(pair));
  const count = Math.min(readNumber(once, '_count', defaultPageSize), maxPageSize);
  return {
    criteria: criteria.map(([name, value]) => criterionOf(name, value)),
    subset: readSubset(once.get('_summary'), once.get('_elements')),
    offset: readNumber(once, '_offset', 0),
    count,
    includesTotal: readTotal(once.get('_total')),
    applied: [...criteria, ...appliedResultParameters(once, count)],
  };
}

/** What of the result parameters stands in links: all but the page itself, with the count that was used. */
function appliedResultParameters(once: ReadonlyMap<string, string>, count: number): [string, string][] {
  const kept = [...once].filter(([name]) => name !== '_offset' && name !== '_count');
  return once.has('_count') ? [...kept, ['_count', String(count)]] : kept;
}

/** False for a parameter that nobody defines; throws for one that HL7 defines and we lack. */
function isKnown(store: ResourceStore, type: string, name: string, options: SearchOptions): boolean {
  const bare = name.split(/[:.]/, 1)[0] ?? name;
  const result = resultParameters.find(row => row.name === bare);
  if (result?.unsupported !== undefined) {
    throw notSupported(`The search parameter '${bare}' is not supported: ${result.unsupported}`);
  }
  if (result !== undefined && name === bare) return true;
  const row = store.searchParameters(type).find(parameter => parameter.name === bare);
  if (row === undefined) return ignore(name, options);
  if (!row.isSupported) {
    throw notSupported(`The search parameter '${bare}' of ${type} is not supported`);
  }
  if (name.includes('.')) throw notSupported(`Chained search '${name.slice(0, 80)}' is not supported`);
  return true;
}

function ignore(name: string, options: SearchOptions): false {
  if (options.isStrict) {
    throw invalid(`The search parameter '${name.slice(0, 80)}' is not known (Prefer: handling=strict)`);
  }
  options.onIgnored(name);
  return false;
}

function criterionOf(name: string, value: string): SearchCriterion {
  const [bare = name, modifier] = name.split(':');
  const values = splitValues(value);
  return modifier === undefined ? { name: bare, values } : { name: bare, modifier, values };
}

/** Alternatives are separated by commas that no backslash escapes; other escapes are the store's to read. */
function splitValues(value: string): readonly string[] {
  return (value.match(/(\\.|[^\\,])+/gs) ?? []).map(part => part.replaceAll('\\,', ','));
}

function readNumber(once: ReadonlyMap<string, string>, name: string, otherwise: number): number {
  const text = once.get(name);
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw invalid(`'${name}' must be a whole number from 0, not '${text.slice(0, 80)}'`);
  return Number(text);
}

function readTotal(text = 'accurate'): boolean {
  if (!['none', 'estimate', 'accurate'].includes(text)) throw invalid("'_total' must be none, estimate or accurate");
  return text !== 'none';
}

/** Links of the page; without a total (nothing but a count was asked for) only `self`. */
function links(url: string, { applied, offset, count }: Search, total: number | undefined): object[] {
  const linkTo = (relation: string, start: number): object => {
    const query = new URLSearchParams(applied.map(([name, value]): [string, string] => [name, value]));
    if (start > 0) query.set('_offset', String(start));
    const text = query.toString();
    return { relation, url: text === '' ? url : `${url}?${text}` };
  };
  const self = linkTo('self', offset);
  if (total === undefined) return [self];
  const last = total === 0 ? 0 : Math.floor((total - 1) / count) * count;
  return [
    self,
    linkTo('first', 0),
    ...(offset > 0 ? [linkTo('previous', Math.max(0, Math.min(offset, last + count) - count))] : []),
    ...(offset + count < total ? [linkTo('next', offset + count)] : []),
    linkTo('last', last),
  ];
}
