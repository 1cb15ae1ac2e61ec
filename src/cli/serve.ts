/** `calx serve`: starts the service, says when it is ready, loads content again on SIGHUP, stops on SIGTERM or SIGINT. */
import type { Server } from 'node:http';
import { Command } from 'commander';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { settleConfig } from '../config.ts';
import type { ServeConfig, ServeSettings } from '../config.ts';
import { startAdminServer } from '../service/admin-server.ts';
import type { MetricsJson } from '../service/metrics.ts';
import { startService } from '../service/running-service.ts';
import type { Reload, RunningService } from '../service/running-service.ts';
import { isWorker, obey } from '../service/worker.ts';
import type { WorkerReady } from '../service/worker-messages.ts';
import { startWorkers } from '../service/workers.ts';
import type { CliContext } from './cli-context.ts';
import { addSettings } from './settings-options.ts';

/** Running requests get this long after SIGTERM; then their connections are cut. */
const graceMilliseconds = 9_000;

type ServeFlags = ServeSettings & { readonly config?: string };

export function serveCommand(context: CliContext): Command {
  const command = new Command('serve')
    .description('start the FHIR service')
    .action((flags: ServeFlags) => serve(context, flags));
  return addSettings(command);
}

async function serve(context: CliContext, flags: ServeFlags): Promise<void> {
  const started = performance.now();
  const { config } = settleConfig({ flags, environment: context.environment });
  const logger = createLogger(config.logLevel);
  if (isWorker) obey(await startOne(context, config, logger));
  else if (config.workers > 1) await lead(context, config, { logger, started });
  else await serveAlone(context, config, { logger, started });
}

/** Bytes of lines that are written together, and the milliseconds after which they are in any case. */
const logBytes = 4_096;
const logDelay = 200;

/** A log on stderr. A write for each line would cost more than most answers; the end and a fault write at once. */
function createLogger(level: string): Logger {
  const stream = pino.destination({ dest: 2, sync: true, minLength: logBytes, periodicFlush: logDelay });
  process.once('exit', () => stream.flushSync());
  return pino({ level }, stream);
}

interface Start {
  readonly logger: Logger;
  /** Performance clock, in milliseconds. */
  readonly started: number;
}

async function startOne(context: CliContext, config: ServeConfig, logger: Logger): Promise<RunningService> {
  const onProgress = (step: string): void => {
    if (context.isTerminal && !isWorker) context.tell(`calx: ${step}\n`);
  };
  const service = await startService({ installation: context.installation, config, logger, onProgress });
  onStopSignal(() => closeServer(service.server));
  return service;
}

/** One process does all. */
async function serveAlone(context: CliContext, config: ServeConfig, { logger, started }: Start): Promise<void> {
  const service = await startOne(context, config, logger);
  const port = await service.open();
  warn(context, service.warnings);
  await serveMetrics(config, async () => [await service.metrics()]);
  onReloadSignal(context, service.reload);
  context.write(`${readyLine({ ...service, port }, config, performance.now() - started)}\n`);
}

/** This process leads; workers answer. */
async function lead(context: CliContext, config: ServeConfig, { logger, started }: Start): Promise<void> {
  if (context.isTerminal) context.tell(`calx: starting ${config.workers} workers\n`);
  const { workers: count, port, host } = config;
  const workers = await startWorkers({ count, args: process.argv.slice(2), port, host, logger });
  onStopSignal(() => void workers.stop().then(() => process.exit(0)));
  warn(context, workers.ready.warnings);
  await serveMetrics(config, async () => {
    const { workerMetrics } = await import('../service/metrics.ts');
    return [...(await workers.metrics()), await workerMetrics(workers.facts())];
  });
  onReloadSignal(context, workers.reload);
  const line = readyLine(workers.ready, config, performance.now() - started);
  context.write(`${line}; ${config.workers} workers\n`);
}

function warn(context: CliContext, warnings: readonly string[]): void {
  for (const warning of warnings) context.tell(`calx: warning: ${warning}\n`);
}

async function serveMetrics(config: ServeConfig, collect: () => Promise<readonly MetricsJson[]>): Promise<void> {
  const { adminPort: port, adminHost: host } = config;
  if (port === undefined) return;
  const { metricsContentType: type, metricsText } = await import('../service/metrics.ts');
  await startAdminServer({ port, host, metrics: async () => ({ type, text: await metricsText(await collect()) }) });
}

function readyLine({ port, loaded }: Pick<WorkerReady, 'port' | 'loaded'>, config: ServeConfig, ms: number): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const origin = config.baseUrl ?? `http://${host}:${port}`;
  return `Calx is ready after ${(ms / 1000).toFixed(1)} s at ${origin}/r4 and ${origin}/r5, with ${loaded}`;
}

function onReloadSignal(context: CliContext, reload: () => Promise<Reload>): void {
  process.on('SIGHUP', () => {
    void reload().then(({ isLoaded, text }) => context.tell(`calx: ${isLoaded ? '' : 'reload failed: '}${text}\n`));
  });
}

/** Calls `stop` once; a second Ctrl-C ends at once. */
function onStopSignal(stop: () => void): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) {
      if (signal === 'SIGINT') process.exit(130);
      return;
    }
    isStopping = true;
    stop();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  // The first process alone hears of a reload; a terminal's hang-up reaches every process of its group.
  if (isWorker) process.on('SIGHUP', () => undefined);
}

/** Stops taking connections, lets running requests end, and exits 0. */
function closeServer(server: Server): void {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), graceMilliseconds).unref();
}
