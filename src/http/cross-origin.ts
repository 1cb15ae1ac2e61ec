/** Pages of any origin may read what the server answers (https://fetch.spec.whatwg.org/#http-cors-protocol). */
import type { RequestHandler } from 'express';

export const crossOriginMethods = 'GET, HEAD, POST, OPTIONS';
const exposedHeaders = 'ETag, Location, Content-Location, Link, X-Request-Id';
const allowedHeaders = [
  'Accept, Accept-Language, Authorization, Cache-Control, Content-Encoding, Content-Type',
  'If-Modified-Since, If-None-Match, Prefer, X-Request-Id, X-Requested-With',
].join(', ');

/** Opens every answer to every origin, and answers preflights. Nothing here depends on who asks, so no cookie goes along. */
export const crossOrigin: RequestHandler = (request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', exposedHeaders);
  const isPreflight = request.method === 'OPTIONS' && request.get('access-control-request-method') !== undefined;
  if (!isPreflight) {
    next();
    return;
  }
  response.setHeader('Access-Control-Allow-Methods', crossOriginMethods);
  response.setHeader('Access-Control-Allow-Headers', allowedHeaders);
  response.setHeader('Access-Control-Max-Age', '86400');
  response.status(204).end();
};
