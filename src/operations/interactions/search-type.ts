/** The search-type interaction (https://hl7.org/fhir/http.html#search): query → criteria → one page as a Bundle. */
import type { ResourceStore, StoredResource } from '../../contracts/resource-store.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { Query } from './query.ts';
import { assertServed } from './read.ts';
import { resolveCodes } from './search-codes.ts';
import type { CodeSources } from './search-codes.ts';
import { pageLinks, readPosition } from './search-page.ts';
import { readSearchQuery } from './search-query.ts';
import type { QueryOptions } from './search-query.ts';
import type { SubsetOf, SubsetRequest } from './subset.ts';
import { readVersioned } from './versioned.ts';

export interface SearchOptions extends QueryOptions, Omit<CodeSources, 'store'> {
  /** Base URL of the endpoint, for links and full urls. */
  readonly base: string;
  readonly subsetOf: SubsetOf;
}

/** The page of matches that the query asks for, as a searchset Bundle in the endpoint's wire form. */
export async function searchType(
  store: ResourceStore,
  type: string,
  parameters: Query,
  options: SearchOptions,
): Promise<AnyResource> {
  assertServed(store, type);
  const query = readSearchQuery(store, type, parameters, options);
  const search = { type, query, contentKey: store.contentKey };
  const { sort, count, subset } = query;
  const offset = readPosition(search);
  const criteria = await resolveCodes(type, query.criteria, { ...options, store });
  const { total, resources } = store.search({ type, criteria, sort, offset, count });
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(query.includesTotal && { total }),
    link: pageLinks(`${options.base}/${type}`, search, offset, count === 0 ? undefined : total),
    ...(resources.length > 0 && { entry: resources.map(stored => entryOf(stored, subset, options)) }),
  };
}

function entryOf(stored: StoredResource, subset: SubsetRequest, { base, subsetOf }: SearchOptions): object {
  return {
    fullUrl: `${base}/${stored.type}/${stored.id}`,
    resource: subsetOf(readVersioned(stored), subset),
    search: { mode: 'match' },
  };
}
