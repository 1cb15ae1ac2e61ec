/**
 * Runs HL7's conformance suites of ../shared against a server started on a free port and holds their pass counts
 * against baseline.json, which may only rise. `--update` writes a higher baseline; a lower one is never written.
 *
 *   tsx test/conformance/ratchet.ts --shared ../shared [--update]
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../server-process.ts';
import type { RunningServer } from '../server-process.ts';

interface Baseline {
  /** Tests of the general mode of HL7's terminology suite that pass. */
  terminology: Record<'R4' | 'R5', number>;
}

interface Summary {
  passed: number;
  failed: number;
}

const baselineFile = join('test', 'conformance', 'baseline.json');

function runTerminologySuite(shared: string, base: string): Summary {
  const json = join(mkdtempSync(join(tmpdir(), 'calx-tx-')), 'summary.json');
  const runner = join(shared, 'tx-conformance', 'tx-conformance.mjs');
  const tests = join(shared, 'tx-conformance', 'tests');
  const { stdout } = spawnSync(
    process.execPath,
    [runner, '--tests', tests, '--tx', base, '--json', json, '--min-pass', '0'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const lines = stdout.trimEnd().split('\n');
  process.stdout.write(`${lines.filter(line => /^(FAIL|[\w-]+ +\d+ \/)/.test(line)).join('\n')}\n`);
  return JSON.parse(readFileSync(json, 'utf8')) as Summary;
}

function judge(baseline: Baseline, found: Baseline['terminology'], isUpdate: boolean): number {
  const fallen = (['R4', 'R5'] as const).filter(version => found[version] < baseline.terminology[version]);
  for (const version of fallen) {
    process.stdout.write(`${version} fell from ${baseline.terminology[version]} to ${found[version]}\n`);
  }
  if (fallen.length === 0 && isUpdate) {
    writeFileSync(baselineFile, `${JSON.stringify({ ...baseline, terminology: found }, null, 2)}\n`);
  }
  return fallen.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { shared: { type: 'string' }, update: { type: 'boolean', default: false } },
  });
  const shared = values.shared ?? join('..', 'shared');
  const baseline = JSON.parse(readFileSync(baselineFile, 'utf8')) as Baseline;
  const server: RunningServer = await startServer(spawn, []);
  try {
    const found = { R4: 0, R5: 0 };
    for (const version of ['R4', 'R5'] as const) {
      const { passed, failed } = runTerminologySuite(shared, `${server.origin}/${version.toLowerCase()}`);
      process.stdout.write(
        `terminology ${version}: ${passed} of ${passed + failed} pass, baseline ${baseline.terminology[version]}\n`,
      );
      found[version] = passed;
    }
    return judge(baseline, found, values.update);
  } finally {
    await server.stop();
  }
}

process.exitCode = await main();
