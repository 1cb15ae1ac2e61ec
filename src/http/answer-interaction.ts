/** The read and search-type interactions as HTTP answers (https://hl7.org/fhir/http.html). */
import { createHash } from 'node:crypto';
import { readResource } from '../operations/interactions/read.ts';
import { searchType } from '../operations/interactions/search-type.ts';
import type { Answer } from './exchange.ts';

/** The resource with this id. */
export function answerRead(type: string, id: string): Answer {
  return ({ store }) => {
    const stored = readResource(store, type, id);
    return { resource: stored.read(), tag: tagOf(stored.key), lastModified: stored.lastUpdated };
  };
}

/** One page of a search. */
export function answerSearch(type: string): Answer {
  return async ({ store, query, base, subsetOf, terminology, signal, isStrict, log }) => ({
    resource: await searchType(store, type, query, {
      base,
      subsetOf,
      terminology,
      signal,
      isStrict,
      onIgnored: name => {
        log.debug({ type, parameter: name.slice(0, 80) }, 'search parameter ignored: nobody defines it');
      },
    }),
  });
}

/** A tag's characters are few (RFC 9110); a store's key may have any. */
function tagOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}
