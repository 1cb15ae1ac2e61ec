/**
 * Entity tags and conditional requests (https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests,
 * https://hl7.org/fhir/http.html#cread). An answer depends on the content, the software and the request alone; its tag
 * is therefore known before the work is done.
 */
import { createHash } from 'node:crypto';
import type { Exchange, Reply } from './exchange.ts';

/** A weak tag for the answer to this request, without `W/` and quotes. */
export function requestTag(exchange: Exchange): string {
  const { store, software, base, path, query, representation, isPretty, isStrict, header } = exchange;
  const hash = createHash('sha256');
  hash.update(
    JSON.stringify([
      [store.contentKey, software.version, software.releaseDate],
      [base, path, query.toString(), isPretty, isStrict],
      [representation.format, representation.fhirVersion, representation.isPlain],
      [header('accept-language'), header('x-too-costly-threshold')],
    ]),
  );
  return hash.digest('hex').slice(0, 32);
}

type Validators = Pick<Reply, 'tag' | 'lastModified'>;

/** Whether the client has the answer already, by one of its tags or by date. */
export function isKnown(header: Exchange['header'], { tag, lastModified }: Validators): boolean {
  const tags = header('if-none-match');
  if (tags !== undefined) return tag !== undefined && entriesOf(tags).includes(tag);
  const changed = instantOf(lastModified);
  const since = Date.parse(header('if-modified-since') ?? '');
  return changed !== undefined && changed <= since;
}

/** Whether any answer at all is one that the client has: `If-None-Match: *`. */
export function isAnyKnown(header: Exchange['header']): boolean {
  return header('if-none-match')?.trim() === '*';
}

/** The instant in milliseconds, to the second as HTTP tells it; undefined where it is not known. */
export function instantOf(lastModified: string | undefined): number | undefined {
  const changed = Math.floor(Date.parse(lastModified ?? '') / 1000) * 1000;
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
