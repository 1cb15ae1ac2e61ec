/**
 * Requests in numbers: which are let in, how long each took, which are given up. The bounds keep the service answering
 * under more load than it can carry; `docs/operations.md` tells what a client sees.
 */
import type { IncomingMessage } from 'node:http';
import type { RequestHandler, Response } from 'express';
import { FhirError } from '../fhir/fhir-error.ts';
import type { IssueCode } from '../fhir/issue.ts';
import { requestState } from './request-state.ts';

export interface TrafficLimits {
  /** Requests that are worked on at once; those whose body is still on its way are not counted. */
  readonly maxRunning: number;
  /** Requests whose body may be on its way at once. */
  readonly maxReceiving: number;
  /** Milliseconds by which the event loop may lag before new requests are refused. */
  readonly maxLag: number;
  /** Milliseconds until a request without an answer is given up. */
  readonly maxDuration: number;
}

/** What is told of a request that has ended. */
export interface EndedRequest {
  /** Name of the operation, else the route with placeholders. */
  readonly operation: string;
  readonly version: string;
  readonly status: number;
  readonly seconds: number;
}

export interface TrafficOptions {
  readonly limits: TrafficLimits;
  /** Milliseconds by which the event loop lags now. */
  readonly lag: () => number;
  /** Told of each request that has ended. */
  readonly onEnd?: (ended: EndedRequest) => void;
}

type Refusal = 'too many requests' | 'too many uploads' | 'event loop lags';

/** Counts of one process, shared by the applications that follow each other when content is loaded again. */
export interface Traffic {
  readonly running: () => number;
  readonly receiving: () => ReadonlySet<IncomingMessage>;
  readonly refused: () => Readonly<Record<Refusal, number>>;
  readonly handler: RequestHandler;
}

/** Bounds the requests of this process. */
export function createTraffic({ limits, lag, onEnd }: TrafficOptions): Traffic {
  const presence = createPresence();
  const refused: Record<Refusal, number> = { 'too many requests': 0, 'too many uploads': 0, 'event loop lags': 0 };
  const refusal = (): Refusal | undefined => {
    if (presence.running() >= limits.maxRunning) return 'too many requests';
    if (presence.receiving().size >= limits.maxReceiving) return 'too many uploads';
    return lag() > limits.maxLag ? 'event loop lags' : undefined;
  };
  const handler: RequestHandler = (request, response, next) => {
    const reason = request.path.startsWith('/health/') ? undefined : refusal();
    const leave = reason === undefined ? presence.enter(request) : undefined;
    const timer = setTimeout(() => giveUp(response, next), limits.maxDuration);
    response.once('close', () => {
      clearTimeout(timer);
      leave?.();
      onEnd?.(endedRequest(response));
    });
    if (reason === undefined) {
      next();
      return;
    }
    refused[reason] += 1;
    refuse(response, reason);
  };
  return { running: presence.running, receiving: presence.receiving, refused: () => refused, handler };
}

interface Presence extends Pick<Traffic, 'running' | 'receiving'> {
  /** Counts a request until what it gives is called. */
  readonly enter: (request: IncomingMessage) => () => void;
}

function createPresence(): Presence {
  let running = 0;
  const receiving = new Set<IncomingMessage>();
  const enter = (request: IncomingMessage): (() => void) => {
    let isRunning = false;
    const run = (): void => {
      if (!receiving.delete(request)) return;
      isRunning = true;
      running += 1;
    };
    receiving.add(request);
    if (hasBody(request)) request.once('end', run);
    else run();
    return () => {
      receiving.delete(request);
      if (isRunning) running -= 1;
    };
  };
  return { running: () => running, receiving: () => receiving, enter };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || !['0', undefined].includes(headers['content-length']);
}

/** Throws, since `send-error.ts` alone answers errors. */
function refuse(response: Response, reason: Refusal): never {
  response.setHeader('Retry-After', '1');
  // A body that is on its way is not read.
  if (hasBody(response.req)) response.setHeader('Connection', 'close');
  if (reason === 'event loop lags') throw fault('transient', 'The server is overloaded; please send this again');
  throw fault('throttled', 'The server has more requests than it works on at once; please send this again');
}

function giveUp(response: Response, next: (error: unknown) => void): void {
  if (response.headersSent || response.destroyed) return;
  response.setHeader('Retry-After', '10');
  response.setHeader('Connection', 'close');
  next(fault('timeout', 'The request took longer than the server gives one request'));
}

function fault(code: IssueCode, text: string): FhirError {
  return new FhirError([{ severity: 'error', code, text }]);
}

function endedRequest(response: Response): EndedRequest {
  const { operation, route, version, startedAt } = requestState(response);
  return {
    operation: operation ?? route,
    version: version ?? 'none',
    // 499 as nginx counts a client that left before its answer.
    status: response.writableFinished ? response.statusCode : 499,
    seconds: (performance.now() - startedAt) / 1000,
  };
}
