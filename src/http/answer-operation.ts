/** A row of the operation table as an HTTP answer (https://hl7.org/fhir/operations.html#executing). */
import { invalid, notFound } from '../fhir/fhir-error.ts';
import { formatResource } from '../fhir/formats/json.ts';
import type { AnyResource } from '../fhir/model.ts';
import { receivedFrom as receivedFromList } from '../operations/decode-input.ts';
import type { ReceivedParameter } from '../operations/decode-input.ts';
import { isPrimitiveType, isResourceType } from '../operations/decode-value.ts';
import { instanceOf, readResource } from '../operations/interactions/read.ts';
import type { Operation, OperationContext } from '../operations/operation.ts';
import type { OperationLevel } from '../operations/parameter-row.ts';
import type { Answer, Exchange } from './exchange.ts';

/** Whether the operation may be called by GET: it changes nothing, and nothing that it requires needs a body. */
export function allowsGet({ parameters, keepsState }: Operation): boolean {
  return keepsState !== true && parameters.every(({ min, type }) => min !== 1 || isPrimitiveType(type));
}

/** Where an operation is called. */
export interface OperationPlace {
  readonly level: OperationLevel;
  readonly type?: string;
  readonly id?: string;
}

/** The answer of an operation at one place. */
export function answerOperation(operation: Operation, place: OperationPlace): Answer {
  return exchange => {
    const { codec } = exchange.service;
    const context = contextOf(operation, exchange, place);
    const write = (answer: AnyResource): AnyResource =>
      codec.converts(answer.resourceType) ? codec.write(answer) : answer;
    const make = (): AnyResource | Promise<AnyResource> => {
      const answer = operation.run(receivedFrom(operation, exchange), context);
      return answer instanceof Promise ? answer.then(write) : write(answer);
    };
    // What a client has left with the server is known to it alone.
    const isPrivate = exchange.query.get('cache-id') !== null || exchange.wishes.cacheId !== undefined;
    const { writePlain } = operation;
    return writePlain === undefined ? { make, isPrivate } : { make, isPrivate, writePlain };
  };
}

/** Parameters of every interaction are not the operation's own. */
const generalNames = new Set(['_format', '_pretty', '_summary', '_elements']);

function receivedFrom(operation: Operation, exchange: Exchange): readonly ReceivedParameter[] {
  const received: ReceivedParameter[] = [];
  for (const [name, text] of exchange.query) if (!generalNames.has(name)) received.push({ name, text });
  return exchange.resource === undefined ? received : received.concat(receivedFromBody(operation, exchange.resource));
}

/** A Parameters resource, or the one resource that the operation takes. */
function receivedFromBody(operation: Operation, body: AnyResource): readonly ReceivedParameter[] {
  if (operation.readsText === true) return [];
  if (body.resourceType === 'Parameters') return receivedFromList(body['parameter'], 'Parameters.parameter');
  const rows = operation.parameters.filter(({ type }) => isResourceType(type) && type === body.resourceType);
  const [row] = rows;
  if (row === undefined || rows.length > 1) {
    throw invalid(`The body of $${operation.name} must be Parameters, not ${body.resourceType}`);
  }
  return receivedFromList([{ name: row.name, resource: body }], 'body');
}

function contextOf(operation: Operation, exchange: Exchange, place: OperationPlace): OperationContext {
  const { service, bodyService, signal, isStrict, note, served, takesText, wishes } = exchange;
  if (operation.resource === 'Resource') assertType(exchange, place.type);
  const { instance, body } = storedParts(operation, exchange, place);
  // One literal, since every request passes here.
  return {
    fhirVersion: service.fhirVersion,
    terminology: service.terminology,
    codec: bodyService.codec,
    validator: bodyService.validator,
    store: bodyService.store,
    level: place.level,
    signal,
    isStrict,
    served,
    takesText,
    instance,
    body,
    urlType: place.type,
    urlId: place.id,
    acceptLanguage: wishes.acceptLanguage,
    cacheId: wishes.cacheId,
    tooCostlyThreshold: readThreshold(wishes.threshold),
    onIgnored: name => {
      note({ operation: operation.name, parameter: name.slice(0, 80) }, 'parameter ignored: nobody defines it');
    },
  };
}

const nothingStored = {};

/** The resource that the URL names, unless the body holds what is to be read. */
function storedParts(
  operation: Operation,
  exchange: Exchange,
  { type, id }: OperationPlace,
): Pick<OperationContext, 'instance' | 'body'> {
  const { text, service } = exchange;
  if (text !== undefined) return { body: text };
  if (id === undefined) return nothingStored;
  const { store, codec, shapes } = service;
  const stored = readResource(store, type ?? operation.resource, id);
  const instance = instanceOf(stored, codec);
  if (operation.readsText !== true) return { instance };
  return { instance, body: { text: formatResource(stored.read(), true), format: 'json', shapes } };
}

/** What a body's type is its judge will say: the request may define it itself. */
function assertType({ service: { shapes, fhirVersion }, text }: Exchange, type: string | undefined): void {
  if (type === undefined || type === 'Resource' || text !== undefined || shapes.findType(type)?.isResource === true)
    return;
  throw notFound(`'${type.slice(0, 64)}' is no resource type of FHIR ${fhirVersion}`);
}

function readThreshold(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
