/** The search-type interaction (https://hl7.org/fhir/http.html#search): query → criteria → one page as a Bundle. */
import type { ResourceStore, SearchCriterion, StoredResource } from '../../contracts/resource-store.ts';
import { resourceOfText } from '../../fhir/formats/prepared-text.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { Query } from './query.ts';
import { assertServed } from './read.ts';
import { needCodes, resolveCodes } from './search-codes.ts';
import type { CodeSources } from './search-codes.ts';
import { pageLinks, readPosition } from './search-page.ts';
import { readSearchQuery } from './search-query.ts';
import type { QueryOptions } from './search-query.ts';
import type { StoredTextOf } from './stored-texts.ts';
import type { SubsetOf, SubsetRequest } from './subset.ts';
import { readVersioned } from './versioned.ts';

export interface SearchOptions extends QueryOptions, Omit<CodeSources, 'store'> {
  /** Base URL of the endpoint, for links and full urls. */
  readonly base: string;
  readonly subsetOf: SubsetOf;
  /** Where the answer goes out as compact JSON. */
  readonly textOf?: StoredTextOf | undefined;
}

/** The page of matches that the query asks for, as a searchset Bundle in the endpoint's wire form; at once where it can. */
export function searchType(
  store: ResourceStore,
  type: string,
  parameters: Query,
  options: SearchOptions,
): AnyResource | Promise<AnyResource> {
  assertServed(store, type);
  const query = readSearchQuery(store, type, parameters, options);
  const search = { type, query, contentKey: store.contentKey };
  const offset = readPosition(search);
  const find = (criteria: readonly SearchCriterion[]): AnyResource => {
    const { sort, count } = query;
    const { total, resources } = store.search({ type, criteria, sort, offset, count });
    const link = pageLinks(`${options.base}/${type}`, search, offset, count === 0 ? undefined : total);
    const head = query.includesTotal ? { total, link } : { link };
    return withEntries({ resourceType: 'Bundle', type: 'searchset', ...head }, resources, query.subset, options);
  };
  const { criteria } = query;
  if (!needCodes(store, type, criteria)) return find(criteria);
  return resolveCodes(type, criteria, { ...options, store }).then(find);
}

function withEntries(
  bundle: AnyResource,
  resources: readonly StoredResource[],
  subset: SubsetRequest,
  { base, subsetOf, textOf }: SearchOptions,
): AnyResource {
  if (resources.length === 0) return bundle;
  const urlOf = ({ type, id }: StoredResource): string => `${base}/${type}/${id}`;
  if (textOf !== undefined) {
    const texts = resources.map(stored => entryText(urlOf(stored), textOf(stored, subset)));
    return resourceOfText('Bundle', `${JSON.stringify(bundle).slice(0, -1)},"entry":[${texts.join()}]}`);
  }
  const entry = resources.map(stored => ({
    fullUrl: urlOf(stored),
    resource: subsetOf(readVersioned(stored), subset),
    search: { mode: 'match' },
  }));
  return { ...bundle, entry };
}

/** The same entry as JSON. */
function entryText(fullUrl: string, resource: string): string {
  return `{"fullUrl":${JSON.stringify(fullUrl)},"resource":${resource},"search":{"mode":"match"}}`;
}
