/** One scenario measured: Calx and the bare server in turn, round by round. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import type { BenchRequest, Scenario } from './scenarios.ts';
import { median, percentile } from './statistics.ts';

export const connections = 10;

export interface Target {
  readonly origin: string;
  readonly pid: number;
}

/** One server's share of a round. */
interface Drive {
  readonly perSecond: number;
  /** Milliseconds, from every request's own time: the driver's summary rounds to whole ones. */
  readonly p50: number;
  readonly p99: number;
  /** Of the server, in microseconds for each request. */
  readonly cpu: number;
}

export interface Row {
  readonly scenario: string;
  readonly bytes: number;
  readonly perSecond: number;
  readonly bare: number;
  /** Median over the rounds of Calx's requests per second to the bare server's. */
  readonly ratio: number;
  readonly target: number;
  /** The same of processor time, which other processes on the machine disturb less. */
  readonly cpuRatio: number;
  readonly cpu: number;
  readonly bareCpu: number;
  readonly p50: number;
  readonly p99: number;
  readonly bareP99: number;
  /** Median over the rounds of Calx's p99 to the bare server's. */
  readonly p99Ratio: number;
  readonly rssBefore: number;
  readonly rssAfter: number;
}

export interface Plan {
  readonly rounds: number;
  readonly seconds: number;
}

/** Measures one scenario against this server. */
export async function measure(calx: Target, scenario: Scenario, { rounds, seconds }: Plan): Promise<Row> {
  const bytes = await sizeOf(calx.origin, scenario);
  const bare = await startBareServer(bytes, scenario.parses === true);
  const taken: { calx: Drive; bare: Drive }[] = [];
  const rssBefore = residentMegabytes(calx.pid);
  try {
    await drive(calx, scenario, Math.max(1, seconds / 2));
    await drive(bare, { ...scenario, status: 200 }, Math.max(1, seconds / 2));
    for (let round = 0; round < rounds; round++) {
      const ours = await drive(calx, scenario, seconds);
      taken.push({ calx: ours, bare: await drive(bare, { ...scenario, status: 200 }, seconds) });
    }
  } finally {
    process.kill(bare.pid);
  }
  const of = (pick: (round: { calx: Drive; bare: Drive }) => number): number => median(taken.map(pick));
  return {
    ...{ scenario: scenario.name, bytes, target: scenario.target, rssBefore, rssAfter: residentMegabytes(calx.pid) },
    perSecond: Math.round(of(round => round.calx.perSecond)),
    bare: Math.round(of(round => round.bare.perSecond)),
    ratio: of(round => round.calx.perSecond / round.bare.perSecond),
    cpuRatio: of(round => round.bare.cpu / round.calx.cpu),
    cpu: of(round => round.calx.cpu),
    bareCpu: of(round => round.bare.cpu),
    p50: of(round => round.calx.p50),
    p99: of(round => round.calx.p99),
    bareP99: of(round => round.bare.p99),
    p99Ratio: of(round => round.calx.p99 / round.bare.p99),
  };
}

async function sizeOf(origin: string, { requests, status = 200 }: Scenario): Promise<number> {
  const sizes: number[] = [];
  for (const { method, path, body } of requests.slice(0, 20)) {
    const headers = { 'content-type': 'application/fhir+json', 'accept-encoding': 'identity' };
    const answer = await fetch(origin + path, { method, headers, ...(body !== undefined && { body }) });
    const text = await answer.text();
    if (answer.status !== status) throw new Error(`${path} answers ${answer.status}: ${text.slice(0, 400)}`);
    sizes.push(Buffer.byteLength(text));
  }
  return median(sizes);
}

async function drive({ origin, pid }: Target, { requests, status = 200 }: Scenario, duration: number): Promise<Drive> {
  const before = cpuMicroseconds(pid);
  let next = 0;
  const times: number[] = [];
  const result = await autocannon({
    ...{ url: origin, connections, duration },
    // Each connection starts elsewhere in the pool, or all would ask the same at once.
    setupClient: client => {
      const start = Math.floor((next++ / connections) * requests.length);
      client.on('response', (_status, _bytes, milliseconds) => void times.push(milliseconds));
      client.setRequests([...requests.slice(start), ...requests.slice(0, start)].map(toAutocannon));
    },
  });
  const right = result.statusCodeStats?.[`${status as number}`]?.count ?? 0;
  const all = result.requests.total;
  if (result.errors > 0 || right < all) {
    throw new Error(`${requests[0]?.path}: ${right} of ${all} answers were ${status}; ${result.errors} errors`);
  }
  return {
    perSecond: all / result.duration,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    cpu: (cpuMicroseconds(pid) - before) / all,
  };
}

function toAutocannon({ method, path, body }: BenchRequest): autocannon.Request {
  if (body === undefined) return { method, path };
  return { method, path, body, headers: { 'content-type': 'application/fhir+json' } };
}

function startBareServer(bytes: number, parses: boolean): Promise<Target> {
  const args = [String(bytes), ...(parses ? ['parse'] : [])];
  const child = fork(join('test', 'bench', 'bare-server.mjs'), args, { execArgv: [] });
  return new Promise(resolve => {
    child.once('message', port => resolve({ origin: `http://127.0.0.1:${String(port)}`, pid: child.pid ?? 0 }));
  });
}

/** Of user and system, as the kernel counts it: hundredths of a second. */
function cpuMicroseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** Resident memory of a process, in MB. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}
