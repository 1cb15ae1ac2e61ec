/** The adapter between Express and an endpoint's routes: path, negotiation and body in, resource out. */
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { notSupported } from '../fhir/fhir-error.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import { readSubset } from '../operations/interactions/subset.ts';
import { baseUrlOf } from './base-url.ts';
import type { Answer, Exchange, Route, VersionService } from './exchange.ts';
import { formOfBody, negotiate, readableForm } from './negotiate.ts';
import type { Representation, ServedVersions } from './negotiate.ts';
import { readPreferences } from './prefer.ts';
import { bodyReader, formInBody, resourceInBody, textInBody } from './read-body.ts';
import type { BodyReader } from './read-body.ts';
import type { ShapesOf } from './resource-text.ts';
import { requestState } from './request-state.ts';
import { findRoute } from './routes.ts';
import { sendReply } from './send-reply.ts';
import { parseQuery, queryTextOf, segmentsOf } from './url-parts.ts';

export interface FhirEndpointOptions {
  /** Path of the base URL, without slash. */
  readonly path: string;
  /** FHIR versions at this base URL, the one first that answers who names none. */
  readonly served: ServedVersions;
  readonly services: Readonly<Record<FhirVersion, VersionService>>;
  /** Base URL of the server, where it is not what clients send as Host. */
  readonly baseUrl: string | undefined;
  readonly logger: Logger;
}

/** Answers every request below one base URL. */
export function fhirEndpoint(options: FhirEndpointOptions): RequestHandler {
  const { path, served, services } = options;
  const readBody = bodyReader();
  const shapesOf = (fhirVersion: FhirVersion) => services[fhirVersion].shapes;
  return async (request, response) => {
    const state = requestState(response);
    state.version = served[0];
    const segments = segmentsOf(request.path);
    const query = await queryOf(request, response, segments, readBody);
    const representation = negotiate(served, { format: query.get('_format'), accept: request.get('accept') });
    const service = services[representation.fhirVersion];
    const route = findRoute(service, segments);
    Object.assign(state, { representation, version: representation.fhirVersion, operation: route.operation });
    state.route = `/${path}${route.pattern}`;
    state.isPretty = query.get('_pretty') === 'true';
    const answer = answerFor(route, request, response);
    if (answer === undefined) return;
    const form = request.method === 'POST' ? formOfRequest(route, request, served) : undefined;
    if (form !== undefined) await readBody(request, response);
    const parts = {
      ...{ options, query, representation },
      ...(form === undefined ? { resource: undefined, text: undefined } : bodyOf(route, request, form, shapesOf)),
      bodyVersion: form?.fhirVersion ?? served[0],
    };
    const exchange = exchangeOf(request, response, parts);
    // A faulty wish costs no work.
    readSubset(query.get('_summary') ?? undefined, query.get('_elements') ?? undefined);
    await sendReply(request, response, { reply: answer(exchange), exchange, shapesOf });
  };
}

/** The pairs of the URL, and of the form that a search may be sent as. */
async function queryOf(
  request: Request,
  response: Response,
  segments: readonly string[],
  readBody: BodyReader,
): Promise<URLSearchParams> {
  const query = parseQuery(queryTextOf(request.url));
  if (request.method !== 'POST' || segments.at(-1) !== '_search') return query;
  await readBody(request, response);
  return new URLSearchParams([...query, ...parseQuery(formInBody(request))]);
}

function bodyOf(
  route: Route,
  request: Request,
  form: Representation,
  shapesOf: ShapesOf,
): Pick<Exchange, 'resource' | 'text'> {
  if (route.body === 'text') return { resource: undefined, text: textInBody(request, form, shapesOf) };
  return { resource: resourceInBody(request, form, shapesOf), text: undefined };
}

/** An empty body needs no type. */
function formOfRequest(route: Route, request: Request, served: ServedVersions): Representation | undefined {
  const isEmpty =
    request.get('content-length') === '0' || !('transfer-encoding' in request.headers || request.get('content-length'));
  return (route.body === 'resource' || route.body === 'text') && !isEmpty
    ? formOfBody(served, request.get('content-type'))
    : undefined;
}

function answerFor(route: Route, request: Request, response: Response): Answer | undefined {
  const methods = [...(route.get ? ['GET', 'HEAD'] : []), ...(route.post ? ['POST'] : []), 'OPTIONS'];
  const allowed = methods.join(', ');
  const { method } = request;
  const answer = method === 'GET' || method === 'HEAD' ? route.get : method === 'POST' ? route.post : undefined;
  if (answer !== undefined) return answer;
  response.setHeader('Allow', allowed);
  if (method === 'OPTIONS') {
    response.status(204).end();
    return undefined;
  }
  throw notSupported(`${method} is not supported here (allowed: ${allowed}); the server is read-only`, { status: 405 });
}

interface ExchangeParts extends Pick<Exchange, 'query' | 'representation' | 'resource' | 'text'> {
  readonly options: FhirEndpointOptions;
  readonly bodyVersion: FhirVersion;
}

function exchangeOf(request: Request, response: Response, parts: ExchangeParts): Exchange {
  const { options, query, representation, resource, text, bodyVersion } = parts;
  const { path, served, services, baseUrl, logger } = options;
  const { method } = request;
  const service = services[representation.fhirVersion];
  const { isStrict, applied } = readPreferences(request.get('prefer'));
  if (applied.length > 0) response.setHeader('Preference-Applied', applied.join(', '));
  return {
    ...service,
    ...{ method, query, served, representation, resource, text, isStrict },
    path: request.path,
    base: `${baseUrlOf(request, baseUrl)}/${path}`,
    header: name => request.get(name),
    isPretty: requestState(response).isPretty,
    bodyCodec: services[bodyVersion].codec,
    bodyValidator: services[bodyVersion].validator,
    findRoute: segments => findRoute(service, segments),
    signal: abortedWhenClosed(response),
    log: logger.child({ requestId: requestState(response).id }),
  };
}

function abortedWhenClosed(response: Response): AbortSignal {
  const controller = new AbortController();
  // The client has left, or has its answer: either way no work is left to do.
  response.on('close', () => controller.abort());
  return controller.signal;
}

/** Tells send-error.ts in which form the client can read an error, before anything else can go wrong. */
export function errorForm(served: ServedVersions): RequestHandler {
  return (request, response, next) => {
    const format = /[?&]_format=([^&#]*)/.exec(request.url)?.[1] ?? null;
    const wish = { format: format && decodeLeniently(format), accept: request.get('accept') };
    requestState(response).representation = readableForm(served, wish);
    next();
  };
}

function decodeLeniently(text: string): string {
  return text.replaceAll(/%2b/gi, '+').replaceAll(/%2f/gi, '/');
}
