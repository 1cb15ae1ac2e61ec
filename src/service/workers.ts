/**
 * The first process of several (`--workers`): it answers no requests, but starts the workers, replaces one that ends,
 * and asks them for reloads and metrics. The operating system's port is shared by node:cluster.
 */
import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { CliExit } from '../cli/cli-context.ts';
import type { ExitCode } from '../cli/cli-context.ts';
import { listen } from './http-server.ts';
import type { Reload } from './running-service.ts';
import type { MetricsJson } from './metrics.ts';
import type { FromWorker, ToWorker, WorkerReady } from './worker-messages.ts';

/** A worker that ends sooner than this was not well from the start. */
const settledMilliseconds = 5_000;
const maxPause = 30_000;
/** A worker that doesn't answer in this time is left out. */
const answerMilliseconds = 60_000;

export interface Workers {
  /** What the first worker told when it was ready. */
  readonly ready: WorkerReady;
  /** One worker after the other, so that most always answer; ends with the first that keeps the old content. */
  readonly reload: () => Promise<Reload>;
  readonly metrics: () => Promise<readonly MetricsJson[]>;
  readonly facts: () => { readonly running: number; readonly replaced: number };
  /** Resolves when all have ended. */
  readonly stop: () => Promise<void>;
}

interface Team {
  readonly logger: Logger;
  readonly ready: Set<Worker>;
  isStopping: boolean;
  replaced: number;
  /** Workers that ended early, one after the other. */
  earlyEnds: number;
  lastId: number;
}

export interface WorkersOptions {
  readonly count: number;
  /** Arguments of the command line, as the first process was given them. */
  readonly args: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

/** Resolves when all workers answer; where one can't start, ends all with its exit code. */
export async function startWorkers({ count, args, port, host, logger }: WorkersOptions): Promise<Workers> {
  const team: Team = { logger, ready: new Set(), isStopping: false, replaced: 0, earlyEnds: 0, lastId: 0 };
  // Every worker, a later one too, takes the same port.
  const shared = port === 0 ? await freePort(host) : port;
  cluster.setupPrimary({ args: [...args, '--port', String(shared)] });
  try {
    // The first alone, so that what is wrong with all is told once.
    const ready = await startWorker(team);
    await Promise.all(Array.from({ length: count - 1 }, () => startWorker(team)));
    cluster.on('exit', (worker, code, signal) => replace(team, worker, signal ?? code));
    return leadOf(team, ready);
  } catch (error) {
    await stopAll(team);
    throw error;
  }
}

function leadOf(team: Team, ready: WorkerReady): Workers {
  return {
    ready,
    reload: () => reloadEach(team),
    metrics: () => Promise.all([...team.ready].map(worker => ask(team, worker, 'metrics').catch(() => []))),
    facts: () => ({ running: team.ready.size, replaced: team.replaced }),
    stop: () => stopAll(team),
  };
}

async function freePort(host: string): Promise<number> {
  const server = createServer();
  await listen(server, { port: 0, host });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

const startTimes = new WeakMap<Worker, number>();

function startWorker(team: Team): Promise<WorkerReady> {
  const worker = cluster.fork();
  startTimes.set(worker, performance.now());
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new CliExit((code ?? 70) as ExitCode));
    worker.once('exit', onExit);
    worker.on('message', (message: FromWorker) => {
      if (message.tell !== 'ready') return;
      worker.off('exit', onExit);
      team.ready.add(worker);
      resolve(message);
    });
  });
}

/** At once, so that the service is whole again; with growing pauses where workers can't live. */
function replace(team: Team, worker: Worker, reason: string | number): void {
  team.ready.delete(worker);
  if (team.isStopping) return;
  const lived = performance.now() - (startTimes.get(worker) ?? 0);
  team.earlyEnds = lived < settledMilliseconds ? team.earlyEnds + 1 : 0;
  const pause = team.earlyEnds < 2 ? 0 : Math.min(1000 * 2 ** (team.earlyEnds - 2), maxPause);
  team.logger.error({ workerPid: worker.process.pid, reason, pause }, 'worker ended; it is replaced');
  team.replaced += 1;
  setTimeout(() => {
    if (team.isStopping) return;
    startWorker(team).then(
      () => team.logger.info('worker replaced'),
      // Its end is heard as that of any worker, which starts the next.
      () => undefined,
    );
  }, pause);
}

async function reloadEach(team: Team): Promise<Reload> {
  let last: Reload = { isLoaded: false, text: 'no worker is ready' };
  for (const worker of team.ready) {
    const asked = ask(team, worker, 'reload').catch(() => undefined);
    const answer = (await asked) as Reload | undefined;
    // A worker that ended meanwhile is replaced by one that reads the new content.
    if (answer === undefined) continue;
    last = answer;
    if (!last.isLoaded) return last;
  }
  return last;
}

function ask(team: Team, worker: Worker, what: 'metrics'): Promise<MetricsJson>;
function ask(team: Team, worker: Worker, what: 'reload'): Promise<Reload>;
function ask(team: Team, worker: Worker, what: ToWorker['ask']): Promise<Reload | MetricsJson> {
  const id = ++team.lastId;
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('exit', onExit);
      settle();
    };
    const onMessage = (message: FromWorker): void => {
      if (message.tell === 'answer' && message.id === id) finish(() => resolve(message.answer));
    };
    const onExit = (): void => finish(() => reject(new Error('the worker ended')));
    const timer = setTimeout(onExit, answerMilliseconds);
    worker.on('message', onMessage).once('exit', onExit);
    worker.send({ ask: what, id } satisfies ToWorker, error => {
      if (error !== null) onExit();
    });
  });
}

async function stopAll(team: Team): Promise<void> {
  team.isStopping = true;
  const living = Object.values(cluster.workers ?? {}).flatMap(worker => (worker?.isDead() === false ? [worker] : []));
  await Promise.all(living.map(end));
}

function end(worker: Worker): Promise<void> {
  return new Promise(resolve => {
    worker.once('exit', () => resolve());
    worker.process.kill('SIGTERM');
  });
}
