/**
 * `npm run bench:peers`: what peers that run on Node can answer too, of the same content in the same run: Calx without
 * and with its cache of finished answers, and the peers (test/bench/peer-server.ts), each against the bare server.
 *
 *   npm run bench:peers -- [--size CONCEPTS] [--rounds N] [--seconds N]
 */
import { fork, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../server-process.ts';
import { generatedBase, prepareContent } from './bench-content.ts';
import { measure } from './measure.ts';
import type { Plan, Row, Target } from './measure.ts';
import { installPeers, peerVersions } from './peers.ts';
import { scenariosOf } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
  },
});
const size = Number(values.size);
const plan: Plan = { rounds: Number(values.rounds), seconds: Number(values.seconds) };

/** Scenarios that a peer can answer, and the peer. */
const peers: Readonly<Record<string, string>> = {
  'validate-code in a value set': 'fhir-terminology-runtime',
  translate: 'fhir-terminology-runtime',
  'expand 1,000 listed': 'fhir-terminology-runtime',
  'search by url': '@medplum/fhir-router',
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** About what all have loaded: not HL7's value sets. */
function scenarios(): readonly Scenario[] {
  return scenariosOf(size)
    .filter(({ name }) => name in peers)
    .map(scenario => ({
      ...scenario,
      requests: scenario.requests.filter(({ path }) => path.includes(encodeURIComponent(generatedBase))),
    }));
}

async function measureAll(target: Target): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const scenario of scenarios()) rows.push(await measure(target, scenario, plan));
  return rows;
}

async function measureCalx(args: readonly string[]): Promise<readonly Row[]> {
  const server = await startServer(spawn, args);
  try {
    return await measureAll({ origin: server.origin, pid: server.process.pid ?? 0 });
  } finally {
    await server.stop();
  }
}

async function measurePeers(content: string): Promise<readonly Row[]> {
  const child = fork(join('test', 'bench', 'peer-server.ts'), [content, values.size], {
    execArgv: ['--import', 'tsx'],
  });
  try {
    const port = await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', code => reject(new Error(`the peers ended with ${String(code)}`)));
    });
    return await measureAll({ origin: `http://127.0.0.1:${String(port)}`, pid: child.pid ?? 0 });
  } finally {
    child.kill();
  }
}

installPeers();
const folder = join(tmpdir(), 'calx-bench-peers');
const { args } = prepareContent(folder, size);
const off = await measureCalx([...args, '--answer-cache', '0']);
const on = await measureCalx(args);
const theirs = await measurePeers(join(folder, `content-${size}`));
say(
  '| scenario | peer | peer req/s | Calx req/s, cache off | on | times, cache off | on | processor µs: peer, Calx off, on |',
);
say('| --- | --- | --: | --: | --: | --: | --: | --: |');
for (const [at, { scenario, perSecond, cpu }] of theirs.entries()) {
  const peer = peers[scenario] ?? '';
  const [without, withCache] = [off[at], on[at]];
  if (without === undefined || withCache === undefined) continue;
  // A peer may be too slow to answer anything in a round.
  const told = (value: number, digits: number): string => (Number.isFinite(value) ? value.toFixed(digits) : '—');
  const times = (row: Row): string => told(row.perSecond / perSecond, 1);
  const cells = [
    ...[scenario, `${peer} ${peerVersions()[peer] ?? ''}`, perSecond, without.perSecond, withCache.perSecond],
    ...[times(without), times(withCache), [cpu, without.cpu, withCache.cpu].map(value => told(value, 0)).join(', ')],
  ];
  say(`| ${cells.join(' | ')} |`);
}
