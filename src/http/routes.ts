/** Which route answers a path below an endpoint's base (https://hl7.org/fhir/http.html#summary), from the tables. */
import { notFound, notSupported } from '../fhir/fhir-error.ts';
import { operations as allOperations } from '../operations/index.ts';
import { assertServed } from '../operations/interactions/read.ts';
import type { Operation } from '../operations/operation.ts';
import type { OperationLevel } from '../operations/parameter-row.ts';
import { allowsGet, answerOperation } from './answer-operation.ts';
import type { OperationPlace } from './answer-operation.ts';
import { answerBatch } from './answer-batch.ts';
import { answerHistory, answerRead, answerSearch, answerVersionRead } from './answer-interaction.ts';
import { answerMetadata } from './answer-metadata.ts';
import type { FhirEndpoint, Route } from './exchange.ts';
import { segmentsOf } from './url-parts.ts';

type Served = Pick<FhirEndpoint, 'store' | 'operations'>;
type Table = Required<Served>;

/** Finds the route of a path as it was sent; those without an id in them are made once. */
export function createFindRoute(served: Served): (path: string) => Route {
  const fixed = new Map<string, Route>();
  for (const path of fixedPaths(served)) fixed.set(path, findRoute(served, segmentsOf(path)));
  return path => fixed.get(path) ?? findRoute(served, segmentsOf(path));
}

function* fixedPaths({ store: { types, fhirVersion }, operations = allOperations }: Served): Iterable<string> {
  for (const type of types) yield* [`/${type}`, `/${type}/_search`];
  for (const { name, resource, levels } of operations) {
    if (resource !== 'Resource' && levels[fhirVersion].includes('type')) yield `/${resource}/$${name}`;
  }
}

/** The route of a path, given as decoded segments; throws (404) where there is none. */
export function findRoute({ store, operations = allOperations }: Served, segments: readonly string[]): Route {
  const served = { store, operations };
  const [first, second, ...rest] = segments;
  if (segments.length > 4) throw notFound('There is nothing at this path');
  if (first === undefined) return systemRoute;
  if (first === 'metadata' && second === undefined) return metadataRoute;
  if (first.startsWith('$')) return systemOperationRoute(served, segments);
  const ofAnyType = anyTypeRoute(served, segments);
  if (ofAnyType !== undefined) return ofAnyType;
  assertServed(store, first);
  if (second === undefined) return { pattern: '/:type', get: answerSearch(first) };
  return rest.length === 0
    ? typeRoute(served, first, second)
    : instanceRoute(served, { type: first, id: second }, rest);
}

/** Nothing can be got at the base itself: searches of all types are not served. */
const systemRoute: Route = { pattern: '/', post: answerBatch, body: 'resource' };
const metadataRoute: Route = { pattern: '/metadata', get: answerMetadata };

/** Operations of `Resource` are called on every type of FHIR, served or not. */
function anyTypeRoute({ store: { fhirVersion }, operations }: Table, segments: readonly string[]): Route | undefined {
  const [type = '', second = '', third] = segments;
  const [name, level] = third === undefined ? [second, 'type' as const] : [third, 'instance' as const];
  if (!name.startsWith('$') || segments.length > 3) return undefined;
  const found = operations.find(row => row.resource === 'Resource' && `$${row.name}` === name);
  if (found?.levels[fhirVersion].includes(level) !== true) return undefined;
  return operationRoute(found, { level, type, ...(level === 'instance' && { id: second }) });
}

function systemOperationRoute(served: Table, [name = '', ...rest]: readonly string[]): Route {
  if (rest.length > 0) throw notFound('There is nothing at this path');
  return operationRoute(findOperation(served, name, 'system'), { level: 'system' });
}

function typeRoute(served: Table, type: string, second: string): Route {
  if (second === '_search') return { pattern: '/:type/_search', post: answerSearch(type), body: 'form' };
  if (second.startsWith('$'))
    return operationRoute(findOperation(served, second, 'type', type), { level: 'type', type });
  if (second === '_history') return { pattern: '/:type/_history', get: answerHistory(type) };
  if (second.startsWith('_')) throw notFound('There is nothing at this path');
  return { pattern: '/:type/:id', get: answerRead(type, second) };
}

interface Instance {
  readonly type: string;
  readonly id: string;
}

function instanceRoute(served: Table, { type, id }: Instance, rest: readonly string[]): Route {
  const [third = '', versionId] = rest;
  if (third === '_history') {
    return versionId === undefined
      ? { pattern: '/:type/:id/_history', get: answerHistory(type, id) }
      : { pattern: '/:type/:id/_history/:vid', get: answerVersionRead(type, id, versionId) };
  }
  if (versionId !== undefined || !third.startsWith('$')) throw notFound('There is nothing at this path');
  return operationRoute(findOperation(served, third, 'instance', type), { level: 'instance', type, id });
}

function findOperation({ store, operations }: Table, name: string, level: OperationLevel, type?: string): Operation {
  const found = operations.find(
    row =>
      `$${row.name}` === name &&
      row.levels[store.fhirVersion].includes(level) &&
      (type === undefined || row.resource === type),
  );
  if (found !== undefined) return found;
  const where = type === undefined ? 'system level' : `${level} level of ${type}`;
  throw notSupported(`There is no operation '${name.slice(0, 80)}' at ${where}`, { status: 404 });
}

const patternPrefix: Readonly<Record<OperationLevel, string>> = { system: '', type: '/:type', instance: '/:type/:id' };

function operationRoute(operation: Operation, place: OperationPlace): Route {
  const answer = answerOperation(operation, place);
  return {
    pattern: `${patternPrefix[place.level]}/$${operation.name}`,
    operation: `${operation.resource}/$${operation.name}`,
    ...(allowsGet(operation) && { get: answer }),
    post: answer,
    body: operation.readsText === true ? 'text' : 'resource',
  };
}
