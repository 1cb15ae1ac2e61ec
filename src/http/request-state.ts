/** What is known of a request while it runs, for the log and for every answer to it. Kept with Node's response. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { Representation, ServedVersions } from './negotiate.ts';

const sanePattern = /^[A-Za-z0-9._~:/@=+,-]{1,128}$/;
const stateKey = Symbol('state of the request');

/** What is told of a request when it has ended. */
export interface RequestFacts {
  /** Route with placeholders: never ids or query strings, which may be about a patient. */
  readonly route: string;
  readonly version: FhirVersion | undefined;
  readonly operation: string | undefined;
}

export class RequestState implements RequestFacts {
  readonly request: IncomingMessage;
  /** The client's `X-Request-Id` where it is sane, else a new one. */
  readonly id: string;
  /** Performance clock at arrival, in milliseconds. */
  readonly startedAt = performance.now();
  /** Headers of whatever answer it gets, beside those of every answer: names and values in turn. */
  readonly headers: string[] = [];
  route = 'none';
  version: FhirVersion | undefined = undefined;
  operation: string | undefined = undefined;
  isPretty = false;
  /** FHIR versions at the base URL that was asked. */
  served: ServedVersions = ['R5'];
  /** The form that was agreed on; before that `send-error.ts` finds one. */
  representation: Representation | undefined = undefined;

  constructor(request: IncomingMessage, newId: () => string) {
    const given = request.headers['x-request-id'];
    this.request = request;
    this.id = typeof given === 'string' && sanePattern.test(given) ? given : newId();
  }
}

interface Stateful {
  [stateKey]?: RequestState;
}

/** Starts the state of a request. */
export function startRequest(request: IncomingMessage, response: ServerResponse, newId: () => string): RequestState {
  const state = new RequestState(request, newId);
  (response as Stateful)[stateKey] = state;
  return state;
}

/** The state that `startRequest` made. */
export function requestState(response: ServerResponse): RequestState {
  const state = (response as Stateful)[stateKey];
  if (state === undefined) throw new Error('the request was not started');
  return state;
}
