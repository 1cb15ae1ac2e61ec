/** Every answer leaves here: the headers that all have, then those of the request, then the answer's own. */
import type { ServerResponse } from 'node:http';
import { bodyOf } from './encode-body.ts';
import { requestState } from './request-state.ts';

const exposedHeaders = 'ETag, Location, Content-Location, Link, X-Request-Id';

/** For answers that no browser is to frame, sniff or run, and that pages of any origin may read (https://fetch.spec.whatwg.org/#http-cors-protocol). */
const headersOfAll: readonly string[] = [
  ...['X-Request-Id', ''],
  ...['X-Content-Type-Options', 'nosniff'],
  ...['X-Frame-Options', 'DENY'],
  ...['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ...['Referrer-Policy', 'no-referrer'],
  ...['Access-Control-Allow-Origin', '*'],
  ...['Access-Control-Expose-Headers', exposedHeaders],
];
/** Where the request's id goes. */
const idPlace = 1;

/** Sends the answer; `headers` are names and values in turn, and a body that is a text has one byte a character. */
export function send(
  response: ServerResponse,
  status: number,
  headers: readonly string[],
  body?: Buffer | string,
): void {
  const state = requestState(response);
  const all = headersOfAll.concat(state.headers, headers);
  all[idPlace] = state.id;
  response.writeHead(status, all);
  if (typeof body === 'string') response.end(body, 'latin1');
  else response.end(body);
}

/** Sends a JSON value that is no FHIR resource. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  more: { status?: number; headers?: string[] } = {},
): void {
  const body = bodyOf(JSON.stringify(value));
  const own = ['Content-Type', 'application/json; charset=utf-8', 'Content-Length', String(body.length)];
  send(response, more.status ?? 200, [...(more.headers ?? []), ...own], body);
}
