/** A reply as an HTTP response: validators first, then the work, the part that was asked for, its form and coding. */
import type { Request, Response } from 'express';
import type { AnyResource } from '../fhir/model.ts';
import { encodeBody } from './encode-body.ts';
import type { Exchange, Reply } from './exchange.ts';
import { contentTypeOf } from './negotiate.ts';
import { partOf } from './part-of.ts';
import { writeResource } from './resource-text.ts';
import type { ShapesOf } from './resource-text.ts';
import { instantOf, isAnyKnown, isKnown } from './validators.ts';

export interface Sending {
  readonly reply: Reply;
  readonly exchange: Exchange;
  readonly shapesOf: ShapesOf;
}

/** What answers depend on beside the URL. */
export const vary = 'Accept, Accept-Language, Accept-Encoding, Prefer';

/** Makes the answer and sends it, or 304 where the client has it already: then no work is done. */
export async function sendReply(request: Request, response: Response, sending: Sending): Promise<void> {
  const { reply, exchange } = sending;
  const isCacheable = request.method !== 'POST';
  if (isCacheable && isKnown(exchange.header, reply)) {
    sendNotModified(response, reply);
    return;
  }
  const resource = await reply.make();
  if (isCacheable && isAnyKnown(exchange.header)) {
    sendNotModified(response, reply);
    return;
  }
  const { bytes, coding } = await encodeBody(bodyOf(resource, sending), request.get('accept-encoding'));
  // It was given up meanwhile, and has its answer.
  if (response.headersSent) return;
  if (isCacheable) setValidators(response, reply);
  else response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Vary', vary);
  if (coding !== undefined) response.setHeader('Content-Encoding', coding);
  response.status(200).setHeader('Content-Type', typeOf(sending)).setHeader('Content-Length', bytes.length);
  response.end(bytes);
}

function bodyOf(resource: AnyResource, { reply, exchange, shapesOf }: Sending): Buffer {
  const { representation, isPretty } = exchange;
  if (reply.writePlain !== undefined && representation.isPlain) {
    return Buffer.from(reply.writePlain(resource, representation), 'utf8');
  }
  return Buffer.from(writeResource(partOf(resource, exchange), representation, shapesOf, isPretty), 'utf8');
}

function typeOf({ reply, exchange: { representation } }: Sending): string {
  const isPlain = reply.writePlain !== undefined && representation.isPlain;
  return isPlain ? `application/${representation.format}; charset=utf-8` : contentTypeOf(representation);
}

function sendNotModified(response: Response, reply: Reply): void {
  setValidators(response, reply);
  response.setHeader('Vary', vary);
  response.status(304).end();
}

function setValidators(response: Response, { tag, lastModified, location, isImmutable }: Reply): void {
  const changed = instantOf(lastModified);
  if (tag !== undefined) response.setHeader('ETag', `W/"${tag}"`);
  if (changed !== undefined) response.setHeader('Last-Modified', new Date(changed).toUTCString());
  if (location !== undefined) response.setHeader('Content-Location', location);
  // Content changes when the service is updated: a client asks each time, and mostly gets 304.
  response.setHeader('Cache-Control', isImmutable === true ? 'max-age=86400, immutable' : 'no-cache');
}
