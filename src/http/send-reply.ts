/** A reply as an HTTP response: entity tag, the part that was asked for, JSON. */
import type { Request, Response } from 'express';
import { formatResource } from '../fhir/formats/json.ts';
import type { SubsetRequest } from '../operations/interactions/subset.ts';
import type { Exchange, Reply } from './exchange.ts';
import { contentTypeOf } from './negotiate.ts';
import { requestState } from './request-state.ts';

export interface Sending {
  readonly reply: Reply;
  readonly subset: SubsetRequest;
  readonly exchange: Exchange;
}

/** Sends the reply, or 304 where the client has it already. */
export function sendReply(request: Request, response: Response, { reply, subset, exchange }: Sending): void {
  setValidators(response, reply);
  response.setHeader('Vary', 'Accept, Accept-Language');
  if (hasIt(request, reply)) {
    response.status(304).end();
    return;
  }
  const { resource } = reply;
  // A search has cut its entries already; the Bundle around them stays whole.
  const part = resource.resourceType === 'Bundle' ? resource : exchange.subsetOf(resource, subset);
  response.status(200).setHeader('Content-Type', contentTypeOf(exchange.fhirVersion));
  const body = Buffer.from(formatResource(part, requestState(response).isPretty), 'utf8');
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

function setValidators(response: Response, { tag, lastModified }: Reply): void {
  if (tag !== undefined) response.setHeader('ETag', `W/"${tag}"`);
  const changed = lastModified === undefined ? Number.NaN : Date.parse(lastModified);
  if (!Number.isNaN(changed)) response.setHeader('Last-Modified', new Date(changed).toUTCString());
}

function hasIt(request: Request, { tag }: Reply): boolean {
  const known = request.get('if-none-match');
  if (tag === undefined || known === undefined) return false;
  return known.split(',').some(entry => ['*', `"${tag}"`].includes(entry.trim().replace(/^W\//, '')));
}
