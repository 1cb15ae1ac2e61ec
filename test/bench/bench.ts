/**
 * `npm run bench`: drives the built service over loopback, 10 connections, rotating pools of inputs, and in the same
 * run, round by round, a bare `node:http` server that returns a body of the same size. What counts is the ratio. Each
 * scenario runs with and without the cache of finished answers. Prints a table and writes test/bench/results/.
 *
 *   npm run bench -- [--quick] [--only REGEX] [--size CONCEPTS] [--rounds N] [--seconds N] [--markdown]
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../server-process.ts';
import { canImport, prepareContent } from './bench-content.ts';
import type { BenchContent } from './bench-content.ts';
import { freePort } from '../service/free-port.ts';
import { connections, measure, residentMegabytes } from './measure.ts';
import type { Plan, Target } from './measure.ts';
import { head, lineOf, markdownOf } from './row-tables.ts';
import type { MeasuredRow } from './row-tables.ts';
import { scenariosOf } from './scenarios.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    size: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    markdown: { type: 'boolean', default: false },
  },
});

const plan: Plan = {
  rounds: Number(values.rounds ?? (values.quick ? 1 : 3)),
  seconds: Number(values.seconds ?? (values.quick ? 1 : 3)),
};
// Without `calx import` a code system is a resource in memory, for which half a million concepts are too many.
const size = Number(values.size ?? (canImport() ? 500_000 : 20_000));
const folder = join(tmpdir(), 'calx-bench');

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function longestSlice(adminPort: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();
  const seconds = /^calx_engine_longest_slice_seconds\S* ([\d.e+-]+)$/m.exec(text)?.[1];
  return Math.round(Number(seconds) * 10_000) / 10;
}

async function run(content: BenchContent, cache: MeasuredRow['cache']): Promise<MeasuredRow[]> {
  const adminPort = await freePort();
  const flags = ['--admin-port', String(adminPort), ...(cache === 'off' ? ['--answer-cache', '0'] : [])];
  const started = performance.now();
  const server = await startServer(spawn, [...content.args, ...flags]);
  const calx: Target = { origin: server.origin, pid: server.process.pid ?? 0 };
  say(
    `\nready after ${((performance.now() - started) / 1000).toFixed(2)} s, ${residentMegabytes(calx.pid)} MB resident; cache of answers ${cache}`,
  );
  say(head);
  const rows: MeasuredRow[] = [];
  try {
    for (const scenario of scenariosOf(content.size)) {
      const isSkipped = cache === 'on' ? scenario.onlyUncached : scenario.onlyCached;
      if (isSkipped === true || !new RegExp(values.only).test(scenario.name)) continue;
      await longestSlice(adminPort);
      const row = { ...(await measure(calx, scenario, plan)), cache, longestSlice: await longestSlice(adminPort) };
      rows.push(row);
      say(lineOf(row));
    }
  } finally {
    await server.stop();
  }
  return rows;
}

const content = prepareContent(folder, size);
say(
  `${size} generated concepts${content.imported === undefined ? ', as a resource' : `, imported: ${JSON.stringify(content.imported)}`}`,
);
const rows = [...(await run(content, 'off')), ...(await run(content, 'on'))];
mkdirSync(join('test', 'bench', 'results'), { recursive: true });
const about = {
  date: new Date().toISOString(),
  node: process.version,
  connections,
  ...plan,
  size,
  imported: content.imported,
};
writeFileSync(join('test', 'bench', 'results', 'latest.json'), `${JSON.stringify({ ...about, rows }, null, 2)}\n`);
if (values.markdown) say(`\n${markdownOf(rows)}`);
