/**
 * Plants 5,000 seeded faults into HL7's examples, half in R4 and half in R5, prints what is detected by kind, and holds
 * it against planted-faults.json, which may only rise. `--update` writes figures and misses.
 *
 *   npm run validator:faults [-- --update]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureFaults } from './measure-faults.ts';
import type { FaultResult } from './measure-faults.ts';
import { openEngines } from './judge.ts';

interface FaultCount {
  readonly planted: number;
  readonly detected: number;
  readonly misses: readonly string[];
}

const file = join('test', 'validation', 'proof', 'planted-faults.json');
const least = 0.97;
const engines = await openEngines();
const count = Number(process.env['FAULTS'] ?? 5000) / 2;
const results = [
  ...(await measureFaults(engines, 'R4', { count, seed: 4 })),
  ...(await measureFaults(engines, 'R5', { count, seed: 5 })),
];

/** Counts by one of a fault's sides, in order of appearance. */
function countBy(side: 'kind' | 'setting' | 'format'): Readonly<Record<string, FaultCount>> {
  const names = [...new Set(results.map(result => result[side]))];
  return Object.fromEntries(names.map(name => [name, countOf(results.filter(result => result[side] === name))]));
}

function countOf(rows: readonly FaultResult[]): FaultCount {
  const misses = rows.filter(({ isTold }) => !isTold).map(({ place }) => place);
  return { planted: rows.length, detected: rows.length - misses.length, misses: misses.sort() };
}

const known = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, FaultCount>>;
const kinds = countBy('kind');
let isWorse = false;
for (const [kind, { planted, detected, misses }] of Object.entries(kinds)) {
  const isLower = detected < (known[kind]?.detected ?? 0);
  isWorse ||= isLower;
  process.stdout.write(`${kind}: ${detected} of ${planted}${isLower ? ', fewer than before' : ''}\n`);
  for (const miss of misses) process.stdout.write(`  missed: ${miss}\n`);
}
for (const [name, { planted, detected }] of Object.entries({ ...countBy('setting'), ...countBy('format') })) {
  process.stdout.write(`${name}: ${detected} of ${planted}\n`);
}
const { planted, detected } = countOf(results);
process.stdout.write(`${detected} of ${planted} detected, ${((100 * detected) / planted).toFixed(2)} %\n`);
if (process.argv.includes('--update') && !isWorse) writeFileSync(file, `${JSON.stringify(kinds, null, 2)}\n`);
process.exitCode = isWorse || detected / planted < least ? 1 : 0;
