/**
 * `npm run bench`: drives the built service over loopback, 10 connections, a rotating pool of inputs, and in the same
 * run, round by round, a bare `node:http` server that returns a body of the same size. What counts is the ratio.
 * Prints a table and writes test/bench/results/latest.json. Timings never go into unit tests.
 */
import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { startServer } from '../server-process.ts';
import { scenarios } from './scenarios.ts';

interface Round {
  calx: number;
  bare: number;
  p50: number;
  p99: number;
}

interface Row {
  scenario: string;
  bytes: number;
  requestsPerSecond: number;
  bareRequestsPerSecond: number;
  ratio: number;
  p50: number;
  p99: number;
}

const rounds = 3;
const seconds = Number(process.env['BENCH_SECONDS'] ?? '3');
const connections = 10;

async function drive(origin: string, paths: readonly string[], duration: number): Promise<autocannon.Result> {
  const requests = paths.map(path => ({ method: 'GET' as const, path }));
  const result = await autocannon({ url: origin, connections, duration, requests });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${paths[0]}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`);
  }
  return result;
}

function startBareServer(bytes: number): Promise<{ origin: string; child: ChildProcess }> {
  const child = fork(join('test', 'bench', 'bare-server.mjs'), [String(bytes)], { execArgv: [] });
  return new Promise(resolve => {
    child.once('message', port => resolve({ origin: `http://127.0.0.1:${String(port)}`, child }));
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure(origin: string, name: string, paths: readonly string[]): Promise<Row> {
  const first = await fetch(origin + paths[0]);
  const bytes = (await first.arrayBuffer()).byteLength;
  const bare = await startBareServer(bytes);
  const taken: Round[] = [];
  await drive(origin, paths, 1);
  await drive(bare.origin, paths, 1);
  for (let round = 0; round < rounds; round++) {
    const ours = await drive(origin, paths, seconds);
    const theirs = await drive(bare.origin, paths, seconds);
    taken.push({
      calx: ours.requests.average,
      bare: theirs.requests.average,
      p50: ours.latency.p50,
      p99: ours.latency.p99,
    });
  }
  bare.child.kill();
  return {
    scenario: name,
    bytes,
    requestsPerSecond: Math.round(median(taken.map(t => t.calx))),
    bareRequestsPerSecond: Math.round(median(taken.map(t => t.bare))),
    ratio: Number(median(taken.map(t => t.calx / t.bare)).toFixed(2)),
    p50: median(taken.map(t => t.p50)),
    p99: median(taken.map(t => t.p99)),
  };
}

const server = await startServer(spawn, []);
const rows: Row[] = [];
try {
  for (const { name, paths } of scenarios) {
    const row = await measure(server.origin, name, paths);
    rows.push(row);
    process.stdout.write(
      `${row.scenario.padEnd(36)} ${String(row.requestsPerSecond).padStart(6)}/s  bare ${String(row.bareRequestsPerSecond).padStart(6)}/s  ` +
        `ratio ${row.ratio.toFixed(2)}  p50 ${row.p50} ms  p99 ${row.p99} ms  ${row.bytes} bytes\n`,
    );
  }
} finally {
  await server.stop();
}
mkdirSync(join('test', 'bench', 'results'), { recursive: true });
const result = { date: new Date().toISOString(), node: process.version, connections, rounds, seconds, rows };
writeFileSync(join('test', 'bench', 'results', 'latest.json'), `${JSON.stringify(result, null, 2)}\n`);
