/** The only place that catches: every error becomes an OperationOutcome with its status. */
import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { FhirError, invalid, notSupported, tooLong } from '../fhir/fhir-error.ts';
import { formatResource } from '../fhir/formats/json.ts';
import { issuesToOutcome } from '../fhir/issue.ts';
import { contentTypeOf } from './negotiate.ts';
import { maxBodyBytes } from './read-body.ts';
import { requestState } from './request-state.ts';

/** Express's error handler. An error that is not a FhirError is our bug: it is logged, and told by its request id. */
export function sendError(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    // The client has left, and its leaving may be the error.
    if (response.destroyed) return;
    sendOutcome(response, fhirErrorOf(error) ?? unexpected(error, response, logger));
  };
}

function sendOutcome(response: Response, error: FhirError): void {
  const { version, isPretty } = requestState(response);
  response.removeHeader('ETag');
  response.status(error.status);
  response.setHeader('Content-Type', contentTypeOf(version ?? 'R5'));
  response.end(formatResource(issuesToOutcome(error.issues), isPretty));
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
