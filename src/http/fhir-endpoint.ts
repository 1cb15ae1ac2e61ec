/** The adapter between HTTP and an endpoint's routes, of Node's own messages alone: path, negotiation and body in, resource out. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Cancellation } from '../contracts/cancellation.ts';
import { notSupported } from '../fhir/fhir-error.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import { readSubset } from '../operations/interactions/subset.ts';
import { slotOf } from './answer-cache.ts';
import type { Answer, Exchange, Route, VersionService } from './exchange.ts';
import { createForms } from './forms.ts';
import type { Forms } from './forms.ts';
import { formOfBody } from './negotiate.ts';
import type { Representation, ServedVersions } from './negotiate.ts';
import { formInBody, readBody, resourceInBody, textInBody } from './read-body.ts';
import type { ShapesOf } from './resource-text.ts';
import { requestState } from './request-state.ts';
import { sendReply } from './send-reply.ts';
import { send } from './send.ts';
import { parseQuery, QueryPairs, segmentsOf } from './url-parts.ts';
import { conditionsOf } from './validators.ts';
import type { Wishes } from './wishes.ts';

export interface FhirEndpointOptions {
  /** Path of the base URL, without slash. */
  readonly path: string;
  /** FHIR versions at this base URL, the one first that answers who names none. */
  readonly served: ServedVersions;
  readonly services: Readonly<Record<FhirVersion, VersionService>>;
  readonly logger: Logger;
}

/** A started request to an endpoint. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly wishes: Wishes;
  /** The whole URL as it was sent, but for the letters of the base. */
  readonly url: string;
  /** Path below the base URL, as it was sent. */
  readonly path: string;
  /** What follows the question mark. */
  readonly queryText: string;
}

/** Answers every request below one base URL, at once where it can; throws or rejects with what is wrong with it. */
export type FhirAnswerer = (call: Call) => void | Promise<void>;

/** The answerer of one base URL. */
export function createFhirAnswerer(options: FhirEndpointOptions): FhirAnswerer {
  const { served, services } = options;
  const shapesOf: ShapesOf = fhirVersion => services[fhirVersion].shapes;
  const endpoint = { ...options, forms: createForms(served), shapesOf };
  return call => {
    const state = requestState(call.response);
    [state.version] = served;
    state.served = served;
    const query = queryOf(call);
    return query instanceof Promise
      ? query.then(pairs => answer(endpoint, call, pairs))
      : answer(endpoint, call, query);
  };
}

interface Endpoint extends FhirEndpointOptions {
  readonly forms: Forms;
  readonly shapesOf: ShapesOf;
}

function answer(endpoint: Endpoint, call: Call, query: QueryPairs): void | Promise<void> {
  const { request, response, path, wishes } = call;
  const { served, services, shapesOf } = endpoint;
  const state = requestState(response);
  const representation = endpoint.forms.negotiate({ format: query.get('_format'), accept: wishes.accept });
  state.representation = representation;
  state.version = representation.fhirVersion;
  const route = services[representation.fhirVersion].findRoute(path);
  state.operation = route.operation;
  state.route = `/${endpoint.path}${route.pattern}`;
  state.isPretty = query.get('_pretty') === 'true';
  const answerRoute = answerFor(route, request, response);
  if (answerRoute === undefined) return undefined;
  const replyTo = (body: Body, bodyVersion: FhirVersion): void | Promise<void> => {
    const exchange = exchangeOf(endpoint, call, { query, representation, ...body, bodyService: services[bodyVersion] });
    // A faulty wish costs no work.
    readSubset(query.get('_summary') ?? undefined, query.get('_elements') ?? undefined);
    return sendReply(response, { reply: answerRoute(exchange), exchange, shapesOf });
  };
  const form = request.method === 'POST' ? formOfRequest(route, request, served) : undefined;
  if (form === undefined) return replyTo(noBody, served[0]);
  return readBody(request).then(bytes => replyTo(bodyOf(route, bytes, form, shapesOf), form.fhirVersion));
}

/** The pairs of the URL, and of the form that a search may be sent as. */
function queryOf({ request, path, queryText }: Call): QueryPairs | Promise<QueryPairs> {
  const query = parseQuery(queryText);
  if (request.method !== 'POST' || segmentsOf(path).at(-1) !== '_search') return query;
  return readBody(request).then(bytes => {
    const form = parseQuery(formInBody(bytes, request.headers['content-type']));
    return new QueryPairs([...query, ...form]);
  });
}

type Body = Pick<Exchange, 'resource' | 'text'>;

const noBody: Body = { resource: undefined, text: undefined };

function bodyOf(route: Route, bytes: Buffer, form: Representation, shapesOf: ShapesOf): Body {
  if (route.body === 'text') return { resource: undefined, text: textInBody(bytes, form, shapesOf) };
  return { resource: resourceInBody(bytes, form, shapesOf), text: undefined };
}

/** An empty body needs no type. */
function formOfRequest(route: Route, { headers }: IncomingMessage, served: ServedVersions): Representation | undefined {
  const length = headers['content-length'];
  const isEmpty = length === '0' || !('transfer-encoding' in headers || length);
  if (isEmpty || (route.body !== 'resource' && route.body !== 'text')) return undefined;
  return formOfBody(served, headers['content-type']);
}

function answerFor(route: Route, { method }: IncomingMessage, response: ServerResponse): Answer | undefined {
  const answer = method === 'GET' || method === 'HEAD' ? route.get : method === 'POST' ? route.post : undefined;
  if (answer !== undefined) return answer;
  const methods = [...(route.get ? ['GET', 'HEAD'] : []), ...(route.post ? ['POST'] : []), 'OPTIONS'];
  const allowed = methods.join(', ');
  requestState(response).headers.push('Allow', allowed);
  if (method === 'OPTIONS') {
    send(response, 204, []);
    return undefined;
  }
  const asked = method ?? '';
  throw notSupported(`${asked} is not supported here (allowed: ${allowed}); the server is read-only`, { status: 405 });
}

type ExchangeParts = Pick<Exchange, 'query' | 'representation' | 'resource' | 'text' | 'bodyService'>;

function exchangeOf(endpoint: Endpoint, call: Call, parts: ExchangeParts): Exchange {
  const { forms, served, services, logger } = endpoint;
  const { request, response, wishes } = call;
  const { query, representation, resource, text, bodyService } = parts;
  const state = requestState(response);
  const { isStrict, applied } = forms.preferencesOf(wishes.prefer);
  if (applied !== undefined) state.headers.push('Preference-Applied', applied);
  const isCompact = representation.format === 'json' && !state.isPretty;
  return {
    service: services[representation.fhirVersion],
    bodyService,
    method: request.method ?? '',
    path: call.path,
    queryText: call.queryText,
    slot: wishes.id === undefined ? undefined : slotOf(wishes.id, call.url),
    base: `${wishes.origin}/${endpoint.path}`,
    query,
    wishes,
    conditions: conditionsOf(request),
    served,
    representation,
    isPretty: state.isPretty,
    resource,
    text,
    applied,
    facts: state,
    isStrict,
    isCompact,
    takesText: isCompact && !wantsPart(query),
    signal: new Departure(response),
    note: (facts, text) => {
      if (logger.isLevelEnabled('debug')) logger.debug({ requestId: state.id, ...facts }, text);
    },
  };
}

/** What is text already can't be cut. */
function wantsPart(query: Exchange['query']): boolean {
  return query.get('_summary') !== null || query.get('_elements') !== null;
}

/** The client has left, or has its answer: either way no work is left to do. */
class Departure implements Cancellation {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get aborted(): boolean {
    return this.#response.writableEnded || this.#response.destroyed;
  }
}
