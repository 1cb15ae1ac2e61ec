/** The Express application: security headers, request log, health, one FHIR endpoint per version, errors. */
import express from 'express';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { notFound, notSupported } from '../fhir/fhir-error.ts';
import { fhirVersionNames, fhirVersions } from '../fhir/fhir-version.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { Software } from '../operations/interactions/capability-statement.ts';
import type { FhirEndpoint } from './exchange.ts';
import { fhirEndpoint } from './fhir-endpoint.ts';
import { requestLog } from './request-log.ts';
import { requestState } from './request-state.ts';
import { sendError } from './send-error.ts';

/** What `/health/ready` tells. */
export interface Health {
  readonly isReady: boolean;
  /** Versions loaded, counts, refused content: whatever helps an operator. */
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AppOptions {
  readonly versions: Readonly<Record<FhirVersion, FhirEndpoint>>;
  readonly software: Software;
  /** Public base URL without trailing slash, where it differs from what clients send as Host. */
  readonly baseUrl?: string;
  readonly logger: Logger;
  readonly health: () => Health;
}

/** The application; it listens nowhere until its caller lets it. */
export function createApp(options: AppOptions): Express {
  const { versions, software, baseUrl, logger } = options;
  const app = express();
  app.disable('x-powered-by').set('etag', false).set('query parser', false);
  app.use(requestLog(logger), securityHeaders);
  app.get(
    '/health/live',
    named('/health/live', (_request, response) => void response.json({ status: 'live' })),
  );
  app.get('/health/ready', named('/health/ready', readiness(options.health)));
  app.get('/', named('/', index(software)));
  for (const fhirVersion of fhirVersions) {
    const endpoint = versions[fhirVersion];
    app.use(
      `/${fhirVersionNames[fhirVersion].path}`,
      fhirEndpoint({ fhirVersion, endpoint, software, baseUrl, logger }),
    );
  }
  app.use(nothingHere);
  app.use(sendError(logger));
  return app;
}

/** For answers that no browser is to frame, sniff or run. */
const securityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('Referrer-Policy', 'no-referrer');
  next();
};

function named(route: string, handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    requestState(response).route = route;
    return handler(request, response, next);
  };
}

function readiness(health: () => Health): RequestHandler {
  return (_request, response) => {
    const { isReady, details } = health();
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready', ...details });
  };
}

function index({ name, version }: Software): RequestHandler {
  const endpoints = fhirVersions.map(fhirVersion => {
    const { path, number } = fhirVersionNames[fhirVersion];
    return { fhirVersion: number, base: `/${path}`, metadata: `/${path}/metadata` };
  });
  return (_request, response) => void response.json({ name, version, endpoints });
}

const nothingHere: RequestHandler = (request, response) => {
  const paths = fhirVersions.map(version => `/${fhirVersionNames[version].path}/metadata`).join(' and ');
  if (!['/', '/health/live', '/health/ready'].includes(request.path)) {
    throw notFound(`There is nothing at this path; the FHIR endpoints describe themselves at ${paths}`);
  }
  response.setHeader('Allow', 'GET, HEAD');
  throw notSupported(`${request.method} is not supported here; the server is read-only`, { status: 405 });
};
