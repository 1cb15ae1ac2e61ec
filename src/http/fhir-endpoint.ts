/** The adapter between HTTP and an endpoint's routes, of Node's own messages alone: path, negotiation and body in, resource out. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Cancellation } from '../contracts/cancellation.ts';
import { notSupported } from '../fhir/fhir-error.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import { readSubset } from '../operations/interactions/subset.ts';
import type { BaseUrlOf } from './base-url.ts';
import type { Answer, Exchange, Route, VersionService } from './exchange.ts';
import { createForms } from './forms.ts';
import type { Forms } from './forms.ts';
import { headerOf } from './header-of.ts';
import { formOfBody } from './negotiate.ts';
import type { Representation, ServedVersions } from './negotiate.ts';
import { formInBody, readBody, resourceInBody, textInBody } from './read-body.ts';
import type { ShapesOf } from './resource-text.ts';
import { requestState } from './request-state.ts';
import { sendReply } from './send-reply.ts';
import { send } from './send.ts';
import { parseQuery, QueryPairs, segmentsOf } from './url-parts.ts';

export interface FhirEndpointOptions {
  /** Path of the base URL, without slash. */
  readonly path: string;
  /** FHIR versions at this base URL, the one first that answers who names none. */
  readonly served: ServedVersions;
  readonly services: Readonly<Record<FhirVersion, VersionService>>;
  readonly baseUrlOf: BaseUrlOf;
  readonly logger: Logger;
}

/** A started request to an endpoint. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path below the base URL, as it was sent. */
  readonly path: string;
  /** What follows the question mark. */
  readonly queryText: string;
}

/** Answers every request below one base URL; rejects with what is wrong with it. */
export type FhirAnswerer = (call: Call) => Promise<void>;

/** The answerer of one base URL. */
export function createFhirAnswerer(options: FhirEndpointOptions): FhirAnswerer {
  const { path: basePath, served, services } = options;
  const forms = createForms(served);
  const shapesOf = (fhirVersion: FhirVersion) => services[fhirVersion].shapes;
  return async call => {
    const { request, response, path } = call;
    const state = requestState(response);
    state.version = served[0];
    state.served = served;
    const query = await queryOf(call);
    const representation = forms.negotiate({ format: query.get('_format'), accept: request.headers.accept });
    state.representation = representation;
    state.version = representation.fhirVersion;
    const service = services[representation.fhirVersion];
    const route = service.findRoute(path);
    state.operation = route.operation;
    state.route = `/${basePath}${route.pattern}`;
    state.isPretty = query.get('_pretty') === 'true';
    const answer = answerFor(route, request, response);
    if (answer === undefined) return;
    const form = request.method === 'POST' ? formOfRequest(route, request, served) : undefined;
    const body = form === undefined ? noBody : bodyOf(route, await readBody(request), form, shapesOf);
    const parts = {
      ...{ options, forms, query, representation },
      ...body,
      bodyVersion: form?.fhirVersion ?? served[0],
    };
    const exchange = exchangeOf(call, parts);
    // A faulty wish costs no work.
    readSubset(query.get('_summary') ?? undefined, query.get('_elements') ?? undefined);
    await sendReply(response, { reply: answer(exchange), exchange, shapesOf });
  };
}

/** The pairs of the URL, and of the form that a search may be sent as. */
async function queryOf({ request, path, queryText }: Call): Promise<QueryPairs> {
  const query = parseQuery(queryText);
  if (request.method !== 'POST' || segmentsOf(path).at(-1) !== '_search') return query;
  const form = parseQuery(formInBody(await readBody(request), request.headers['content-type']));
  return new QueryPairs([...query, ...form]);
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

interface ExchangeParts extends Pick<Exchange, 'query' | 'representation' | 'resource' | 'text'> {
  readonly options: FhirEndpointOptions;
  readonly forms: Forms;
  readonly bodyVersion: FhirVersion;
}

function exchangeOf({ request, response, path }: Call, parts: ExchangeParts): Exchange {
  const { options, forms, query, representation, resource, text, bodyVersion } = parts;
  const { path: basePath, served, services, baseUrlOf, logger } = options;
  const { headers, method = '' } = request;
  const state = requestState(response);
  const { isStrict, applied } = forms.preferencesOf(headers.prefer as string | undefined);
  if (applied.length > 0) state.headers.push('Preference-Applied', applied.join(', '));
  return {
    ...services[representation.fhirVersion],
    ...{ method, path, query, served, representation, resource, text, isStrict, isPretty: state.isPretty },
    base: `${baseUrlOf(request)}/${basePath}`,
    header: name => headerOf(request, name),
    coding: forms.codingFor(headerOf(request, 'accept-encoding')),
    takesText: representation.format === 'json' && !state.isPretty,
    bodyCodec: services[bodyVersion].codec,
    bodyValidator: services[bodyVersion].validator,
    signal: new Departure(response),
    note: (facts, text) => {
      if (logger.isLevelEnabled('debug')) logger.debug({ requestId: state.id, ...facts }, text);
    },
  };
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
