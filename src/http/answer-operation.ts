/** A row of the operation table as an HTTP answer (https://hl7.org/fhir/operations.html#executing). */
import { invalid } from '../fhir/fhir-error.ts';
import type { AnyResource } from '../fhir/model.ts';
import { receivedFrom } from '../operations/decode-input.ts';
import type { ReceivedParameter } from '../operations/decode-input.ts';
import { isPrimitiveType, isResourceType } from '../operations/decode-value.ts';
import { defined } from '../operations/defined.ts';
import { instanceOf, readResource } from '../operations/interactions/read.ts';
import type { Operation, OperationContext } from '../operations/operation.ts';
import type { OperationLevel } from '../operations/parameter-row.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestTag } from './validators.ts';

/** Whether the operation may be called by GET: it changes nothing, and nothing that it requires needs a body. */
export function allowsGet({ parameters, keepsState }: Operation): boolean {
  return keepsState !== true && parameters.every(({ min, type }) => min !== 1 || isPrimitiveType(type));
}

/** The answer of an operation at one level; `id` names the instance. */
export function answerOperation(operation: Operation, level: OperationLevel, id?: string): Answer {
  return exchange => {
    const { codec } = exchange;
    const context = contextOf(operation, exchange, level, id);
    const make = async (): Promise<AnyResource> => {
      const received = [...receivedFromQuery(exchange.query), ...receivedFromBody(operation, exchange.resource)];
      const answer = await operation.run(received, context);
      return codec.converts(answer.resourceType) ? codec.write(answer) : answer;
    };
    return { tag: requestTag(exchange), make, ...defined({ writePlain: operation.writePlain }) };
  };
}

/** Parameters of every interaction are not the operation's own. */
const generalNames = new Set(['_format', '_pretty', '_summary', '_elements']);

function receivedFromQuery(query: URLSearchParams): readonly ReceivedParameter[] {
  const own = [...query].filter(([name]) => !generalNames.has(name));
  return own.map(([name, text]) => ({ name, text }));
}

/** A Parameters resource, or the one resource that the operation takes. */
function receivedFromBody(operation: Operation, body: AnyResource | undefined): readonly ReceivedParameter[] {
  if (body === undefined) return [];
  if (body.resourceType === 'Parameters') return receivedFrom(body['parameter'], 'Parameters.parameter');
  const rows = operation.parameters.filter(({ type }) => isResourceType(type) && type === body.resourceType);
  const [row] = rows;
  if (row === undefined || rows.length > 1) {
    throw invalid(`The body of $${operation.name} must be Parameters, not ${body.resourceType}`);
  }
  return receivedFrom([{ name: row.name, resource: body }], 'body');
}

function contextOf(operation: Operation, exchange: Exchange, level: OperationLevel, id?: string): OperationContext {
  const { fhirVersion, terminology, codec, bodyCodec, store, signal, isStrict, log, served } = exchange;
  const stored = id === undefined ? undefined : readResource(store, operation.resource, id);
  return {
    ...{ fhirVersion, terminology, codec: bodyCodec, level, signal, isStrict, served },
    ...defined({
      instance: stored && instanceOf(stored, codec),
      acceptLanguage: exchange.header('accept-language'),
      cacheId: exchange.header('x-cache-id'),
      tooCostlyThreshold: readThreshold(exchange.header('x-too-costly-threshold')),
    }),
    onIgnored: name => {
      log.debug({ operation: operation.name, parameter: name.slice(0, 80) }, 'parameter ignored: nobody defines it');
    },
  };
}

function readThreshold(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
