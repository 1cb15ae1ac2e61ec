/** A reply as an HTTP response: validators first, then the work, the part that was asked for, its form and coding. */
import type { ServerResponse } from 'node:http';
import type { AnyResource } from '../fhir/model.ts';
import type { FinishedAnswer } from './answer-cache.ts';
import { encodeBody } from './encode-body.ts';
import type { Exchange, Reply } from './exchange.ts';
import { contentTypeOf } from './negotiate.ts';
import { partOf } from './part-of.ts';
import { writeResource } from './resource-text.ts';
import type { ShapesOf } from './resource-text.ts';
import { send } from './send.ts';
import { instantOf, isAnyKnown, isKnown, tagOfKey } from './validators.ts';

export interface Sending {
  readonly reply: Reply;
  readonly exchange: Exchange;
  readonly shapesOf: ShapesOf;
}

/** What answers depend on beside the URL. */
export const vary = 'Accept, Accept-Language, Accept-Encoding, Prefer';

/** Makes the answer and sends it, or 304 where the client has it already: then no work is done. */
export async function sendReply(response: ServerResponse, sending: Sending): Promise<void> {
  if (sending.exchange.method === 'POST') await sendUncached(response, sending);
  else await sendCacheable(response, sending);
}

async function sendUncached(response: ServerResponse, sending: Sending): Promise<void> {
  const { bytes, headers } = await finish(sending, noStore);
  // It may have been given up meanwhile, and has its answer then.
  if (!response.headersSent) send(response, 200, headers, bytes);
}

const noStore: readonly string[] = ['Cache-Control', 'no-store'];

async function sendCacheable(response: ServerResponse, sending: Sending): Promise<void> {
  const { reply, exchange } = sending;
  const { header } = exchange;
  const key = reply.key?.();
  const tag = reply.tag ?? (key === undefined ? undefined : tagOfKey(key));
  if (isKnown(header, { ...reply, tag })) {
    sendNotModified(response, reply, tag);
    return;
  }
  const answer = await answerOf(sending, key, tag);
  // It may have been given up meanwhile, and has its answer then.
  if (response.headersSent) return;
  if (isAnyKnown(header)) sendNotModified(response, reply, tag);
  else send(response, 200, answer.headers, answer.bytes);
}

/** What is kept, or made and kept, under the key; made anew where there is none. */
function answerOf(
  sending: Sending,
  key: string | undefined,
  tag: string | undefined,
): FinishedAnswer | Promise<FinishedAnswer> {
  const { reply, exchange } = sending;
  const { answers, coding = '' } = exchange;
  const make = (): Promise<FinishedAnswer> => finish(sending, validatorsOf(reply, tag));
  if (key === undefined) return make();
  const slot = `${key}\n${coding}`;
  return answers.find(slot) ?? answers.share(slot, make);
}

function sendNotModified(response: ServerResponse, reply: Reply, tag: string | undefined): void {
  send(response, 304, [...validatorsOf(reply, tag), 'Vary', vary]);
}

/** The answer as it goes out; `first` are headers that come before those of the body. */
async function finish(sending: Sending, first: readonly string[]): Promise<FinishedAnswer> {
  const { reply, exchange } = sending;
  const { coding } = exchange;
  const made = reply.make();
  const body = bodyOf(made instanceof Promise ? await made : made, sending);
  const encoded = coding === undefined ? { bytes: body, coding } : await encodeBody(body, coding);
  const headers = [...first, 'Vary', vary];
  if (encoded.coding !== undefined) headers.push('Content-Encoding', encoded.coding);
  headers.push('Content-Type', typeOf(sending), 'Content-Length', String(encoded.bytes.length));
  return { bytes: encoded.bytes, headers };
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

function validatorsOf(reply: Reply, tag: string | undefined): readonly string[] {
  const { lastModified, location, isImmutable } = reply;
  const headers: string[] = [];
  const changed = instantOf(lastModified);
  if (tag !== undefined) headers.push('ETag', `W/"${tag}"`);
  if (changed !== undefined) headers.push('Last-Modified', new Date(changed).toUTCString());
  if (location !== undefined) headers.push('Content-Location', location);
  // Content changes when the service is updated: a client asks each time, and mostly gets 304.
  headers.push('Cache-Control', isImmutable === true ? 'max-age=86400, immutable' : 'no-cache');
  return headers;
}
