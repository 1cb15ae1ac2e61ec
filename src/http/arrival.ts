/**
 * What happens to every request, whichever way answers it: its id, its line in the log, the bounds, permission. The
 * log has never the query, headers or bodies, which may be about a patient.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { invalid } from '../fhir/fhir-error.ts';
import { headerOf } from './header-of.ts';
import { requestState, startRequest } from './request-state.ts';
import { send } from './send.ts';
import type { Fail, Traffic } from './traffic.ts';

/** What permission is decided by. */
export interface AuthorizationRequest {
  readonly method: string;
  /** Path with query, as the client sent it. */
  readonly url: string;
  /** A header's value, by its name in lower case. */
  readonly header: (name: string) => string | undefined;
  /** Address of the peer, which may be a proxy. */
  readonly address: string | undefined;
}

/** Throws a FhirError (`login`, `forbidden`) for a request that may not be answered. */
export type Authorize = (request: AuthorizationRequest) => void | Promise<void>;

export interface ArrivalOptions {
  readonly logger: Logger;
  /** Bounds and counts requests; without it all are let in. */
  readonly traffic?: Traffic | undefined;
  /** Asked for every request but preflights and `/health/…`; without it all are allowed. */
  readonly authorize?: Authorize | undefined;
  readonly fail: Fail;
}

/** Starts a request; gives whether it is still to be answered, and throws why it is not let in. */
export type Arrive = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

/** The one way in for all requests. */
export function createArrive({ logger, traffic, authorize, fail }: ArrivalOptions): Arrive {
  const newId = createNewId();
  // One function for all requests, each of which Node hands over as `this`.
  const logEnd = function (this: ServerResponse): void {
    if (logger.isLevelEnabled('info')) log(logger, this);
  };
  const leave = function (this: ServerResponse): void {
    traffic?.leave(this);
    logEnd.call(this);
  };
  return (request, response) => {
    startRequest(request, response, newId);
    if (isPreflight(request)) {
      response.on('close', logEnd);
      answerPreflight(response);
      return false;
    }
    response.on('close', leave);
    assertHost(request);
    traffic?.admit(response, fail);
    if (authorize === undefined || request.url?.startsWith('/health/') === true) return true;
    const waiting = authorize(authorizationRequest(request));
    return waiting === undefined ? true : waiting.then(() => true);
  };
}

/** UUIDs that count on from a random one, which costs less than a random one each. */
function createNewId(): () => string {
  const start = randomUUID();
  const stem = start.slice(0, 24);
  let count = Number.parseInt(start.slice(26), 16);
  return () => stem + (++count).toString(16).padStart(12, '0');
}

function log(logger: Logger, response: ServerResponse): void {
  const { request, id, startedAt, route, version, operation } = requestState(response);
  const ms = Math.round((performance.now() - startedAt) * 10) / 10;
  const status = response.writableFinished ? response.statusCode : 'client left';
  logger.info({ requestId: id, method: request.method, route, status, ms, version, operation }, 'request');
}

function authorizationRequest(request: IncomingMessage): AuthorizationRequest {
  const { method = '', url = '', socket } = request;
  return { method, url, header: name => headerOf(request, name), address: socket.remoteAddress };
}

/** Node would refuse it without a word (https://www.rfc-editor.org/rfc/rfc9110#name-host-and-authority). */
function assertHost({ httpVersion, headers }: IncomingMessage): void {
  if (headers.host === undefined && httpVersion === '1.1') throw invalid('The request has no Host');
}

const allowedMethods = 'GET, HEAD, POST, OPTIONS';
const allowedHeaders = [
  'Accept, Accept-Language, Authorization, Cache-Control, Content-Encoding, Content-Type',
  'If-Modified-Since, If-None-Match, Prefer, X-Cache-Id, X-Request-Id, X-Requested-With',
].join(', ');

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** Nothing here depends on who asks, so no cookie goes along. */
function answerPreflight(response: ServerResponse): void {
  send(response, 204, [
    ...['Access-Control-Allow-Methods', allowedMethods],
    ...['Access-Control-Allow-Headers', allowedHeaders],
    ...['Access-Control-Max-Age', '86400'],
  ]);
}
