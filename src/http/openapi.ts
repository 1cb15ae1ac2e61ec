/**
 * The OpenAPI 3.1 description of what is served (https://spec.openapis.org/oas/v3.1.1), derived from the operation
 * table, the interactions and the search parameters of each type.
 */
import type { ResourceStore } from '../contracts/resource-store.ts';
import { operations as allOperations } from '../operations/index.ts';
import type { Software } from '../operations/interactions/capability-statement.ts';
import { historyParameters } from '../operations/interactions/history.ts';
import { resultParameters } from '../operations/interactions/interaction.ts';
import { isPrimitiveType } from '../operations/decode-value.ts';
import type { Operation } from '../operations/operation.ts';
import type { OperationLevel, ParameterRow } from '../operations/parameter-row.ts';
import { allowsGet } from './answer-operation.ts';

type Json = Readonly<Record<string, unknown>>;

/** One version at one base URL. */
export interface DescribedBase {
  readonly base: string;
  readonly store: ResourceStore;
  readonly software: Software;
  /** Operations that are served: default all of the table. */
  readonly operations?: readonly Operation[];
}

/** The description of an endpoint. */
export function openApi({ base, store, software, operations = allOperations }: DescribedBase): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: `${software.name}, FHIR ${store.fhirVersion}`,
      version: software.version,
      summary: 'FHIR terminology and content about calcinosis. Open and read-only.',
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: base }],
    paths: Object.fromEntries(pathsOf(store, operations)),
    components: { schemas, parameters: componentParameters, responses },
  };
}

const generalNames = ['_format', '_pretty', '_summary', '_elements'];
const text = { type: 'string' };
const fhirTypes = ['application/fhir+json', 'application/fhir+xml'];

/** XML has no schema here: FHIR's own are at https://hl7.org/fhir/downloads.html. */
function contentOf(resourceType: string): Json {
  const schema = { $ref: `#/components/schemas/${resourceType}` };
  return Object.fromEntries(fhirTypes.map(type => [type, type.endsWith('json') ? { schema } : {}]));
}

const schemas = Object.fromEntries([
  ['Resource', { type: 'object', required: ['resourceType'], properties: { resourceType: text } }] as const,
  ...['Bundle', 'OperationOutcome', 'Parameters'].map(
    type =>
      [type, { type: 'object', required: ['resourceType'], properties: { resourceType: { const: type } } }] as const,
  ),
]);

const responses = {
  fault: { description: 'What is wrong, and what to do about it', content: contentOf('OperationOutcome') },
  known: { description: 'The client has this answer already (If-None-Match, If-Modified-Since)' },
};

const componentParameters = Object.fromEntries([
  ...generalNames.map(name => [name, queryParameter(name, `See https://hl7.org/fhir/http.html#parameters`)]),
  ...['id', 'vid'].map(name => [name, { name, in: 'path', required: true, schema: text }]),
]) as Json;

function queryParameter(name: string, description: string, more: Json = {}): Json {
  return { name, in: 'query', description, schema: text, ...more };
}

const ref = (name: string): Json => ({ $ref: `#/components/parameters/${name}` });
const general = generalNames.map(ref);

interface Call {
  readonly id: string;
  readonly summary: string;
  readonly answer: string;
  readonly parameters?: readonly Json[];
  readonly requestBody?: Json;
}

function callOf({ id, summary, answer, parameters = [], requestBody }: Call): Json {
  return {
    operationId: id,
    summary,
    parameters: [...parameters, ...general],
    ...(requestBody !== undefined && { requestBody }),
    responses: {
      200: { description: 'The answer', content: contentOf(answer) },
      ...(requestBody === undefined && { 304: { $ref: '#/components/responses/known' } }),
      default: { $ref: '#/components/responses/fault' },
    },
  };
}

function* pathsOf(store: ResourceStore, operations: readonly Operation[]): Iterable<[string, Json]> {
  const mode = queryParameter('mode', 'full, normative or terminology');
  const answer = 'Resource';
  yield ['/metadata', { get: callOf({ id: 'capabilities', summary: 'What is served', answer, parameters: [mode] }) }];
  const requestBody = { required: true, content: contentOf('Bundle') };
  const summary = 'Answers the reads, searches and operations of a batch or transaction';
  yield ['/', { post: callOf({ id: 'batch', summary, answer: 'Bundle', requestBody }) }];
  for (const type of store.types) yield* typePaths(store, type);
  for (const operation of operations) yield* operationPaths(store, operation);
}

function* typePaths(store: ResourceStore, type: string): Iterable<[string, Json]> {
  const parameters = searchParametersOf(store, type);
  const history = historyParameters.map(name => queryParameter(name, 'See https://hl7.org/fhir/http.html#history'));
  const form = { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } };
  const search = { summary: `Searches ${type}`, answer: 'Bundle', parameters };
  const get = (id: string, summary: string, answer: string, own: readonly Json[]): Json => ({
    get: callOf({ id: `${id}${type}`, summary, answer, parameters: own }),
  });
  yield [`/${type}`, { get: callOf({ id: `search${type}`, ...search }) }];
  yield [`/${type}/_search`, { post: callOf({ id: `searchByForm${type}`, ...search, requestBody: form }) }];
  yield [`/${type}/_history`, get('historyOfAll', `One version of each ${type}`, 'Bundle', history)];
  yield [`/${type}/{id}`, get('read', `Reads one ${type}`, 'Resource', [ref('id')])];
  yield [`/${type}/{id}/_history`, get('history', `The version of one ${type}`, 'Bundle', [ref('id'), ...history])];
  const version = [ref('id'), ref('vid')];
  yield [`/${type}/{id}/_history/{vid}`, get('readVersion', `Reads one version of a ${type}`, 'Resource', version)];
}

function searchParametersOf(store: ResourceStore, type: string): Json[] {
  const own = store.searchParameters(type).filter(row => row.isSupported);
  const ofResults = resultParameters.filter(
    ({ name, unsupported }) => unsupported === undefined && !generalNames.includes(name),
  );
  return [
    ...own.map(({ name, documentation }) => queryParameter(name, documentation, { explode: false })),
    ...ofResults.map(({ name }) => queryParameter(name, 'See https://hl7.org/fhir/search.html')),
  ];
}

const prefixes: Readonly<Record<OperationLevel, (operation: Operation) => string>> = {
  system: () => '',
  type: ({ resource }) => `/${resource}`,
  instance: ({ resource }) => `/${resource}/{id}`,
};

function* operationPaths({ fhirVersion }: ResourceStore, operation: Operation): Iterable<[string, Json]> {
  const requestBody = { content: contentOf('Parameters') };
  for (const level of operation.levels[fhirVersion]) {
    const id = `${operation.name}${operation.resource}${level}`;
    const path = level === 'instance' ? [ref('id')] : [];
    const shared = { summary: operation.title, answer: 'Resource' };
    const query = operation.parameters.filter(row => isInQuery(row, level)).map(operationParameter);
    yield [
      `${prefixes[level](operation)}/$${operation.name}`,
      {
        ...(allowsGet(operation) && { get: callOf({ id: `get${id}`, ...shared, parameters: [...path, ...query] }) }),
        post: callOf({ id: `post${id}`, ...shared, parameters: path, requestBody }),
      },
    ];
  }
}

function isInQuery({ type, unsupported, parts, scope }: ParameterRow, level: OperationLevel): boolean {
  return unsupported === undefined && parts === undefined && isPrimitiveType(type) && scope?.includes(level) !== false;
}

const schemaOfType: ReadonlyMap<string | undefined, Json> = new Map([
  ['boolean', { type: 'boolean' }],
  ['integer', { type: 'integer' }],
]);

function operationParameter({ name, type, min, max, documentation }: ParameterRow): Json {
  const one = schemaOfType.get(type) ?? text;
  const schema = max === '*' ? { type: 'array', items: one } : one;
  return queryParameter(name, documentation, { schema, ...(min === 1 && { required: true }) });
}
