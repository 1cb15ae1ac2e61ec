/**
 * Entity tags and conditional requests (https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests,
 * https://hl7.org/fhir/http.html#cread). An answer depends on the content, the software and the request alone; its tag
 * is therefore known before the work is done.
 */
import { createHash } from 'node:crypto';
import type { ResourceStore } from '../contracts/resource-store.ts';
import type { Software } from '../operations/interactions/capability-statement.ts';
import type { Exchange, Reply } from './exchange.ts';

/** Identity of all that the answers of one version are made from: 16 hexadecimal digits. */
export function identityOf({ contentKey, fhirVersion }: ResourceStore, software: Software): string {
  const parts = [contentKey, fhirVersion, software.version, software.releaseDate];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, identityDigits);
}

const identityDigits = 16;

/** A character that neither URLs nor headers can have unescaped. */
const separator = '\n';

/**
 * All that the answer to this request depends on, as a text that begins with the content's identity. Where the order of
 * parameters of different names means nothing, requests that differ in it alone have one key.
 */
export function answerKey(exchange: Exchange, isOrdered: boolean): string {
  const { identity, base, path, query, representation, isPretty, isStrict, header } = exchange;
  const { format, isPlain } = representation;
  const form = `${format}${isPlain ? 'p' : ''}${isPretty ? 'i' : ''}${isStrict ? 's' : ''}`;
  const wishes = `${header('accept-language') ?? ''}${separator}${header('x-too-costly-threshold') ?? ''}`;
  let key = `${identity}${form}${separator}${wishes}${separator}${base}${path}`;
  for (const [name, value] of isOrdered ? query : byName([...query])) {
    // A value may have any character: its length keeps it apart from what follows.
    key += `${separator}${name.length} ${value.length} ${name}${value}`;
  }
  return key;
}

function byName(pairs: [string, string][]): readonly [string, string][] {
  return pairs.length < 2 ? pairs : pairs.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}

/** The weak entity tag of a reply, without `W/` and quotes. */
export function tagOf({ tag, key }: Pick<Reply, 'tag' | 'key'>): string | undefined {
  return tag ?? (key === undefined ? undefined : tagOfKey(key()));
}

/** The weak entity tag of the answer with this key, without `W/` and quotes. */
export function tagOfKey(key: string): string {
  return key.slice(0, identityDigits) + hash64(key);
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

function digits(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

type Validators = Pick<Reply, 'lastModified'> & { readonly tag?: string | undefined };

/** Whether the client has the answer already, by one of its tags or by date. */
export function isKnown(header: Exchange['header'], { tag, lastModified }: Validators): boolean {
  const tags = header('if-none-match');
  if (tags !== undefined) return tag !== undefined && entriesOf(tags).includes(tag);
  const sent = header('if-modified-since');
  if (sent === undefined) return false;
  const changed = instantOf(lastModified);
  return changed !== undefined && changed <= Date.parse(sent);
}

/** Whether any answer at all is one that the client has: `If-None-Match: *`. */
export function isAnyKnown(header: Exchange['header']): boolean {
  return header('if-none-match')?.trim() === '*';
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
