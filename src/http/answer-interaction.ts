/** The read, vread, history and search-type interactions as HTTP answers (https://hl7.org/fhir/http.html). */
import type { StoredResource } from '../contracts/resource-store.ts';
import { resourceOfText } from '../fhir/formats/prepared-text.ts';
import { history } from '../operations/interactions/history.ts';
import { readResource, readVersion } from '../operations/interactions/read.ts';
import type { QueryOptions } from '../operations/interactions/search-query.ts';
import { searchType } from '../operations/interactions/search-type.ts';
import { readVersioned } from '../operations/interactions/versioned.ts';
import type { Answer, Exchange, Reply } from './exchange.ts';

/** The resource with this id. */
export function answerRead(type: string, id: string): Answer {
  return exchange => replyOf(exchange, readResource(exchange.service.store, type, id));
}

/** The resource's version with this id. */
export function answerVersionRead(type: string, id: string, versionId: string): Answer {
  return exchange => ({
    ...replyOf(exchange, readVersion(exchange.service.store, type, id, versionId)),
    isImmutable: true,
  });
}

/** One page of the history of a type, or of an instance. */
export function answerHistory(type: string, id?: string): Answer {
  return exchange => {
    const { service, query, base } = exchange;
    const place = id === undefined ? { type } : { type, id };
    return { make: () => history(service.store, place, query, { base, ...queryOptionsOf(exchange, type) }) };
  };
}

/** One page of a search. */
export function answerSearch(type: string): Answer {
  return exchange => {
    const { service, query, base, signal, isCompact } = exchange;
    const { store, subsetOf, storedTextOf, terminology } = service;
    const textOf = isCompact ? storedTextOf : undefined;
    const options = { base, subsetOf, textOf, terminology, signal, ...queryOptionsOf(exchange, type) };
    return { make: () => searchType(store, type, query, options) };
  };
}

function replyOf({ service, base, takesText }: Exchange, stored: StoredResource): Reply {
  const tag = service.versionIdOf(stored);
  return {
    tag,
    lastModified: stored.lastUpdated,
    location: `${base}/${stored.type}/${stored.id}/_history/${tag}`,
    make: () => (takesText ? resourceOfText(stored.type, service.storedTextOf(stored, {})) : readVersioned(stored)),
  };
}

function queryOptionsOf({ isStrict, note }: Exchange, type: string): QueryOptions {
  return {
    isStrict,
    onIgnored: name => {
      note({ type, parameter: name.slice(0, 80) }, 'search parameter ignored: nobody defines it');
    },
  };
}
