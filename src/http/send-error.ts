/** The only place that catches: every error becomes an OperationOutcome with its status. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { FhirError, invalid } from '../fhir/fhir-error.ts';
import { issuesToOutcome } from '../fhir/issue.ts';
import type { AnyResource } from '../fhir/model.ts';
import { bodyOf } from './encode-body.ts';
import { contentTypeOf, readableForm } from './negotiate.ts';
import type { Representation } from './negotiate.ts';
import { requestState } from './request-state.ts';
import type { RequestState } from './request-state.ts';
import { writeResource } from './resource-text.ts';
import type { ShapesOf } from './resource-text.ts';
import { vary } from './send-reply.ts';
import { send } from './send.ts';
import type { Fail } from './traffic.ts';

/** Answers with errors. One that is not a FhirError is our bug: it is logged, and told by its request id. */
export function createFail(logger: Logger, shapesOf: ShapesOf): Fail {
  return (error, response) => {
    // The request was given up with its answer; what ended its work afterwards needs none.
    if (response.writableEnded) return;
    // The client has left, and its leaving may be the error.
    if (response.destroyed) return;
    if (response.headersSent) response.destroy();
    else sendOutcome(response, fhirErrorOf(error) ?? unexpected(error, response, logger), shapesOf);
  };
}

function sendOutcome(response: ServerResponse, error: FhirError, shapesOf: ShapesOf): void {
  const state = requestState(response);
  const representation = state.representation ?? formOfErrors(state);
  const outcome = issuesToOutcome(error.issues) as unknown as AnyResource;
  const body = bodyOf(writeResource(outcome, representation, shapesOf, state.isPretty));
  send(
    response,
    error.status,
    [
      ...['Cache-Control', 'no-store', 'Vary', vary],
      ...['Content-Type', contentTypeOf(representation), 'Content-Length', String(body.length)],
    ],
    body,
  );
}

/** In which form the client can read an error, where it went wrong before that was agreed on. */
function formOfErrors({ request, served }: RequestState): Representation {
  const format = /[?&]_format=([^&#]*)/.exec(urlOf(request))?.[1] ?? null;
  return readableForm(served, { format: format && decodeLeniently(format), accept: request.headers.accept });
}

function urlOf({ url = '' }: IncomingMessage): string {
  return url;
}

function decodeLeniently(text: string): string {
  return text.replaceAll(/%2b/gi, '+').replaceAll(/%2f/gi, '/');
}

/** Express throws errors of its own for what it can't decode. */
function fhirErrorOf(error: unknown): FhirError | undefined {
  if (error instanceof FhirError) return error;
  return error instanceof URIError ? invalid('The URL has a malformed percent-encoding') : undefined;
}

function unexpected(error: unknown, response: ServerResponse, logger: Logger): FhirError {
  const { id } = requestState(response);
  logger.error({ requestId: id, err: error }, 'unexpected error: this is a bug');
  logger.flush();
  const text = `The server failed; this is a fault of the server. Please report it with the request id ${id}`;
  return new FhirError([{ severity: 'fatal', code: 'exception', text }], 500);
}
