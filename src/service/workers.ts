/**
 * The first process of several (`--workers`): it answers no requests, but starts the workers, replaces one that ends,
 * and asks them for reloads and metrics. One more than is asked for is kept loaded, so that it takes an ended one's
 * place at once, however busy the machine is. The operating system's port is shared by node:cluster.
 */
import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { CliExit } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import { listen } from './http-server.ts';
import type { Reload } from './running-service.ts';
import type { MetricsJson, WorkerFacts } from './metrics.ts';
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
  readonly facts: () => WorkerFacts;
  /** Resolves when all have ended. */
  readonly stop: () => Promise<void>;
}

interface Team {
  readonly logger: Logger;
  /** Workers that are to answer. */
  size: number;
  /** All that is alive: those that load, spares, and those that answer. */
  readonly living: Map<Worker, { readonly startedAt: number; readonly reloads: number }>;
  /** Loaded, and not asked to answer yet. */
  readonly spares: Set<Worker>;
  /** Asked to answer. */
  readonly chosen: Set<Worker>;
  readonly ready: Map<Worker, WorkerReady>;
  spareCount: number;
  isStopping: boolean;
  replaced: number;
  /** Reloads so far: who began to load before one may have read the old content. */
  reloads: number;
  /** Workers that ended early, one after the other. */
  earlyEnds: number;
  lastId: number;
  /** During the start: told when a worker is ready, or has ended with this code. */
  onChange: ((endedWith?: number) => void) | undefined;
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
  const team = createTeam(logger);
  // Every worker, a later one too, takes the same port.
  const shared = port === 0 ? await freePort(host) : port;
  cluster.setupPrimary({ args: [...args, '--port', String(shared)] });
  cluster.on('message', (worker, message: FromWorker) => heed(team, worker, message));
  cluster.on('exit', (worker, code) => onEnd(team, worker, code));
  try {
    // The first alone, so that what is wrong with all is told once.
    await grow(team, 1);
    await grow(team, count);
  } catch (error) {
    await stopAll(team);
    throw error;
  }
  team.onChange = undefined;
  team.spareCount = 1;
  fill(team);
  const [ready] = team.ready.values();
  if (ready === undefined) throw new CliExit(70);
  return {
    ready,
    reload: () => reloadEach(team),
    metrics: () => Promise.all([...team.ready.keys()].map(worker => ask(team, worker, 'metrics').catch(() => []))),
    facts: () => ({ running: team.ready.size, spare: team.spares.size, replaced: team.replaced }),
    stop: () => stopAll(team),
  };
}

function createTeam(logger: Logger): Team {
  return {
    ...{ logger, size: 0, spareCount: 0, isStopping: false, replaced: 0, reloads: 0, earlyEnds: 0, lastId: 0 },
    ...{ living: new Map(), spares: new Set(), chosen: new Set(), ready: new Map(), onChange: undefined },
  };
}

/** Resolves when this many answer; rejects with the code of one that ends before. */
function grow(team: Team, size: number): Promise<void> {
  team.size = size;
  return new Promise((resolve, reject) => {
    team.onChange = endedWith => {
      if (endedWith !== undefined) reject(new CliExit(endedWith as ExitCode));
      else if (team.ready.size >= team.size) resolve();
    };
    fill(team);
    team.onChange();
  });
}

/** Starts as many as are missing. */
function fill(team: Team): void {
  while (!team.isStopping && team.living.size < team.size + team.spareCount) {
    team.living.set(cluster.fork(), { startedAt: performance.now(), reloads: team.reloads });
  }
}

function heed(team: Team, worker: Worker, message: FromWorker): void {
  if (message.tell === 'loaded') void welcome(team, worker);
  if (message.tell === 'ready') {
    team.ready.set(worker, message);
    team.onChange?.();
  }
}

/** One that has loaded what is in force is a spare, or answers at once where one is missing. */
async function welcome(team: Team, worker: Worker): Promise<void> {
  const begun = team.living.get(worker);
  if (begun !== undefined && begun.reloads < team.reloads) await ask(team, worker, 'reload').catch(() => undefined);
  if (!team.living.has(worker)) return;
  team.spares.add(worker);
  choose(team);
}

function choose(team: Team): void {
  for (const worker of team.spares) {
    if (team.chosen.size >= team.size || team.isStopping) return;
    team.spares.delete(worker);
    team.chosen.add(worker);
    worker.send({ ask: 'open' } satisfies ToWorker);
  }
}

/** A spare takes the place at once; a new one is started, after growing pauses where workers can't live. */
function onEnd(team: Team, worker: Worker, code: number | null): void {
  const lived = performance.now() - (team.living.get(worker)?.startedAt ?? 0);
  const isLoss = team.chosen.has(worker);
  team.living.delete(worker);
  team.spares.delete(worker);
  team.chosen.delete(worker);
  team.ready.delete(worker);
  if (team.isStopping) return;
  if (team.onChange !== undefined) {
    team.onChange(code ?? 70);
    return;
  }
  choose(team);
  if (isLoss) team.replaced += 1;
  team.earlyEnds = lived < settledMilliseconds ? team.earlyEnds + 1 : 0;
  const pause = team.earlyEnds < 2 ? 0 : Math.min(1000 * 2 ** (team.earlyEnds - 2), maxPause);
  const reason = worker.process.signalCode ?? code;
  team.logger.error({ workerPid: worker.process.pid, reason, pause }, 'worker ended; it is replaced');
  setTimeout(() => fill(team), pause);
}

async function freePort(host: string): Promise<number> {
  const server = createServer();
  await listen(server, { port: 0, host });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function reloadEach(team: Team): Promise<Reload> {
  let last: Reload = { isLoaded: false, text: 'no worker is ready' };
  team.reloads += 1;
  for (const worker of [...team.chosen, ...team.spares]) {
    const answer = await ask(team, worker, 'reload').catch(() => undefined);
    // A worker that ended meanwhile is replaced by one that has the new content.
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
