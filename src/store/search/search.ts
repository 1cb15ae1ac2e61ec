/** Search of one FHIR version's store by the parameter table (https://hl7.org/fhir/search.html). */
import type {
  ResourceStore,
  SearchCriterion,
  SearchRequest,
  SortRule,
  StoredResource,
} from '../../contracts/resource-store.ts';
import { BoundedMap } from '../../fhir/bounded-map.ts';
import { notSupported } from '../../fhir/fhir-error.ts';
import { unescapeSearchValue } from '../../fhir/search-escape.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { DefinitionArtifact, StoredDefinition } from '../definition-artifact.ts';
import { createCriterionTest } from './criterion-test.ts';
import { findImpliedSystems } from './implied-systems.ts';
import type { FindDefinition } from './implied-systems.ts';
import { createSearchParameterTable } from './search-parameter-table.ts';
import type { SearchParameterEntry, SearchParameterTable } from './search-parameter-table.ts';
import { readSearchValues } from './search-values.ts';
import { servedTypes } from './served-types.ts';
import { sortMatches } from './sort.ts';
import type { SortOrder } from './sort.ts';

/** Search over these listings; the table is made from the artifact's SearchParameters when first asked for. */
export function createSearch(
  fhirVersion: FhirVersion,
  artifact: DefinitionArtifact,
  listings: Pick<ResourceStore, 'list' | 'listAll'>,
): Pick<ResourceStore, 'searchParameters' | 'search'> {
  let made: SearchParameterTable | undefined;
  const table = (): SearchParameterTable => (made ??= readTable(fhirVersion, artifact));
  const impliedSystems = createImpliedSystems((type, url, version) =>
    artifact.findCanonical(type, url, version)?.read(),
  );
  const indexed = { ...listings, placeOf: createPlaceOf(listings.listAll) };
  const findMatches = keepMatches(request =>
    matchesOf(request, candidatesOf(request, indexed), { table: table(), impliedSystems }),
  );
  const rows = new Map<string, readonly SearchParameterEntry[]>();
  return {
    searchParameters: type => {
      const known = rows.get(type) ?? [...(table().get(type)?.values() ?? [])];
      if (known.length > 0) rows.set(type, known);
      return known;
    },
    search: request => {
      const { offset, count } = request;
      const found = findMatches(request);
      return { total: found.length, resources: found.slice(offset, offset + count) };
    },
  };
}

/** Only definitions that say of served types how they are searched are read in full. */
function readTable(fhirVersion: FhirVersion, artifact: DefinitionArtifact): SearchParameterTable {
  const types = servedTypes[fhirVersion];
  const bases = new Set(['Resource', 'DomainResource', ...types].map(type => `|${type}`));
  const definitions = artifact
    .listAll('SearchParameter')
    .filter(definition => definition.searchValues('base').some(base => bases.has(base)))
    .map(definition => definition.read());
  return createSearchParameterTable(fhirVersion, types, definitions);
}

type ImpliedSystems = (type: string, parameter: SearchParameterEntry, component?: number) => ReadonlySet<string>;

/** What was found is kept, for as many parameters and components as there are. */
function createImpliedSystems(find: FindDefinition): ImpliedSystems {
  const kept = new Map<string, ReadonlySet<string>>();
  return (type, { name, paths, components }, component) => {
    const key = `${type} ${name} ${String(component ?? '')}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const below = component === undefined ? [[]] : (components?.[component]?.paths ?? []);
    const full = paths.flatMap(path => below.map(rest => [...path, ...rest]));
    const systems = new Set(full.flatMap(path => findImpliedSystems(type, path, find)));
    kept.set(key, systems);
    return systems;
  };
}

type FindMatches = (request: SearchRequest) => readonly StoredResource[];

/** Bytes of kept matches, and what one of them takes, roughly. */
const maxMatchBytes = 4 * 1024 * 1024;
const bytesPerMatch = 8;
const bytesPerSearch = 200;

/** Keeps what a search found for its next page: what is stored never changes. */
function keepMatches(find: FindMatches): FindMatches {
  const kept = new BoundedMap<string, readonly StoredResource[]>(maxMatchBytes);
  return request => {
    const { type, criteria, sort } = request;
    // The codes that a criterion stands for are too many for a key.
    if (criteria.some(({ codes }) => codes !== undefined)) return find(request);
    const key = JSON.stringify([type, criteria, sort]);
    const known = kept.find(key);
    if (known !== undefined) return known;
    const found = find(request);
    kept.keep(key, found, key.length + found.length * bytesPerMatch + bytesPerSearch);
    return found;
  };
}

/** What can match at all: a canonical url names its few resources without a look at the others. */
function candidatesOf(
  { type, criteria }: SearchRequest,
  { list, listAll, placeOf }: Pick<ResourceStore, 'list' | 'listAll'> & { readonly placeOf: PlaceOf },
): readonly StoredResource[] {
  const all = listAll(type);
  const byUrl = criteria.find(({ name, modifier = '' }) => name === 'url' && modifier === '');
  if (byUrl === undefined) return all;
  const named = byUrl.values.flatMap(url => list(type, unescapeSearchValue(url)));
  const places = new Set(named.flatMap(({ id }) => placeOf(type, id) ?? []));
  return [...places].sort((one, other) => one - other).flatMap(place => all[place] ?? []);
}

type PlaceOf = (type: string, id: string) => number | undefined;

/** Where each resource stands in the listing of its type, which never changes. */
function createPlaceOf(listAll: ResourceStore['listAll']): PlaceOf {
  const kept = new Map<string, ReadonlyMap<string, number>>();
  return (type, id) => {
    const known = kept.get(type);
    const places = known ?? new Map(listAll(type).map((stored, place) => [stored.id, place]));
    if (known === undefined) kept.set(type, places);
    return places.get(id);
  };
}

interface SearchSources {
  readonly table: SearchParameterTable;
  readonly impliedSystems: ImpliedSystems;
}

function matchesOf(
  { type, criteria, sort = [] }: SearchRequest,
  resources: readonly StoredResource[],
  sources: SearchSources,
): readonly StoredResource[] {
  const tests = criteria.map(criterion => testOf(type, criterion, sources));
  const orders = sort.map(rule => orderOf(type, rule, sources.table));
  const found = resources.filter(resource => tests.every(test => test(resource)));
  return sortMatches(found, orders);
}

function testOf(
  type: string,
  criterion: SearchCriterion,
  { table, impliedSystems }: SearchSources,
): (resource: StoredResource) => boolean {
  const parameter = getParameter(type, criterion.name, table);
  const test = createCriterionTest(parameter, criterion, (entry, component) => impliedSystems(type, entry, component));
  return resource => test(valuesOf(resource, parameter));
}

function orderOf(type: string, { name, descending }: SortRule, table: SearchParameterTable): SortOrder<StoredResource> {
  const parameter = getParameter(type, name, table);
  if (parameter.type === 'composite') {
    throw notSupported(`Matches can't be sorted by ${name}: it is a composite of several values.`);
  }
  return { type: parameter.type, descending, valuesOf: resource => valuesOf(resource, parameter) };
}

function getParameter(type: string, name: string, table: SearchParameterTable): SearchParameterEntry {
  const parameter = table.get(type)?.get(name);
  if (parameter?.isSupported === true) return parameter;
  const reason = parameter?.unsupported === undefined ? '' : `: ${parameter.unsupported}`;
  throw notSupported(`The search parameter ${name} of ${type} is not supported${reason}.`);
}

function valuesOf(resource: StoredResource, parameter: SearchParameterEntry): readonly string[] {
  if (parameter.name === '_id') return [`|${resource.id}`];
  if (parameter.name === '_lastUpdated') return [resource.lastUpdated];
  return isDefinition(resource) ? resource.searchValues(parameter.name) : readSearchValues(resource.read(), parameter);
}

function isDefinition(resource: StoredResource): resource is StoredDefinition {
  return resource.origin === 'hl7';
}
