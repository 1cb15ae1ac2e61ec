/** A row of the operation table as an HTTP answer (https://hl7.org/fhir/operations.html#executing). */
import { invalid, notFound } from '../fhir/fhir-error.ts';
import { formatResource } from '../fhir/formats/json.ts';
import type { AnyResource } from '../fhir/model.ts';
import { receivedFrom } from '../operations/decode-input.ts';
import type { ReceivedParameter } from '../operations/decode-input.ts';
import { isPrimitiveType, isResourceType } from '../operations/decode-value.ts';
import { defined } from '../operations/defined.ts';
import { instanceOf, readResource } from '../operations/interactions/read.ts';
import type { Query } from '../operations/interactions/query.ts';
import type { Operation, OperationContext } from '../operations/operation.ts';
import type { OperationLevel } from '../operations/parameter-row.ts';
import type { Answer, Exchange } from './exchange.ts';
import { answerKey } from './validators.ts';

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
    const { codec } = exchange;
    const context = contextOf(operation, exchange, place);
    const make = async (): Promise<AnyResource> => {
      const received = [...receivedFromQuery(exchange.query), ...receivedFromBody(operation, exchange)];
      const answer = await operation.run(received, context);
      return codec.converts(answer.resourceType) ? codec.write(answer) : answer;
    };
    const { writePlain } = operation;
    // What a client has left with the server is known to it alone.
    const isPrivate = exchange.query.get('cache-id') !== null || exchange.header('x-cache-id') !== undefined;
    return {
      make,
      ...(!isPrivate && { key: () => answerKey(exchange, false) }),
      ...(writePlain !== undefined && { writePlain }),
    };
  };
}

/** Parameters of every interaction are not the operation's own. */
const generalNames = new Set(['_format', '_pretty', '_summary', '_elements']);

function receivedFromQuery(query: Query): readonly ReceivedParameter[] {
  const received: ReceivedParameter[] = [];
  for (const [name, text] of query) if (!generalNames.has(name)) received.push({ name, text });
  return received;
}

/** A Parameters resource, or the one resource that the operation takes. */
function receivedFromBody(operation: Operation, { resource: body }: Exchange): readonly ReceivedParameter[] {
  if (body === undefined || operation.readsText === true) return [];
  if (body.resourceType === 'Parameters') return receivedFrom(body['parameter'], 'Parameters.parameter');
  const rows = operation.parameters.filter(({ type }) => isResourceType(type) && type === body.resourceType);
  const [row] = rows;
  if (row === undefined || rows.length > 1) {
    throw invalid(`The body of $${operation.name} must be Parameters, not ${body.resourceType}`);
  }
  return receivedFrom([{ name: row.name, resource: body }], 'body');
}

function contextOf(operation: Operation, exchange: Exchange, place: OperationPlace): OperationContext {
  const { fhirVersion, terminology, bodyCodec, bodyValidator, signal, isStrict, note, served } = exchange;
  if (operation.resource === 'Resource') assertType(exchange, place.type);
  return {
    ...{ fhirVersion, terminology, codec: bodyCodec, validator: bodyValidator },
    ...{ level: place.level, signal, isStrict, served, takesText: exchange.takesText },
    ...defined({
      ...storedParts(operation, exchange, place),
      urlType: place.type,
      urlId: place.id,
      acceptLanguage: exchange.header('accept-language'),
      cacheId: exchange.header('x-cache-id'),
      tooCostlyThreshold: readThreshold(exchange.header('x-too-costly-threshold')),
    }),
    onIgnored: name => {
      note({ operation: operation.name, parameter: name.slice(0, 80) }, 'parameter ignored: nobody defines it');
    },
  };
}

/** The resource that the URL names, unless the body holds what is to be read. */
function storedParts(
  operation: Operation,
  exchange: Exchange,
  { type, id }: OperationPlace,
): Pick<OperationContext, 'instance' | 'body'> {
  const { store, codec, text, shapes } = exchange;
  if (text !== undefined) return { body: text };
  if (id === undefined) return {};
  const stored = readResource(store, type ?? operation.resource, id);
  const instance = instanceOf(stored, codec);
  if (operation.readsText !== true) return { instance };
  return { instance, body: { text: formatResource(stored.read(), true), format: 'json', shapes } };
}

/** What a body's type is its judge will say: the request may define it itself. */
function assertType({ shapes, fhirVersion, text }: Exchange, type: string | undefined): void {
  if (type === undefined || type === 'Resource' || text !== undefined || shapes.findType(type)?.isResource === true)
    return;
  throw notFound(`'${type.slice(0, 64)}' is no resource type of FHIR ${fhirVersion}`);
}

function readThreshold(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
