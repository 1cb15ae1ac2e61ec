/** A request's body as bytes, bounded, and what it holds. */
import express from 'express';
import type { NextFunction, Request, Response } from 'express';
import { invalid } from '../fhir/fhir-error.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { OperationBody } from '../operations/operation.ts';
import { assertForm } from './negotiate.ts';
import type { Representation } from './negotiate.ts';
import { readResourceText } from './resource-text.ts';
import type { ShapesOf } from './resource-text.ts';

/** Largest body, after decompression. */
export const maxBodyBytes = 16 * 1024 * 1024;

export type BodyReader = (request: Request, response: Response) => Promise<void>;

/** Reads any body as bytes; gzip, deflate and br are inflated within the limit. */
export function bodyReader(): BodyReader {
  const reader = express.raw({ type: () => true, limit: maxBodyBytes });
  return (request, response) =>
    new Promise((resolve, reject) => {
      const next: NextFunction = (error?: unknown) => {
        if (error === undefined) resolve();
        // The reader's errors keep their form: send-error.ts reads their status.
        else reject(error as Error);
      };
      void reader(request, response, next);
    });
}

/** The resource in the body that was read, or undefined where it is empty. */
export function resourceInBody(request: Request, form: Representation, shapesOf: ShapesOf): AnyResource | undefined {
  const bytes = bytesOf(request);
  return bytes.length === 0 ? undefined : readResourceText(textOf(bytes), form, shapesOf);
}

/** The body's text as it came, for an operation that judges it; undefined where it is empty. */
export function textInBody(
  request: Request,
  { format, fhirVersion }: Representation,
  shapesOf: ShapesOf,
): OperationBody | undefined {
  const bytes = bytesOf(request);
  return bytes.length === 0 ? undefined : { text: textOf(bytes), format, shapes: shapesOf(fhirVersion) };
}

/** The form in the body that was read as text, empty where there is none. */
export function formInBody(request: Request): string {
  const bytes = bytesOf(request);
  if (bytes.length === 0) return '';
  assertForm(request.get('content-type'));
  return textOf(bytes);
}

function bytesOf(request: Request): Buffer {
  const { body } = request as { body?: unknown };
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalid('The body is not valid UTF-8');
  }
}
