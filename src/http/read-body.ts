/** A request's body as bytes, bounded, and what it holds. */
import express from 'express';
import type { Request, RequestHandler } from 'express';
import { invalid } from '../fhir/fhir-error.ts';
import { parseResource } from '../fhir/formats/json.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import { assertForm, assertReadable } from './negotiate.ts';

/** Largest body, after decompression. */
export const maxBodyBytes = 16 * 1024 * 1024;

/** Reads any body as bytes; gzip, deflate and br are inflated within the limit. */
export function bodyReader(): RequestHandler {
  return express.raw({ type: () => true, limit: maxBodyBytes });
}

/** The resource in the body, or undefined where it is empty. */
export function resourceInBody(request: Request, version: FhirVersion): AnyResource | undefined {
  const bytes = bytesOf(request);
  if (bytes.length === 0) return undefined;
  assertReadable(version, request.get('content-type'));
  return parseResource(textOf(bytes));
}

/** The form in the body as text, empty where there is none. */
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
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('The body is not valid UTF-8');
  }
}
