/** The Express application: health, one FHIR endpoint per version, what is nowhere else. The hot path goes in front. */
import type { RequestListener } from 'node:http';
import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import type { PackageShelf } from '../contracts/package-shelf.ts';
import { notFound, notSupported } from '../fhir/fhir-error.ts';
import { fhirVersionNames, fhirVersions } from '../fhir/fhir-version.ts';
import type { Software } from '../operations/interactions/capability-statement.ts';
import { createCore } from './core.ts';
import type { Core, CoreOptions } from './core.ts';
import { createHotPath } from './hot-path.ts';
import { openApi } from './openapi.ts';
import { answerPackages } from './package-routes.ts';
import { requestState } from './request-state.ts';
import { send, sendJson } from './send.ts';
import { queryTextOf, segmentsOf } from './url-parts.ts';

/** What `/health/ready` tells. */
export interface Health {
  readonly isReady: boolean;
  /** Versions loaded, counts, refused content: whatever helps an operator. */
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AppOptions extends CoreOptions {
  readonly health: () => Health;
  /** Whether the hot path goes in front of Express; default true. */
  readonly hotPath?: boolean;
  /** What is given out at `/packages`; nothing was made where it is absent. */
  readonly packages?: PackageShelf;
}

export interface App extends Pick<Core, 'answerUse'> {
  readonly listener: RequestListener;
}

/** The application; it listens nowhere until its caller lets it. */
export function createApp(options: AppOptions): App {
  const core = createCore(options);
  const app = createExpressApp(core, options);
  const listener: RequestListener = (request, response) => void app(request, response);
  return { listener: options.hotPath === false ? listener : createHotPath(core, listener), answerUse: core.answerUse };
}

function createExpressApp(core: Core, { software, health, packages }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by').set('etag', false).set('query parser', false);
  app.use(arrival(core));
  app.get(
    '/health/live',
    named('/health/live', (_request, response) => sendJson(response, { status: 'live' })),
  );
  app.get('/health/ready', named('/health/ready', readiness(health)));
  app.get('/', named('/', index(software, packages)));
  app.get(/^\/packages(?:\/.*)?$/, named('/packages', givingOut(core, packages)));
  serveFhir(app, core);
  app.use(nothingHere);
  app.use(errors(core));
  return app;
}

function arrival({ arrive }: Core): RequestHandler {
  return async (request, response, next) => {
    if (await arrive(request, response)) next();
  };
}

function errors({ fail }: Core): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    fail(error, response);
    // Express knows an error handler by its four parameters; nothing comes after this one.
    void next;
  };
}

function serveFhir(app: Express, { bases, services, wishesOf }: Core): void {
  for (const { path, served, answer } of bases) {
    const describe: RequestHandler = (request, response) => {
      const base = `${wishesOf(request).origin}/${path}`;
      sendJson(response, openApi({ base, ...services[served[0]] }), { headers: ['Cache-Control', 'no-cache'] });
    };
    app.get(`/${path}/openapi.json`, named(`/${path}/openapi.json`, describe));
    if (served.length > 1) app.get('/openapi.json', named('/openapi.json', describe));
    app.use(`/${path}`, (request, response) =>
      answer({
        ...{ request, response, wishes: wishesOf(request), url: `/${path}${request.url}` },
        ...{ path: request.path, queryText: queryTextOf(request.url) },
      }),
    );
  }
}

function givingOut({ wishesOf }: Core, packages: PackageShelf | undefined): RequestHandler {
  return (request, response) =>
    answerPackages(packages, {
      ...{ request, response, base: `${wishesOf(request).origin}/packages` },
      ...{ segments: segmentsOf(request.path).slice(1), queryText: queryTextOf(request.url) },
    });
}

function named(route: string, handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    requestState(response).route = route;
    return handler(request, response, next);
  };
}

function readiness(health: () => Health): RequestHandler {
  return (_request, response) => {
    const { isReady, details } = health();
    sendJson(response, { status: isReady ? 'ready' : 'not ready', ...details }, { status: isReady ? 200 : 503 });
  };
}

function index({ name, version }: Software, packages: PackageShelf | undefined): RequestHandler {
  const endpoints = fhirVersions.map(fhirVersion => {
    const { path, number } = fhirVersionNames[fhirVersion];
    return { fhirVersion: number, base: `/${path}`, metadata: `/${path}/metadata` };
  });
  const answer = { name, version, endpoints, ...(packages !== undefined && { packages: '/packages' }) };
  return (_request, response) => sendJson(response, answer);
}

/** Whether there is something to be read at the path, so that only the method is wrong. */
function isOfReads(path: string): boolean {
  return ['/', '/health/live', '/health/ready', '/packages'].includes(path) || path.startsWith('/packages/');
}

const nothingHere: RequestHandler = (request, response) => {
  const paths = fhirVersions.map(version => `/${fhirVersionNames[version].path}/metadata`).join(' and ');
  if (!isOfReads(request.path)) {
    throw notFound(`There is nothing at this path; the FHIR endpoints describe themselves at ${paths}`);
  }
  requestState(response).headers.push('Allow', 'GET, HEAD, OPTIONS');
  if (request.method === 'OPTIONS') {
    send(response, 204, []);
    return;
  }
  throw notSupported(`${request.method} is not supported here; the server is read-only`, { status: 405 });
};
