/**
 * The batch and transaction interactions (https://hl7.org/fhir/http.html#transaction), of what only reads: each entry
 * is answered as the same request alone would be. In a transaction the first fault is the answer to all.
 */
import { STATUS_CODES } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { FhirError, invalid, notFound, notSupported, processing, tooCostly } from '../fhir/fhir-error.ts';
import { formatResource, isResource } from '../fhir/formats/json.ts';
import { issuesToOutcome } from '../fhir/issue.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { Answer, Conditions, Exchange, Reply, Route } from './exchange.ts';
import { partOf } from './part-of.ts';
import { parseQuery, queryTextOf } from './url-parts.ts';
import { instantOf, isKnown, tagOf } from './validators.ts';

const maxEntries = 100;
/** Resources in all answers together. */
const maxResources = 2_000;
const maxMilliseconds = 10_000;

/** Answers the Bundle in the body. */
export const answerBatch: Answer = exchange => ({ make: () => answerBundle(exchange) });

interface EntryRequest {
  readonly method: string;
  readonly url: string;
  readonly resource: AnyResource | undefined;
  readonly conditions: Conditions;
}

async function answerBundle(exchange: Exchange): Promise<AnyResource> {
  const { resource: bundle } = exchange;
  const type = bundle?.resourceType === 'Bundle' ? bundle['type'] : undefined;
  if (bundle === undefined || (type !== 'batch' && type !== 'transaction')) {
    throw invalid('The base URL takes a Bundle of type batch or transaction');
  }
  const requests = entriesOf(bundle).map(readEntry);
  const answerOne = type === 'batch' ? answerEntry : answerOrThrow;
  if (type === 'transaction') requests.forEach(assertReads);
  const bounds = { startedAt: performance.now(), resources: 0 };
  const entry: object[] = [];
  for (const [index, request] of requests.entries()) {
    entry.push(await answerOne(exchange, request, { index, bounds }));
    // Others are answered in between.
    await setImmediate();
    assertWaitedFor(exchange);
  }
  return { resourceType: 'Bundle', type: `${type}-response`, ...(entry.length > 0 && { entry }) };
}

function assertWaitedFor({ signal }: Exchange): void {
  if (signal.aborted) throw processing('The client has left before the answer was ready');
}

function entriesOf(bundle: AnyResource): readonly unknown[] {
  const { entry: entries = [] } = bundle;
  if (!Array.isArray(entries)) throw invalid('Bundle.entry must be an array');
  if (entries.length > maxEntries) throw tooCostly(`Send at most ${maxEntries} entries at once`);
  return entries;
}

const writeElements = ['ifMatch', 'ifNoneExist'];

function readEntry(entry: unknown, index: number): EntryRequest {
  const { request, resource } = (entry ?? {}) as { request?: Record<string, unknown>; resource?: unknown };
  const { method, url } = request ?? {};
  const at = `Bundle.entry[${index}]`;
  if (typeof method !== 'string' || typeof url !== 'string') throw invalid(`${at}.request must have method and url`);
  if (resource !== undefined && !isResource(resource)) throw invalid(`${at}.resource must be a resource`);
  const unsupported = writeElements.find(element => request?.[element] !== undefined);
  if (unsupported !== undefined)
    throw notSupported(`${at}.request.${unsupported} is not supported: nothing is written`);
  const textOf = (element: string): string | undefined => {
    const value = request?.[element];
    return typeof value === 'string' ? value : undefined;
  };
  const conditions = { ifNoneMatch: textOf('ifNoneMatch'), ifModifiedSince: textOf('ifModifiedSince') };
  return { method, url, resource, conditions };
}

function assertReads({ method, url }: EntryRequest, index: number): void {
  const isOperation = /(^|\/)(\$|%24)[^/]*$/.test(url.replace(/\?.*$/s, ''));
  if (method === 'GET' || method === 'HEAD' || (method === 'POST' && isOperation)) return;
  throw notSupported(`The transaction is refused: Bundle.entry[${index}] writes, and the server is read-only`);
}

interface Place {
  readonly index: number;
  readonly bounds: { readonly startedAt: number; resources: number };
}

/** The entry's answer; a fault is an answer too. */
async function answerEntry(exchange: Exchange, request: EntryRequest, place: Place): Promise<object> {
  try {
    return await answerWithin(exchange, request, place);
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return { response: { status: statusText(error.status), outcome: issuesToOutcome(error.issues) } };
  }
}

/** The entry's answer; a fault names the entry. */
async function answerOrThrow(exchange: Exchange, request: EntryRequest, place: Place): Promise<object> {
  try {
    return await answerWithin(exchange, request, place);
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    const issues = error.issues.map(issue => ({ ...issue, text: `Bundle.entry[${place.index}]: ${issue.text}` }));
    throw new FhirError(issues, error.status);
  }
}

async function answerWithin(exchange: Exchange, request: EntryRequest, { bounds }: Place): Promise<object> {
  if (performance.now() - bounds.startedAt > maxMilliseconds)
    throw tooCostly('The batch takes too long; send less at once');
  if (bounds.resources > maxResources) throw tooCostly('The answers hold too many resources; send less at once');
  const own = exchangeOf(exchange, request);
  const reply = answerOf(own.service.findRoute(own.path), request)(own);
  const tag = request.method === 'POST' ? undefined : tagOf(reply, own);
  const { lastModified } = reply;
  if (request.method !== 'POST' && isKnown(own.conditions, { tag, lastModified }))
    return { response: responseOf(304, reply, tag) };
  const resource = partOf(await reply.make(), own);
  const { entry } = resource as { entry?: readonly unknown[] };
  bounds.resources += 1 + (Array.isArray(entry) ? entry.length : 0);
  return { ...(request.method !== 'HEAD' && { resource }), response: responseOf(200, reply, tag) };
}

function exchangeOf(exchange: Exchange, { method, url, resource, conditions }: EntryRequest): Exchange {
  const { base } = exchange;
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) && url !== base && !/^[/?]/.test(url.slice(base.length))) {
    throw invalid(`'${url.slice(0, 120)}' is not below ${base}`);
  }
  const relative = url.startsWith(base) ? url.slice(base.length) : url;
  const path = relative.replace(/[?#].*$/s, '');
  const queryText = queryTextOf(relative);
  return {
    ...exchange,
    ...{ method, resource, isCompact: false, takesText: false },
    text: resource && { text: formatResource(resource), format: 'json', shapes: exchange.service.shapes },
    path: path.startsWith('/') ? path : `/${path}`,
    ...{ queryText, query: parseQuery(queryText), conditions },
  };
}

function answerOf(route: Route, { method }: EntryRequest): Answer {
  if (route.pattern === '/') throw notSupported('A batch in a batch is not supported');
  if (route.body === 'form') throw notSupported('A search in a batch is asked for by GET');
  const answer = method === 'POST' ? route.post : method === 'GET' || method === 'HEAD' ? route.get : undefined;
  if (answer !== undefined) return answer;
  if (route.get === undefined && route.post === undefined) throw notFound('There is nothing at this path');
  throw notSupported(`${method.slice(0, 20)} is not supported here; the server is read-only`, { status: 405 });
}

function responseOf(status: number, { lastModified, location }: Reply, tag: string | undefined): object {
  return {
    status: statusText(status),
    ...(location !== undefined && { location }),
    ...(tag !== undefined && { etag: `W/"${tag}"` }),
    ...(instantOf(lastModified) !== undefined && { lastModified }),
  };
}

function statusText(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim();
}
