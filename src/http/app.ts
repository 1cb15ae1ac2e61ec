/** The Express application: security headers, request log, health, one FHIR endpoint per version, errors. */
import express from 'express';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { invalid, notFound, notSupported } from '../fhir/fhir-error.ts';
import { fhirVersionNames, fhirVersions } from '../fhir/fhir-version.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { Software } from '../operations/interactions/capability-statement.ts';
import { createSubsetOf } from '../operations/interactions/subset.ts';
import { createMetadataOf } from './answer-metadata.ts';
import { baseUrlOf } from './base-url.ts';
import { crossOrigin } from './cross-origin.ts';
import type { FhirEndpoint, VersionService } from './exchange.ts';
import { errorForm, fhirEndpoint } from './fhir-endpoint.ts';
import type { ServedVersions } from './negotiate.ts';
import { openApi } from './openapi.ts';
import { requestLog } from './request-log.ts';
import { requestState } from './request-state.ts';
import { sendError } from './send-error.ts';
import type { Traffic } from './traffic.ts';

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
  /** Addresses and subnets of proxies whose X-Forwarded-Proto, -Host and -Prefix count; none where it is absent. */
  readonly trustedProxies?: readonly string[];
  readonly logger: Logger;
  readonly health: () => Health;
  /** Bounds and counts requests; without it all are let in. */
  readonly traffic?: Traffic;
}

/** The application; it listens nowhere until its caller lets it. */
export function createApp(options: AppOptions): Express {
  const { software, logger } = options;
  const app = express();
  app.disable('x-powered-by').set('etag', false).set('query parser', false);
  app.set('trust proxy', options.trustedProxies === undefined ? false : [...options.trustedProxies]);
  app.use(requestLog(logger), securityHeaders, crossOrigin, errorForm(['R5']), requireHost);
  if (options.traffic !== undefined) app.use(options.traffic.handler);
  app.get(
    '/health/live',
    named('/health/live', (_request, response) => void response.json({ status: 'live' })),
  );
  app.get('/health/ready', named('/health/ready', readiness(options.health)));
  app.get('/', named('/', index(software)));
  serveFhir(app, options);
  app.use(nothingHere);
  app.use(sendError(logger, fhirVersion => options.versions[fhirVersion].shapes));
  return app;
}

/** Both versions at `/fhir`, and each at a base URL of its own. */
const bases: readonly { readonly path: string; readonly served: ServedVersions }[] = [
  ...fhirVersions.map(fhirVersion => ({
    path: fhirVersionNames[fhirVersion].path,
    served: [fhirVersion] as ServedVersions,
  })),
  { path: 'fhir', served: ['R4', 'R5'] },
];

function serveFhir(app: Express, { versions, software, baseUrl, logger }: AppOptions): void {
  const serviceOf = (fhirVersion: FhirVersion): VersionService => {
    const endpoint = versions[fhirVersion];
    const metadataOf = createMetadataOf(endpoint, software);
    return { ...endpoint, fhirVersion, software, metadataOf, subsetOf: createSubsetOf(endpoint.store) };
  };
  const services = { R4: serviceOf('R4'), R5: serviceOf('R5') };
  for (const { path, served } of bases) {
    const describe: RequestHandler = (request, response) => {
      const base = `${baseUrlOf(request, baseUrl)}/${path}`;
      response.setHeader('Cache-Control', 'no-cache').json(openApi({ base, ...services[served[0]] }));
    };
    app.get(`/${path}/openapi.json`, named(`/${path}/openapi.json`, describe));
    if (served.length > 1) app.get('/openapi.json', named('/openapi.json', describe));
    app.use(`/${path}`, errorForm(served), fhirEndpoint({ path, served, services, baseUrl, logger }));
  }
}

/** For answers that no browser is to frame, sniff or run. */
const securityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('Referrer-Policy', 'no-referrer');
  next();
};

/** Node would refuse it without a word (https://www.rfc-editor.org/rfc/rfc9110#name-host-and-authority). */
const requireHost: RequestHandler = (request, _response, next) => {
  if (request.httpVersion === '1.1' && request.get('host') === undefined) throw invalid('The request has no Host');
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
  response.setHeader('Allow', 'GET, HEAD, OPTIONS');
  if (request.method === 'OPTIONS') {
    response.status(204).end();
    return;
  }
  throw notSupported(`${request.method} is not supported here; the server is read-only`, { status: 405 });
};
