/**
 * The history interactions (https://hl7.org/fhir/http.html#history): each resource has one version, so the history of
 * an instance has one entry, and that of a type one for each instance.
 */
import type { ResourceStore, StoredResource } from '../../contracts/resource-store.ts';
import { invalid, notSupported } from '../../fhir/fhir-error.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { Query } from './query.ts';
import { readResource } from './read.ts';
import { pageLinks, readPosition } from './search-page.ts';
import { defaultPageSize, maxPageSize } from './search-query.ts';
import type { QueryOptions } from './search-query.ts';
import { readVersioned, versionIdOf } from './versioned.ts';

/** HL7's parameters of histories; `_page` is ours. */
export const historyParameters = ['_count', '_since', '_sort', '_page'] as const;
const unsupportedParameters = ['_at', '_list'];
const generalParameters = ['_format', '_pretty', '_summary', '_elements'];

export interface HistoryOptions extends QueryOptions {
  /** Base URL of the endpoint, for links and full urls. */
  readonly base: string;
}

/** One page of the history of a type, or of one instance, newest first, as a Bundle in the endpoint's wire form. */
export function history(
  store: ResourceStore,
  { type, id }: { readonly type: string; readonly id?: string },
  parameters: Query,
  options: HistoryOptions,
): AnyResource {
  const query = readQuery(parameters, options);
  const all = id === undefined ? store.listAll(type) : [readResource(store, type, id)];
  const stored = all.filter(({ lastUpdated }) => !(Date.parse(lastUpdated) < query.since));
  const ordered = stored.toSorted((one, other) => query.direction * compareChange(one, other));
  const path = id === undefined ? `${type}/_history` : `${type}/${id}/_history`;
  const search = { type: path, query, contentKey: store.contentKey };
  const position = readPosition(search);
  const page = ordered.slice(position, position + query.count);
  return {
    resourceType: 'Bundle',
    type: 'history',
    total: stored.length,
    link: pageLinks(`${options.base}/${path}`, search, position, query.count === 0 ? undefined : stored.length),
    ...(page.length > 0 && { entry: page.map(each => entryOf(each, options.base)) }),
  };
}

function compareChange(one: StoredResource, other: StoredResource): number {
  return one.lastUpdated < other.lastUpdated ? -1 : one.lastUpdated > other.lastUpdated ? 1 : 0;
}

function entryOf(stored: StoredResource, base: string): object {
  const place = `${stored.type}/${stored.id}`;
  return {
    fullUrl: `${base}/${place}`,
    resource: readVersioned(stored),
    request: { method: 'PUT', url: place },
    response: { status: '201', etag: `W/"${versionIdOf(stored)}"`, lastModified: stored.lastUpdated },
  };
}

function readQuery(parameters: Query, options: QueryOptions) {
  for (const [name] of parameters) checkName(name, options);
  const [sort, since] = [parameters.get('_sort') ?? '-_lastUpdated', parameters.get('_since')];
  if (!/^-?_lastUpdated$/.test(sort)) throw invalid(`'_sort' of a history is _lastUpdated or -_lastUpdated`);
  const count = Math.min(readCount(parameters.get('_count')), maxPageSize);
  const applied = [...parameters].filter(([name]) => ['_since', '_sort', '_format'].includes(name));
  return {
    ...{ criteria: [], sort: [], subset: {}, includesTotal: true, count },
    direction: sort.startsWith('-') ? -1 : 1,
    since: since === null ? Number.NEGATIVE_INFINITY : readInstant(since),
    page: parameters.get('_page') ?? undefined,
    applied: parameters.get('_count') !== null ? [...applied, ['_count', String(count)] as const] : applied,
    identity: [['_since', since ?? ''] as const, ['_sort', sort] as const, ['_count', String(count)] as const],
  };
}

function checkName(name: string, { isStrict, onIgnored }: QueryOptions): void {
  if (unsupportedParameters.includes(name)) {
    throw notSupported(`The parameter '${name}' of histories is not supported: each resource has one version`);
  }
  if ([...historyParameters, ...generalParameters].includes(name)) return;
  if (isStrict) throw invalid(`The parameter '${name.slice(0, 80)}' is not known (Prefer: handling=strict)`);
  onIgnored(name);
}

function readCount(text: string | null): number {
  if (text === null || text === '') return defaultPageSize;
  if (!/^\d{1,9}$/.test(text)) throw invalid(`'_count' must be a whole number from 0, not '${text.slice(0, 80)}'`);
  return Number(text);
}

function readInstant(text: string): number {
  const isInstant = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/.test(text);
  const instant = isInstant ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw invalid(`'_since' must be an instant such as 2026-01-31T12:00:00Z`);
  return instant;
}
