/**
 * Entity tags and conditional requests (https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests,
 * https://hl7.org/fhir/http.html#cread). An answer depends on the content, the software and the request alone; its tag
 * is therefore known before the work is done.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ResourceStore } from '../contracts/resource-store.ts';
import type { Software } from '../operations/interactions/capability-statement.ts';
import type { Validators } from './answer-cache.ts';
import type { Conditions, Exchange, Reply } from './exchange.ts';

/** Identity of all that the answers of one version are made from: 16 hexadecimal digits. */
export function identityOf({ contentKey, fhirVersion }: ResourceStore, software: Software): string {
  const parts = [contentKey, fhirVersion, software.version, software.releaseDate];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, identityDigits);
}

const identityDigits = 16;

/** The weak entity tag of a reply, without `W/` and quotes. */
export function tagOf({ tag, isPrivate }: Pick<Reply, 'tag' | 'isPrivate'>, exchange: Exchange): string | undefined {
  return tag ?? (isPrivate === true ? undefined : tagOfRequest(exchange));
}

/** All that the answer to a request depends on, the identity of the content first. */
function tagOfRequest({ service, base, path, queryText, wishes, representation, isStrict }: Exchange): string {
  const { format, isPlain } = representation;
  const form = `${format}${isPlain ? 'p' : ''}${isStrict ? 's' : ''}`;
  // Neither URLs nor headers have a line break.
  const text = `${form}\n${wishes.acceptLanguage ?? ''}\n${wishes.threshold ?? ''}\n${base}${path}?${queryText}`;
  return service.identity + hash64(text);
}

/**
 * 64 bits of a text as hexadecimal digits (MurmurHash3's multipliers over two lanes). A tag is compared only with
 * others of the same URL, so that it need not withstand an attack.
 */
function hash64(text: string): string {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    one = Math.imul(one ^ char, 0x85ebca6b);
    two = Math.imul(two ^ char, 0xc2b2ae35);
    one ^= one >>> 15;
    two ^= two >>> 13;
  }
  return digits(Math.imul(one ^ (two >>> 16), 0xc2b2ae35)) + digits(Math.imul(two ^ (one >>> 13), 0x85ebca6b));
}

/** Both digits of each byte: the platform takes several times as long for a number of 32 bits. */
const byteDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function digits(value: number): string {
  const byteAt = (shift: number): string => byteDigits[(value >>> shift) & 0xff] ?? '';
  return byteAt(24) + byteAt(16) + byteAt(8) + byteAt(0);
}

/** The conditions of a request. */
export function conditionsOf({ headers }: IncomingMessage): Conditions {
  return { ifNoneMatch: headers['if-none-match'], ifModifiedSince: headers['if-modified-since'] };
}

/** Whether the client has the answer already, by one of its tags or by date. */
export function isKnown({ ifNoneMatch, ifModifiedSince }: Conditions, { tag, lastModified }: Validators): boolean {
  if (ifNoneMatch !== undefined) return tag !== undefined && entriesOf(ifNoneMatch).includes(tag);
  if (ifModifiedSince === undefined) return false;
  const changed = instantOf(lastModified);
  return changed !== undefined && changed <= Date.parse(ifModifiedSince);
}

/** Whether any answer at all is one that the client has: `If-None-Match: *`. */
export function isAnyKnown({ ifNoneMatch }: Conditions): boolean {
  return ifNoneMatch?.trim() === '*';
}

/** The instant in milliseconds, to the second as HTTP tells it; undefined where it is not known. */
export function instantOf(lastModified: string | undefined): number | undefined {
  if (lastModified === undefined) return undefined;
  const changed = Math.floor(Date.parse(lastModified) / 1000) * 1000;
  // A store tells the first instant of 1970 for what has no date.
  return changed > 0 ? changed : undefined;
}

function entriesOf(tags: string): string[] {
  return tags.split(',').map(entry =>
    entry
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1'),
  );
}
