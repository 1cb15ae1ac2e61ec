/** The adapter between Express and an endpoint's routes: path, negotiation and body in, resource out. */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { invalid, notSupported } from '../fhir/fhir-error.ts';
import { fhirVersionNames } from '../fhir/fhir-version.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import { createSubsetOf, readSubset } from '../operations/interactions/subset.ts';
import type { Software } from '../operations/interactions/capability-statement.ts';
import { createMetadataOf } from './answer-metadata.ts';
import type { Exchange, FhirEndpoint, Route } from './exchange.ts';
import { assertAcceptable, isStrictHandling } from './negotiate.ts';
import { bodyReader, formInBody, resourceInBody } from './read-body.ts';
import { requestState } from './request-state.ts';
import { findRoute } from './routes.ts';
import { sendReply } from './send-reply.ts';

export interface FhirEndpointOptions {
  readonly fhirVersion: FhirVersion;
  readonly endpoint: FhirEndpoint;
  readonly software: Software;
  /** Base URL of the server, where it is not what clients send as Host. */
  readonly baseUrl: string | undefined;
  readonly logger: Logger;
}

/** Answers every request below one version's base URL. */
export function fhirEndpoint(options: FhirEndpointOptions): RequestHandler {
  const readBody = bodyReader();
  const metadataOf = createMetadataOf(options.endpoint, options.software);
  const subsetOf = createSubsetOf(options.endpoint.store);
  return async (request, response) => {
    const state = requestState(response);
    state.version = options.fhirVersion;
    const query = parseQuery(queryTextOf(request));
    state.isPretty = query.get('_pretty') === 'true';
    const route = findRoute(options.endpoint.store, segmentsOf(request.path));
    state.route = `/${fhirVersionNames[options.fhirVersion].path}${route.pattern}`;
    state.operation = route.operation;
    const answer = answerFor(route, request, response);
    if (answer === undefined) return;
    if (request.method === 'POST') await readWith(readBody, request, response);
    const exchange = exchangeOf(request, response, { options, route, query, metadataOf, subsetOf });
    assertAcceptable(options.fhirVersion, exchange.query.get('_format'), request.get('accept'));
    const subset = readSubset(
      exchange.query.get('_summary') ?? undefined,
      exchange.query.get('_elements') ?? undefined,
    );
    const reply = await answer(exchange);
    sendReply(request, response, { reply, subset, exchange });
  };
}

function answerFor(route: Route, request: Request, response: Response): Route['get'] {
  const allowed = [...(route.get ? ['GET', 'HEAD'] : []), ...(route.post ? ['POST'] : [])].join(', ');
  const { method } = request;
  const answer = method === 'GET' || method === 'HEAD' ? route.get : method === 'POST' ? route.post : undefined;
  if (answer !== undefined) return answer;
  response.setHeader('Allow', allowed);
  if (method === 'OPTIONS') {
    response.status(204).end();
    return undefined;
  }
  const hint = allowed === '' ? 'nothing is served at this path' : `allowed: ${allowed}`;
  throw notSupported(`${method} is not supported here (${hint}); the server is read-only`, { status: 405 });
}

function readWith(reader: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const next: NextFunction = (error?: unknown) => {
      if (error === undefined) resolve();
      // The reader's errors keep their form: send-error.ts reads their status.
      else reject(error as Error);
    };
    void reader(request, response, next);
  });
}

interface ExchangeParts extends Pick<Exchange, 'query' | 'metadataOf' | 'subsetOf'> {
  readonly options: FhirEndpointOptions;
  readonly route: Route;
}

function exchangeOf(request: Request, response: Response, parts: ExchangeParts): Exchange {
  const { options, route, query, metadataOf, subsetOf } = parts;
  const { fhirVersion, endpoint, baseUrl, logger } = options;
  const isPost = request.method === 'POST';
  const form = isPost && route.body === 'form' ? formInBody(request) : '';
  return {
    ...endpoint,
    ...{ fhirVersion, metadataOf, subsetOf },
    base: `${baseUrl ?? ownBaseUrl(request)}/${fhirVersionNames[fhirVersion].path}`,
    query: form === '' ? query : new URLSearchParams([...query, ...parseQuery(form)]),
    header: name => request.get(name),
    resource: isPost && route.body === 'resource' ? resourceInBody(request, fhirVersion) : undefined,
    isStrict: isStrictHandling(request.get('prefer')),
    signal: abortedWhenClosed(response),
    log: logger.child({ requestId: requestState(response).id }),
  };
}

function abortedWhenClosed(response: Response): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** As the client addressed us; a Host that is none is not repeated. */
function ownBaseUrl(request: Request): string {
  const host = request.get('host') ?? '';
  return `${request.protocol}://${/^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:.]+\](:\d{1,5})?$/.test(host) ? host : 'localhost'}`;
}

function segmentsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .filter((segment, index, all) => segment !== '' || index < all.length - 1)
    .map(decode);
}

function queryTextOf({ url }: Request): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at + 1);
}

/** The pairs of a query or form; throws `invalid` for a malformed percent-encoding. */
function parseQuery(text: string): URLSearchParams {
  if (text.includes('%')) decode(text);
  return new URLSearchParams(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('The URL or form has a malformed percent-encoding');
  }
}
