/**
 * The CapabilityStatement of one endpoint (https://hl7.org/fhir/capabilitystatement.html), derived from the operation
 * table, the interactions and the store.
 */
import type { ResourceStore, SearchParameterRow } from '../../contracts/resource-store.ts';
import { canonicalBase } from '../../fhir/canonical-base.ts';
import { fhirVersionNames } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { operationDefinitionUrl } from '../operation-definitions.ts';
import { operations } from '../index.ts';
import type { Operation } from '../operation.ts';
import type { OperationLevel } from '../parameter-row.ts';
import { systemInteractions, typeInteractions } from './interaction.ts';

export interface Software {
  readonly name: string;
  readonly version: string;
  /** Date of the release, YYYY-MM-DD. */
  readonly releaseDate: string;
}

const featureUrl = 'http://hl7.org/fhir/uv/application-feature/StructureDefinition/feature';
/** The version of HL7's terminology tests that this release is measured against. */
const txTestVersion = '1.9.0';

/** What the endpoint at this base URL can do. */
export function capabilityStatement(
  store: ResourceStore,
  software: Software,
  base: string,
  table: readonly Operation[] = operations,
): AnyResource {
  const { number, path } = fhirVersionNames[store.fhirVersion];
  return {
    resourceType: 'CapabilityStatement',
    id: 'calx',
    extension: [
      feature('http://hl7.org/fhir/uv/tx-tests/FeatureDefinition/test-version', { valueCode: txTestVersion }),
      feature('http://hl7.org/fhir/uv/tx-ecosystem/FeatureDefinition/CodeSystemAsParameter', { valueBoolean: true }),
    ],
    url: `${canonicalBase}/CapabilityStatement/calx-${path}`,
    version: software.version,
    name: 'CalxCapabilityStatement',
    title: `${software.name} terminology and content server, FHIR ${store.fhirVersion}`,
    status: 'active',
    experimental: false,
    date: software.releaseDate,
    description:
      'Publishes content about calcinosis, informational and unreviewed, and answers terminology operations.',
    kind: 'instance',
    instantiates: ['http://hl7.org/fhir/CapabilityStatement/terminology-server'],
    software: { name: software.name, version: software.version, releaseDate: software.releaseDate },
    implementation: { description: `${software.name}, FHIR ${store.fhirVersion}`, url: base },
    fhirVersion: number,
    format: ['application/fhir+json', 'application/fhir+xml', 'json', 'xml'],
    rest: [restOf(store, table)],
  };
}

function feature(definition: string, value: object): object {
  return {
    url: featureUrl,
    extension: [
      { url: 'definition', valueCanonical: definition },
      { url: 'value', ...value },
    ],
  };
}

function restOf(store: ResourceStore, table: readonly Operation[]): object {
  return {
    mode: 'server',
    documentation:
      'Read only. What comes as tx-resource is seen by that request, or by those with its cache-id, alone.',
    security: {
      cors: true,
      // HL7's table of security services has no code for an open server.
      service: [{ text: 'None: the server is open and read-only' }],
      description:
        'Open: every request is answered without authentication, and none can change what others are answered.',
    },
    interaction: systemInteractions,
    resource: store.types.map(type => resourceOf(store, type, table)),
    operation: operationsAt(store, 'system', table),
  };
}

function resourceOf(store: ResourceStore, type: string, table: readonly Operation[]): object {
  const ofType = table.filter(({ resource }) => resource === type);
  const own = [...operationsAt(store, 'type', ofType), ...operationsAt(store, 'instance', ofType)];
  const operation = own.filter(({ name }, index) => own.findIndex(other => other.name === name) === index);
  const searchParam = store.searchParameters(type).filter(row => row.isSupported);
  return {
    type,
    profile: `http://hl7.org/fhir/StructureDefinition/${type}`,
    interaction: typeInteractions.map(({ code, documentation }) => ({ code, documentation })),
    versioning: 'versioned',
    readHistory: true,
    updateCreate: false,
    conditionalCreate: false,
    conditionalRead: 'full-support',
    conditionalUpdate: false,
    conditionalDelete: 'not-supported',
    ...(searchParam.length > 0 && { searchParam: searchParam.map(searchParameterOf) }),
    ...(operation.length > 0 && { operation }),
  };
}

function searchParameterOf({ name, url, type, documentation }: SearchParameterRow): object {
  return { name, definition: url, type, ...(documentation !== '' && { documentation }) };
}

interface OperationEntry {
  readonly name: string;
  readonly definition: string;
}

function operationsAt(
  { fhirVersion }: ResourceStore,
  level: OperationLevel,
  table: readonly Operation[],
): OperationEntry[] {
  return table
    .filter(row => row.levels[fhirVersion].includes(level))
    .map(row => ({ name: row.name, definition: operationDefinitionUrl(row) }));
}
