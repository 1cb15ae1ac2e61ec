/** Every answer leaves here: the headers that all have, then those of the request, then the answer's own. */
import type { ServerResponse } from 'node:http';
import { requestState } from './request-state.ts';

const exposedHeaders = 'ETag, Location, Content-Location, Link, X-Request-Id';

/** For answers that no browser is to frame, sniff or run, and that pages of any origin may read (https://fetch.spec.whatwg.org/#http-cors-protocol). */
const headersOfAll: readonly string[] = [
  ...['X-Content-Type-Options', 'nosniff'],
  ...['X-Frame-Options', 'DENY'],
  ...['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ...['Referrer-Policy', 'no-referrer'],
  ...['Access-Control-Allow-Origin', '*'],
  ...['Access-Control-Expose-Headers', exposedHeaders],
];

/** Sends the answer; `headers` are names and values in turn. */
export function send(response: ServerResponse, status: number, headers: readonly string[], body?: Buffer): void {
  const state = requestState(response);
  response.writeHead(status, ['X-Request-Id', state.id, ...headersOfAll, ...state.headers, ...headers]);
  // Node sends a text together with the headers in one write; latin1 keeps every byte as it is.
  if (body !== undefined && body.length <= maxOneWrite) response.end(body.toString('latin1'), 'latin1');
  else response.end(body);
}

/** Copying larger bodies costs more than a second write. */
const maxOneWrite = 16 * 1024;

/** Sends a JSON value that is no FHIR resource. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  more: { status?: number; headers?: string[] } = {},
): void {
  const body = Buffer.from(JSON.stringify(value), 'utf8');
  const own = ['Content-Type', 'application/json; charset=utf-8', 'Content-Length', String(body.length)];
  send(response, more.status ?? 200, [...(more.headers ?? []), ...own], body);
}
