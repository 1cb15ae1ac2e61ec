/**
 * One process that answers: engines, application and server, and how content is loaded again without a pause. A
 * request is answered to its end by the application that took it; the next one goes to the new.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { ServeConfig } from '../config.ts';
import { createClientStates, loadEngines, openDefinitions } from '../engines.ts';
import type { Engines, Installation, NamedCacheUse } from '../engines.ts';
import { fhirVersions } from '../fhir/fhir-version.ts';
import type { App } from '../http/app.ts';
import { createTraffic } from '../http/traffic.ts';
import type { Traffic, TrafficLimits } from '../http/traffic.ts';
import { createService } from '../server.ts';
import type { ApplicationOptions } from '../server.ts';
import { startLagMeter } from './event-loop-lag.ts';
import { createHttpServer, listen } from './http-server.ts';
import type { ContentFacts, MetricsJson, MetricsSources, ServiceMetrics } from './metrics.ts';

export interface ServiceOptions {
  readonly installation: Installation;
  readonly config: ServeConfig;
  readonly logger: Logger;
  /** Told what is being done, for a person who waits. */
  readonly onProgress: (step: string) => void;
}

export interface Reload {
  readonly isLoaded: boolean;
  /** For the operator: what is in force now, or why the old content stays. */
  readonly text: string;
}

export interface RunningService {
  /** Takes requests from now on; gives the port, or throws a ConfigError that says why not. */
  readonly open: () => Promise<number>;
  readonly loaded: string;
  readonly warnings: readonly string[];
  /** Loads content again; the old stays in force where the new is broken. Never rejects. */
  readonly reload: () => Promise<Reload>;
  readonly metrics: () => Promise<MetricsJson>;
  readonly server: Server;
}

/** Resolves when all is loaded, and only `open` is left to do; throws ConfigError where it can't start. */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const { installation, config, logger, onProgress } = options;
  onProgress('opening the definitions of FHIR R4 and R5');
  const definitions = openDefinitions(installation);
  onProgress('reading and checking the content');
  // Several processes on one port would each know other clients.
  const states = config.workers > 1 ? undefined : createClientStates();
  const load = (): Promise<Engines> => loadEngines(definitions, config.content, states, config.codeSystems);
  let content = { engines: await load(), loadedAt: Date.now() / 1000 };
  const facts = (): ContentFacts => ({ ...content, contentVersion: content.engines.contentVersion });
  const metrics = await metricsOf(config, {
    traffic: () => traffic,
    content: facts,
    longestSlice: () => content.engines.takeLongestSlice(),
    caches: () => [...content.engines.cacheUse(), ...answersOf(app)],
  });
  const traffic = createTraffic({
    limits: limitsOf(config),
    lag: startLagMeter().lag,
    ...(metrics !== undefined && { onEnd: metrics.onEnd }),
  });
  const appOver = (engines: Engines): App => createService(engines, applicationOptions(options, traffic));
  let app = appOver(content.engines);
  const server = createHttpServer((request, response) => app.listener(request, response), traffic.receiving);
  const reload = oneAtATime(async () => {
    const result = await loadAgain(load, content.engines);
    if ('engines' in result) {
      app = appOver(result.engines);
      content = { engines: result.engines, loadedAt: Date.now() / 1000 };
    }
    return told(result, { contentVersion: content.engines.contentVersion, metrics, logger });
  });
  const open = async (): Promise<number> => {
    await listen(server, config);
    return (server.address() as AddressInfo).port;
  };
  const { loaded, warnings } = content.engines;
  return { open, loaded, warnings, reload, metrics: async () => (await metrics?.json()) ?? [], server };
}

function applicationOptions({ installation, config, logger }: ServiceOptions, traffic: Traffic): ApplicationOptions {
  const { baseUrl, trustProxy: trustedProxies, hotPath, answerCache } = config;
  return {
    ...{ ...installation, baseUrl, trustedProxies, logger, traffic },
    hotPath: hotPath === 'on',
    answerCacheBytes: answerCache * 1024 * 1024,
  };
}

function answersOf({ answerUse }: App): readonly NamedCacheUse[] {
  const use = answerUse();
  return fhirVersions.map(version => ({ cache: 'finished answers', version, ...use[version] }));
}

type Loading = { readonly engines: Engines } | { readonly fault: string };

/** New engines; a fault where the content is broken, one resource of the operator's included that was sound before. */
async function loadAgain(load: () => Promise<Engines>, old: Engines): Promise<Loading> {
  try {
    const engines = await load();
    const broken = engines.refused.filter(fault => !old.refused.includes(fault));
    return broken.length > 0 ? { fault: broken.join('; ') } : { engines };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

interface Telling {
  readonly contentVersion: string;
  readonly metrics: ServiceMetrics | undefined;
  readonly logger: Logger;
}

function told(loading: Loading, { contentVersion, metrics, logger }: Telling): Reload {
  if ('engines' in loading) {
    metrics?.onReload('loaded');
    logger.info({ contentVersion }, 'content reloaded');
    return { isLoaded: true, text: `content ${contentVersion} is in force, with ${loading.engines.loaded}` };
  }
  metrics?.onReload('refused');
  logger.error({ contentVersion, reason: loading.fault }, 'content not reloaded');
  return { isLoaded: false, text: `the old content ${contentVersion} stays: ${loading.fault}` };
}

function limitsOf({ maxRequests, maxLag, requestTimeout }: ServeConfig): TrafficLimits {
  return { maxRunning: maxRequests, maxReceiving: 4 * maxRequests, maxLag, maxDuration: requestTimeout * 1000 };
}

/** Loaded only where metrics are asked for, to start faster. */
async function metricsOf({ adminPort }: ServeConfig, sources: MetricsSources): Promise<ServiceMetrics | undefined> {
  if (adminPort === undefined) return undefined;
  const { createServiceMetrics } = await import('./metrics.ts');
  return createServiceMetrics(sources);
}

/** Calls that come while one runs wait for it, and share the next. */
function oneAtATime<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let current: Promise<Value> | undefined;
  let next: Promise<Value> | undefined;
  const start = (): Promise<Value> => {
    next = undefined;
    current = work().finally(() => (current = undefined));
    return current;
  };
  return () => {
    if (current === undefined) return start();
    next ??= current.then(start);
    return next;
  };
}
