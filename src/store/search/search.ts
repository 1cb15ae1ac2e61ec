/** Search of one FHIR version's store by the parameter table (https://hl7.org/fhir/search.html). */
import type {
  ResourceStore,
  SearchCriterion,
  SearchRequest,
  SearchResult,
  StoredResource,
} from '../../contracts/resource-store.ts';
import { notSupported } from '../../fhir/fhir-error.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { DefinitionArtifact, StoredDefinition } from '../definition-artifact.ts';
import { createCriterionTest } from './criterion-test.ts';
import type { SearchTest } from './criterion-test.ts';
import { createSearchParameterTable } from './search-parameter-table.ts';
import type { SearchParameterEntry, SearchParameterTable } from './search-parameter-table.ts';
import { readSearchValues } from './search-values.ts';
import { servedTypes } from './served-types.ts';

/** Search over what `listAll` gives; the table is made from the artifact's SearchParameters when first asked for. */
export function createSearch(
  fhirVersion: FhirVersion,
  artifact: DefinitionArtifact,
  listAll: (type: string) => readonly StoredResource[],
): Pick<ResourceStore, 'searchParameters' | 'search'> {
  let made: SearchParameterTable | undefined;
  const table = (): SearchParameterTable => (made ??= readTable(fhirVersion, artifact));
  return {
    searchParameters: type => [...(table().get(type)?.values() ?? [])],
    search: request => runSearch(request, listAll(request.type), table()),
  };
}

function readTable(fhirVersion: FhirVersion, artifact: DefinitionArtifact): SearchParameterTable {
  const definitions = artifact.listAll('SearchParameter').map(definition => definition.read());
  return createSearchParameterTable(servedTypes[fhirVersion], definitions);
}

function runSearch(
  { type, criteria, offset, count }: SearchRequest,
  resources: readonly StoredResource[],
  table: SearchParameterTable,
): SearchResult {
  const tests = criteria.map(criterion => testOf(type, criterion, table));
  const found = resources.filter(resource => tests.every(test => test(resource)));
  return { total: found.length, resources: found.slice(offset, offset + count) };
}

function testOf(
  type: string,
  criterion: SearchCriterion,
  table: SearchParameterTable,
): (resource: StoredResource) => boolean {
  const parameter = table.get(type)?.get(criterion.name);
  if (parameter?.isSupported !== true) {
    throw notSupported(`The search parameter ${criterion.name} of ${type} is not supported.`, { status: 400 });
  }
  const test: SearchTest = createCriterionTest(parameter, criterion);
  return resource => test(valuesOf(resource, parameter));
}

function valuesOf(resource: StoredResource, parameter: SearchParameterEntry): readonly string[] {
  if (parameter.name === '_id') return [`|${resource.id}`];
  if (parameter.name === '_lastUpdated') return [resource.lastUpdated];
  return isDefinition(resource) ? resource.searchValues(parameter.name) : readSearchValues(resource.read(), parameter);
}

function isDefinition(resource: StoredResource): resource is StoredDefinition {
  return resource.origin === 'hl7';
}
