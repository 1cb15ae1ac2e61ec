/**
 * Reads the query of a search (https://hl7.org/fhir/search.html): criteria, order, page and form of the answer. What
 * nobody defines is ignored, or refused under `Prefer: handling=strict`; what HL7 defines and we lack is refused by name.
 */
import type { ResourceStore, SearchCriterion, SortRule } from '../../contracts/resource-store.ts';
import { invalid, notSupported, tooCostly } from '../../fhir/fhir-error.ts';
import { splitSearchValue } from '../../fhir/search-escape.ts';
import { resultParameters } from './interaction.ts';
import type { Query } from './query.ts';
import { readSubset } from './subset.ts';
import type { SubsetRequest } from './subset.ts';

export const defaultPageSize = 20;
export const maxPageSize = 500;

/** All alternatives of all criteria together, and all their characters. */
const maxValues = 200;
const maxCharacters = 50_000;

const resultsByName = new Map(resultParameters.map(row => [row.name, row]));

export interface SearchQuery {
  readonly criteria: readonly SearchCriterion[];
  readonly sort: readonly SortRule[];
  readonly subset: SubsetRequest;
  /** Size of a page; 0 where only the number of matches is asked for. */
  readonly count: number;
  readonly includesTotal: boolean;
  /** Token of the page, from one of our links. */
  readonly page: string | undefined;
  /** What was applied, for the links; all but the page. */
  readonly applied: readonly (readonly [string, string])[];
  /** What decides which matches come in which order and how many a page has. */
  readonly identity: readonly (readonly [string, string])[];
}

export interface QueryOptions {
  readonly isStrict: boolean;
  /** Told of each parameter that is ignored. */
  readonly onIgnored: (name: string) => void;
}

/** What the query of a search of this type asks for; parameters without value are not there. */
export function readSearchQuery(store: ResourceStore, type: string, query: Query, options: QueryOptions): SearchQuery {
  const once = new Map<string, string>();
  const criteria: (readonly [string, string])[] = [];
  for (const pair of query) {
    const [name, value] = pair;
    if (value === '' || !isKnown(store, type, name, options)) continue;
    if (resultsByName.has(name)) once.set(name, value);
    else criteria.push(pair);
  }
  const subset = readSubset(once.get('_summary'), once.get('_elements'));
  const count = Math.min(readNumber(once, '_count', defaultPageSize), maxPageSize);
  const kept = [...once].filter(([name]) => name !== '_page' && name !== '_count');
  return {
    criteria: readCriteria(criteria),
    sort: readSort(store, type, once.get('_sort')),
    subset,
    count: subset.summary === 'count' ? 0 : count,
    includesTotal: readTotal(once.get('_total')),
    page: once.get('_page'),
    applied: [...criteria, ...kept, ...(once.has('_count') ? [['_count', String(count)] as const] : [])],
    identity: [...criteria, ['_sort', once.get('_sort') ?? ''], ['_count', String(count)]],
  };
}

/** False for a parameter that nobody defines; throws for one that HL7 defines and we lack. */
function isKnown(store: ResourceStore, type: string, name: string, options: QueryOptions): boolean {
  const bare = name.split(/[:.]/, 1)[0] ?? name;
  const result = resultsByName.get(bare);
  if (result?.unsupported !== undefined) {
    throw notSupported(`The search parameter '${bare}' is not supported: ${result.unsupported}`);
  }
  if (result !== undefined && name === bare) return true;
  const row = store.searchParameters(type).find(parameter => parameter.name === bare);
  if (row === undefined) return ignore(name, options);
  if (!row.isSupported) {
    throw notSupported(`The search parameter '${bare}' of ${type} is not supported: ${row.unsupported ?? ''}`);
  }
  if (name.includes('.')) throw notSupported(`Chained search '${name.slice(0, 80)}' is not supported`);
  return true;
}

function ignore(name: string, options: QueryOptions): false {
  if (options.isStrict) {
    throw invalid(`The search parameter '${name.slice(0, 80)}' is not known (Prefer: handling=strict)`);
  }
  options.onIgnored(name);
  return false;
}

function readCriteria(pairs: readonly (readonly [string, string])[]): readonly SearchCriterion[] {
  const characters = pairs.reduce((sum, [, value]) => sum + value.length, 0);
  if (characters > maxCharacters) throw tooCostly(`A search takes at most ${maxCharacters} characters of values`);
  const criteria = pairs.map(([name, value]) => criterionOf(name, value));
  const alternatives = criteria.reduce((sum, { values }) => sum + values.length, 0);
  if (alternatives > maxValues)
    throw tooCostly(`A search takes at most ${maxValues} values; this one has ${alternatives}`);
  return criteria;
}

/** Alternatives are separated by commas; empty ones are left out. Other separators and escapes are the store's to read. */
function criterionOf(name: string, value: string): SearchCriterion {
  const at = name.indexOf(':');
  const values = splitSearchValue(value, ',').filter(part => part !== '');
  return at < 0 ? { name, values } : { name: name.slice(0, at), modifier: name.slice(at + 1), values };
}

/** Rules such as `-date,title`; throws `invalid` for what is no search parameter of the type. */
function readSort(store: ResourceStore, type: string, text = ''): readonly SortRule[] {
  if (text === '') return [];
  const names = text.split(',').filter(part => part !== '');
  const rules = names.map(part => ({ name: part.replace(/^-/, ''), descending: part.startsWith('-') }));
  const parameters = store.searchParameters(type);
  const wrong = rules.find(({ name }) => !parameters.some(row => row.name === name));
  if (wrong === undefined) return rules;
  throw wrong.name === '_score'
    ? notSupported("'_sort' by _score is not supported: matches are not ranked")
    : invalid(`'_sort' takes search parameters of ${type}, not '${wrong.name.slice(0, 80)}'`);
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
