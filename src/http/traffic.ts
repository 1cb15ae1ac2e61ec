/**
 * Requests in numbers: which are let in, how long each took, which are given up. The bounds keep the service answering
 * under more load than it can carry; `docs/operations.md` tells what a client sees.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
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

/** Sends the fault as the answer. */
export type Fail = (fault: unknown, response: ServerResponse) => void;

/** Counts of one process, shared by the applications that follow each other when content is loaded again. */
export interface Traffic {
  readonly running: () => number;
  readonly receiving: () => ReadonlySet<IncomingMessage>;
  readonly refused: () => Readonly<Record<Refusal, number>>;
  /** Lets a started request in, or throws why not; `fail` answers it where it takes too long. */
  readonly admit: (response: ServerResponse, fail: Fail) => void;
  /** To be told when the answer is sent or the client has left, of every request that was to be admitted. */
  readonly leave: (response: ServerResponse) => void;
}

/** Bounds the requests of this process. */
export function createTraffic({ limits, lag, onEnd }: TrafficOptions): Traffic {
  const presence = createPresence();
  const watch = createWatch(limits.maxDuration);
  const refused: Record<Refusal, number> = { 'too many requests': 0, 'too many uploads': 0, 'event loop lags': 0 };
  const refusal = (): Refusal | undefined => {
    if (presence.running() >= limits.maxRunning) return 'too many requests';
    if (presence.receiving().size >= limits.maxReceiving) return 'too many uploads';
    return lag() > limits.maxLag ? 'event loop lags' : undefined;
  };
  return {
    running: presence.running,
    receiving: presence.receiving,
    refused: () => refused,
    admit: (response, fail) => {
      const { request } = requestState(response);
      const reason = request.url?.startsWith('/health/') === true ? undefined : refusal();
      if (reason !== undefined) {
        refused[reason] += 1;
        throw refusalOf(response, reason);
      }
      presence.enter(request);
      watch.add(response, fail);
    },
    leave: response => {
      watch.remove(response);
      presence.leave(requestState(response).request);
      onEnd?.(endedRequest(response));
    },
  };
}

interface Presence extends Pick<Traffic, 'running' | 'receiving'> {
  readonly enter: (request: IncomingMessage) => void;
  readonly leave: (request: IncomingMessage) => void;
}

function createPresence(): Presence {
  const running = new Set<IncomingMessage>();
  const receiving = new Set<IncomingMessage>();
  const enter = (request: IncomingMessage): void => {
    if (!hasBody(request)) {
      running.add(request);
      return;
    }
    receiving.add(request);
    request.once('end', () => {
      if (receiving.delete(request)) running.add(request);
    });
  };
  const leave = (request: IncomingMessage): void => {
    if (!running.delete(request)) receiving.delete(request);
  };
  return { running: () => running.size, receiving: () => receiving, enter, leave };
}

interface Watch {
  readonly add: (response: ServerResponse, fail: Fail) => void;
  readonly remove: (response: ServerResponse) => void;
}

/** Gives up what takes too long. One timer looks at the oldest, for a timer each would cost more than most answers. */
function createWatch(maxDuration: number): Watch {
  const waiting = new Map<ServerResponse, Fail>();
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const startedBefore = performance.now() - maxDuration;
    for (const [response, fail] of waiting) {
      if (requestState(response).startedAt > startedBefore) return;
      waiting.delete(response);
      giveUp(response, fail);
    }
    if (waiting.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  const add = (response: ServerResponse, fail: Fail): void => {
    waiting.set(response, fail);
    timer ??= setInterval(look, Math.min(Math.max(maxDuration / 8, 5), 250)).unref();
  };
  return { add, remove: response => void waiting.delete(response) };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || !['0', undefined].includes(headers['content-length']);
}

function refusalOf(response: ServerResponse, reason: Refusal): FhirError {
  const { headers, request } = requestState(response);
  headers.push('Retry-After', '1');
  // A body that is on its way is not read.
  if (hasBody(request)) headers.push('Connection', 'close');
  return reason === 'event loop lags'
    ? fault('transient', 'The server is overloaded; please send this again')
    : fault('throttled', 'The server has more requests than it works on at once; please send this again');
}

function giveUp(response: ServerResponse, fail: Fail): void {
  if (response.headersSent || response.destroyed) return;
  requestState(response).headers.push('Retry-After', '10', 'Connection', 'close');
  fail(fault('timeout', 'The request took longer than the server gives one request'), response);
}

function fault(code: IssueCode, text: string): FhirError {
  return new FhirError([{ severity: 'error', code, text }]);
}

function endedRequest(response: ServerResponse): EndedRequest {
  const { operation, route, version, startedAt } = requestState(response);
  return {
    operation: operation ?? route,
    version: version ?? 'none',
    // 499 as nginx counts a client that left before its answer.
    status: response.writableFinished ? response.statusCode : 499,
    seconds: (performance.now() - startedAt) / 1000,
  };
}
