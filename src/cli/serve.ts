/** `calx serve`: starts the service, says when it is ready, and stops it cleanly on SIGTERM or SIGINT. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Command } from 'commander';
import { pino } from 'pino';
import { ConfigError, readConfig } from '../config.ts';
import type { ServeConfig, ServeSettings } from '../config.ts';
import { assembleService } from '../server.ts';
import type { Installation, Service } from '../server.ts';

/** Running requests get this long after SIGTERM; then their connections are cut. */
const graceMilliseconds = 9_000;

export function serveCommand(installation: Installation): Command {
  return new Command('serve')
    .description('start the FHIR service')
    .option('-p, --port <number>', 'port; 0 takes a free one (default: 8080, or PORT)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('-c, --content <path...>', 'your own content: a folder, or a FHIR package (folder or .tgz)')
    .option('--log-level <level>', 'fatal, error, warn, info, debug, trace or silent (default: info)')
    .option('--base-url <url>', 'public base URL, where it differs from the address clients see')
    .allowExcessArguments(false)
    .action((settings: ServeSettings) => serve(installation, settings));
}

async function serve(installation: Installation, settings: ServeSettings): Promise<void> {
  const started = performance.now();
  const config = readConfig(settings, process.env);
  const logger = pino({ level: config.logLevel }, pino.destination(2));
  const service = await assembleService({
    ...installation,
    content: config.content,
    baseUrl: config.baseUrl,
    logger,
    onProgress: reportProgress,
  });
  for (const warning of service.warnings) process.stderr.write(`calx: warning: ${warning}\n`);
  const server = await listen(service, config);
  stopOnSignal(server);
  process.stdout.write(`${readyLine(server, service, config, performance.now() - started)}\n`);
}

function reportProgress(step: string): void {
  if (process.stderr.isTTY) process.stderr.write(`calx: ${step}\n`);
}

function listen(service: Service, config: ServeConfig): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = service.app.listen(config.port, config.host);
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ConfigError(explain(error, config))));
  });
}

function explain(error: NodeJS.ErrnoException, { port, host }: ServeConfig): string {
  if (error.code === 'EADDRINUSE') return `port ${port} is in use on ${host}; choose another with --port`;
  if (error.code === 'EACCES')
    return `port ${port} needs rights that this user lacks; choose one above 1023 with --port`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `${host} is not an address of this machine; see --host`;
  return `cannot listen on ${host}:${port}: ${error.message}`;
}

function readyLine(server: Server, service: Service, config: ServeConfig, milliseconds: number): string {
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const origin = config.baseUrl ?? `http://${host}:${port}`;
  const seconds = (milliseconds / 1000).toFixed(1);
  return `Calx is ready after ${seconds} s at ${origin}/r4 and ${origin}/r5, with ${service.loaded}`;
}

/** Stops taking connections, lets running requests end, and exits 0; a second Ctrl-C ends at once. */
function stopOnSignal(server: Server): void {
  let isStopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (isStopping) {
      if (signal === 'SIGINT') process.exit(130);
      return;
    }
    isStopping = true;
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => {
      server.closeAllConnections();
    }, graceMilliseconds).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
