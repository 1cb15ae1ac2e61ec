/** A reply as an HTTP response: validators first, then the work, the part that was asked for, its form and coding. */
import type { ServerResponse } from 'node:http';
import type { AnyResource } from '../fhir/model.ts';
import type { FinishedAnswer, Validators } from './answer-cache.ts';
import { encodeBody } from './encode-body.ts';
import type { EncodedBody } from './encode-body.ts';
import type { Conditions, Exchange, Reply } from './exchange.ts';
import { contentTypeOf } from './negotiate.ts';
import { partOf } from './part-of.ts';
import { requestState } from './request-state.ts';
import { writeResource } from './resource-text.ts';
import type { ShapesOf } from './resource-text.ts';
import { send } from './send.ts';
import { conditionsOf, instantOf, isAnyKnown, isKnown, tagOf } from './validators.ts';

export interface Sending {
  readonly reply: Reply;
  readonly exchange: Exchange;
  readonly shapesOf: ShapesOf;
}

/** What answers depend on beside the URL. */
export const vary = 'Accept, Accept-Language, Accept-Encoding, Prefer';

/** Makes the answer and sends it, or 304 where the client has it already: then no work is done. At once where it can. */
export function sendReply(response: ServerResponse, sending: Sending): void | Promise<void> {
  return sending.exchange.method === 'POST' ? sendUncached(response, sending) : sendCacheable(response, sending);
}

const nothing: Validators = { tag: undefined, lastModified: undefined };
const noStore: readonly string[] = ['Cache-Control', 'no-store'];
const unconditional: Conditions = { ifNoneMatch: undefined, ifModifiedSince: undefined };

function sendUncached(response: ServerResponse, sending: Sending): void | Promise<void> {
  const answer = finish(sending, nothing, noStore);
  if (!(answer instanceof Promise)) return deliver(response, answer, unconditional);
  return answer.then(made => deliver(response, made, unconditional));
}

function sendCacheable(response: ServerResponse, sending: Sending): void | Promise<void> {
  const { reply, exchange } = sending;
  const { conditions, slot, service } = exchange;
  const validators = { tag: tagOf(reply, exchange), lastModified: reply.lastModified };
  const first = headersOf(reply, validators);
  if (isKnown(conditions, validators)) {
    send(response, 304, [...first, 'Vary', vary]);
    return undefined;
  }
  const make = () => finish(sending, validators, first);
  const isKept = slot !== undefined && reply.isPrivate !== true;
  const answer = isKept ? (service.answers.find(slot) ?? service.answers.share(slot, make)) : make();
  if (!(answer instanceof Promise)) return deliver(response, answer, conditions);
  return answer.then(made => deliver(response, made, conditions));
}

/** Sends an answer that was kept. */
export function sendKept(response: ServerResponse, answer: FinishedAnswer): void {
  const state = requestState(response);
  state.route = answer.route;
  state.operation = answer.operation;
  state.version = answer.version;
  if (answer.applied !== undefined) state.headers.push('Preference-Applied', answer.applied);
  deliver(response, answer, conditionsOf(state.request));
}

function deliver(response: ServerResponse, answer: FinishedAnswer, conditions: Conditions): void {
  // It may have been given up meanwhile, and has its answer then.
  if (response.headersSent) return;
  if (isAnyKnown(conditions) || isKnown(conditions, answer)) {
    send(response, 304, answer.headers.slice(0, answer.unchanged));
  } else send(response, 200, answer.headers, answer.body);
}

/** The answer as it goes out; `first` are headers that come before those of the body. */
function finish(
  sending: Sending,
  validators: Validators,
  first: readonly string[],
): FinishedAnswer | Promise<FinishedAnswer> {
  const made = sending.reply.make();
  const encode = (resource: AnyResource): FinishedAnswer | Promise<FinishedAnswer> => {
    const encoded = encodeBody(textOf(resource, sending), sending.exchange.wishes.coding);
    if (!(encoded instanceof Promise)) return finished(sending, encoded, validators, first);
    return encoded.then(body => finished(sending, body, validators, first));
  };
  return made instanceof Promise ? made.then(encode) : encode(made);
}

function finished(
  sending: Sending,
  { body, coding }: EncodedBody,
  { tag, lastModified }: Validators,
  first: readonly string[],
): FinishedAnswer {
  const { applied, facts } = sending.exchange;
  const { route, operation, version } = facts;
  const headers = [...first, 'Vary', vary];
  const unchanged = headers.length;
  if (coding !== undefined) headers.push('Content-Encoding', coding);
  headers.push('Content-Type', typeOf(sending), 'Content-Length', String(body.length));
  return { body, headers, unchanged, tag, lastModified, applied, route, operation, version };
}

function textOf(resource: AnyResource, { reply, exchange, shapesOf }: Sending): string {
  const { representation, isPretty } = exchange;
  if (reply.writePlain !== undefined && representation.isPlain) return reply.writePlain(resource, representation);
  return writeResource(partOf(resource, exchange), representation, shapesOf, isPretty);
}

function typeOf({ reply, exchange: { representation } }: Sending): string {
  const isPlain = reply.writePlain !== undefined && representation.isPlain;
  return isPlain ? `application/${representation.format}; charset=utf-8` : contentTypeOf(representation);
}

/** What caches are told of the answer. */
function headersOf({ location, isImmutable }: Reply, { tag, lastModified }: Validators): readonly string[] {
  const headers: string[] = [];
  const changed = instantOf(lastModified);
  if (tag !== undefined) headers.push('ETag', `W/"${tag}"`);
  if (changed !== undefined) headers.push('Last-Modified', new Date(changed).toUTCString());
  if (location !== undefined) headers.push('Content-Location', location);
  // Content changes when the service is updated: a client asks each time, and mostly gets 304.
  headers.push('Cache-Control', isImmutable === true ? 'max-age=86400, immutable' : 'no-cache');
  return headers;
}
