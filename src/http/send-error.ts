/** The only place that catches: every error becomes an OperationOutcome with its status. */
import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { FhirError, invalid, notSupported, tooLong } from '../fhir/fhir-error.ts';
import { issuesToOutcome } from '../fhir/issue.ts';
import type { AnyResource } from '../fhir/model.ts';
import { contentTypeOf } from './negotiate.ts';
import { maxBodyBytes } from './read-body.ts';
import { requestState } from './request-state.ts';
import { writeResource } from './resource-text.ts';
import type { ShapesOf } from './resource-text.ts';
import { vary } from './send-reply.ts';

/** Express's error handler. An error that is not a FhirError is our bug: it is logged, and told by its request id. */
export function sendError(logger: Logger, shapesOf: ShapesOf): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    // The request was given up with its answer; what ended its work afterwards needs none.
    if (response.writableEnded) return;
    if (response.headersSent) {
      next(error);
      return;
    }
    // The client has left, and its leaving may be the error.
    if (response.destroyed) return;
    sendOutcome(response, fhirErrorOf(error) ?? unexpected(error, response, logger), shapesOf);
  };
}

function sendOutcome(response: Response, error: FhirError, shapesOf: ShapesOf): void {
  const { representation, isPretty } = requestState(response);
  for (const name of ['ETag', 'Last-Modified', 'Content-Location', 'Content-Encoding']) response.removeHeader(name);
  const outcome = issuesToOutcome(error.issues) as unknown as AnyResource;
  const bytes = Buffer.from(writeResource(outcome, representation, shapesOf, isPretty), 'utf8');
  response.status(error.status);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Vary', vary);
  response.setHeader('Content-Type', contentTypeOf(representation));
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}

/** Express and its body reader throw errors of their own, with a status. */
function fhirErrorOf(error: unknown): FhirError | undefined {
  if (error instanceof FhirError) return error;
  if (error instanceof URIError) return invalid('The URL has a malformed percent-encoding');
  const { status } = error as { status?: unknown };
  switch (status) {
    case 400:
      return invalid('The request could not be read: its body is broken off, or does not match its headers');
    case 413:
      return tooLong(`The body is larger than ${maxBodyBytes / 1024 / 1024} MiB`);
    case 415:
      return notSupported('The Content-Encoding is not read; send the body plain, or with gzip, deflate or br', {
        status: 415,
      });
    default:
      return undefined;
  }
}

function unexpected(error: unknown, response: Response, logger: Logger): FhirError {
  const { id } = requestState(response);
  logger.error({ requestId: id, err: error }, 'unexpected error: this is a bug');
  const text = `The server failed; this is a fault of the server. Please report it with the request id ${id}`;
  return new FhirError([{ severity: 'fatal', code: 'exception', text }], 500);
}
