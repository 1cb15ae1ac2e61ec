/** One log line for each request: never the query, headers or bodies, which may be about a patient. */
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { startRequest } from './request-state.ts';

/** Gives each request its id, tells the client, and logs the request when its answer is sent or given up. */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const state = startRequest(request, response);
    response.setHeader('X-Request-Id', state.id);
    response.on('close', () => {
      const { id, startedAt, route, version, operation } = state;
      const ms = Math.round((performance.now() - startedAt) * 10) / 10;
      const status = response.writableFinished ? response.statusCode : 'client left';
      logger.info({ requestId: id, method: request.method, route, status, ms, version, operation }, 'request');
    });
    next();
  };
}
