/** What is known of a request while it runs, for the log and for errors. Kept with Express's response. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { Representation } from './negotiate.ts';

export interface RequestState {
  readonly id: string;
  /** Performance clock at arrival, in milliseconds. */
  readonly startedAt: number;
  /** Route with placeholders: never ids or query strings, which may be about a patient. */
  route: string;
  version: FhirVersion | undefined;
  operation: string | undefined;
  isPretty: boolean;
  /** The form of an error, should there be one. */
  representation: Representation;
}

const sanePattern = /^[A-Za-z0-9._~:/@=+,-]{1,128}$/;

/** Starts the state of a request: the client's `X-Request-Id` where it is sane, else a new one. */
export function startRequest(request: Request, response: Response): RequestState {
  const given = request.get('x-request-id');
  const state: RequestState = {
    id: given !== undefined && sanePattern.test(given) ? given : randomUUID(),
    startedAt: performance.now(),
    route: 'none',
    version: undefined,
    operation: undefined,
    isPretty: false,
    representation: { format: 'json', isPlain: false, fhirVersion: 'R5' },
  };
  response.locals['state'] = state;
  return state;
}

/** The state that `startRequest` made. */
export function requestState(response: Response): RequestState {
  return response.locals['state'] as RequestState;
}
