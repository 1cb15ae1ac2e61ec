/**
 * `tsx test/bench/import-figures.ts [--size 500000] [--seed 1]`: imports the generated code system by the built command
 * line, opens it again, asks it in R4 and R5, and prints time, memory and the longest slice of work. Timings are of wall
 * clock and of computing, since other programs on the machine lengthen the first only.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openCodeSystemFile } from '../../src/store/code-system-file/open-code-system-file.ts';
import { CompiledCodeSystem } from '../../src/terminology/code-systems/compiled/compiled-code-system.ts';
import { startServer } from '../server-process.ts';
import { generatedSystem } from './generated-concepts.ts';

const { values } = parseArgs({
  options: { size: { type: 'string', default: '500000' }, seed: { type: 'string', default: '1' } },
});
const folder = mkdtempSync(join(tmpdir(), 'calx-figures-'));
const figures: Record<string, unknown> = { size: Number(values.size), seed: Number(values.seed) };

function tell(name: string, value: unknown): void {
  figures[name] = value;
  process.stdout.write(`${name.padEnd(48)} ${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
}

function run(...args: readonly string[]): string {
  return execFileSync(process.execPath, [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

interface Imported {
  readonly path: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly bytes: number;
}

function importOne(): Imported {
  const source = join(folder, 'generated.ndjson');
  const { size, seed } = values;
  run('--import', 'tsx', 'test/bench/generate-code-system.ts', '--size', size, '--seed', seed, '--out', source);
  const facts = JSON.parse(run('dist/cli.js', 'import', source, '--code-systems', folder, '--json')) as Imported;
  tell('import, s', facts.seconds);
  tell('import, s of computing', facts.cpuSeconds);
  tell('import, peak memory, MB', facts.peakMegabytes);
  tell('file, MB', Math.round(facts.bytes / 1e6));
  return facts;
}

interface Slices {
  steps: number;
  longest: number;
  longestComputing: number;
  total: number;
}

/** Milliseconds between pauses. */
function slicesOf(steps: Generator<undefined, { readonly size: number }>): Slices & { readonly found: number } {
  const slices: Slices = { steps: 0, longest: 0, longestComputing: 0, total: 0 };
  for (;;) {
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    const step = steps.next();
    const took = performance.now() - started;
    const computed = process.cpuUsage(cpu);
    slices.steps += 1;
    slices.total += took;
    slices.longest = Math.max(slices.longest, took);
    slices.longestComputing = Math.max(slices.longestComputing, (computed.user + computed.system) / 1000);
    if (step.done === true) return { ...slices, found: step.value.size };
  }
}

const filters = [
  ['concept', 'is-a', 'G000000'],
  ['concept', 'is-a', 'G000001'],
  ['concept', 'is-not-a', 'G000002'],
  ['status', '=', 'active'],
  ['site', 'in', 'knee,hip'],
  ['onset', 'exists', 'true'],
  ['parent', 'exists', 'true'],
  ['child', 'exists', 'true'],
  ['weight', 'not-in', '0.125,1'],
  ['display', '=', 'Moderate acute burn of the hip, type 1'],
  ['designation', 'exists', 'true'],
  ['display', 'regex', '.*calcinosis of the (hip|knee).*'],
] as const;

async function openAgain(path: string): Promise<void> {
  const started = performance.now();
  const provider = new CompiledCodeSystem((await openCodeSystemFile(path)).tables);
  tell('opening again, s', Number(((performance.now() - started) / 1000).toFixed(3)));
  const works = [
    ...filters.map(([property, op, value]) => {
      return [`${property} ${op} ${value}`, () => provider.filterInSteps({ property, op, value })] as const;
    }),
    ...['g', '1', 'calc', 'calc kn', 'mäßige akute'].map(text => {
      return [`text ${text}`, () => provider.searchInSteps(text)] as const;
    }),
  ];
  let longest = 0;
  for (const [name, start] of works) {
    const { steps, longest: own, longestComputing, total, found } = slicesOf(start());
    const times = [own, longestComputing, total].map(ms => ms.toFixed(1));
    tell(name, `${found} found, ${steps} steps, longest ${times[0]} ms (computing ${times[1]}), all ${times[2]} ms`);
    longest = Math.max(longest, longestComputing);
  }
  tell('longest slice, ms of computing', Number(longest.toFixed(1)));
}

function residentMegabytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

async function serve(): Promise<void> {
  const server = await startServer(spawn, ['--code-systems', folder]);
  const pid = server.process.pid ?? 0;
  tell('memory after the start, MB', residentMegabytes(pid));
  const filter = (property: string, op: string, value: string) => ({ property, op, value });
  for (const fhir of ['r4', 'r5']) {
    for (let at = 0; at < 40; at++) {
      const chosen = [filter('concept', 'is-a', `G00000${at % 4}`), filter('severity', '=', 'mild')];
      const include = [{ system: generatedSystem, filter: chosen }];
      const valueSet = { resourceType: 'ValueSet', status: 'active', compose: { include } };
      const parameter = [
        { name: 'valueSet', resource: valueSet },
        { name: 'count', valueInteger: 10 },
        { name: 'filter', valueString: ['calc', 'kn', 'fract hip', '1'][at % 4] },
      ];
      const answer = await fetch(`${server.origin}/${fhir}/ValueSet/$expand`, {
        method: 'POST',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify({ resourceType: 'Parameters', parameter }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      await answer.arrayBuffer();
    }
  }
  tell('memory with R4 and R5 in use, MB', residentMegabytes(pid));
  await server.stop();
}

try {
  const { path } = importOne();
  await openAgain(path);
  await serve();
  mkdirSync('test/bench/results', { recursive: true });
  writeFileSync('test/bench/results/import.json', `${JSON.stringify(figures, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
