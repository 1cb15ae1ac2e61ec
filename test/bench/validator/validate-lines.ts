/** `calx validate` over a file of many resources, one a line: how many a second, and how much memory at most. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Example } from './example-files.ts';

export interface LinesFigures {
  readonly resources: number;
  readonly perSecond: number;
  /** MB. */
  readonly peakMemory: number;
  /** By the clock, with the start of the process. */
  readonly seconds: number;
}

/** Writes so many lines, going round through the examples, and lets the built command line judge them. */
export function validateLines(examples: readonly Example[], lines: number): LinesFigures {
  const folder = mkdtempSync(join(tmpdir(), 'calx-lines-'));
  try {
    const [file, output] = [join(folder, 'examples.ndjson'), join(folder, 'output.json')];
    const texts = examples.map(({ text }) => JSON.stringify(JSON.parse(text)));
    writeFileSync(file, Array.from({ length: lines }, (_, at) => `${texts[at % texts.length] ?? ''}\n`).join(''));
    const started = performance.now();
    const stdout = openSync(output, 'w');
    const args = ['dist/cli.js', 'validate', file, '--fhir', 'r4', '--level', 'error', '--json'];
    const { status, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      stdio: ['ignore', stdout, 'pipe'],
    });
    closeSync(stdout);
    const seconds = (performance.now() - started) / 1000;
    // 1 tells that some resource has an error: HL7's examples have some.
    if (status !== 0 && status !== 1) throw new Error(`calx validate ended with ${String(status)}: ${stderr}`);
    const { summary } = JSON.parse(readFileSync(output, 'utf8')) as { readonly summary: LinesFigures };
    const { resources, perSecond, peakMemory } = summary;
    if (resources !== lines) throw new Error(`${resources} of ${lines} resources were judged`);
    return { resources, perSecond, peakMemory, seconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
