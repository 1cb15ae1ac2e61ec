/**
 * Plants 5,000 seeded faults into HL7's examples, half in R4 and half in R5, prints what is detected by kind, and holds
 * it against planted-faults.json, which may only rise. `--update` writes figures and misses.
 *
 *   npm run validator:faults [-- --update]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureFaults } from './measure-faults.ts';
import type { FaultCount } from './measure-faults.ts';
import { openEngines } from './judge.ts';

const file = join('test', 'validation', 'proof', 'planted-faults.json');
const least = 0.97;
const engines = await openEngines();
const R4 = await measureFaults(engines, 'R4', { count: 2500, seed: 4 });
const R5 = await measureFaults(engines, 'R5', { count: 2500, seed: 5 });
const joined = Object.fromEntries(
  Object.entries(R4).map(([kind, { planted, detected, misses }]): [string, FaultCount] => {
    const other = R5[kind] ?? { planted: 0, detected: 0, misses: [] };
    const all = [...misses, ...other.misses].sort();
    return [kind, { planted: planted + other.planted, detected: detected + other.detected, misses: all }];
  }),
);
const known = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, FaultCount>>;
let [planted, detected, isWorse] = [0, 0, false];
for (const [kind, row] of Object.entries(joined)) {
  planted += row.planted;
  detected += row.detected;
  const isLower = row.detected < (known[kind]?.detected ?? 0);
  isWorse ||= isLower;
  process.stdout.write(`${kind}: ${row.detected} of ${row.planted}${isLower ? ', fewer than before' : ''}\n`);
  for (const miss of row.misses) process.stdout.write(`  missed: ${miss}\n`);
}
process.stdout.write(`${detected} of ${planted} detected, ${((100 * detected) / planted).toFixed(2)} %\n`);
if (process.argv.includes('--update') && !isWorse) writeFileSync(file, `${JSON.stringify(joined, null, 2)}\n`);
process.exitCode = isWorse || detected / planted < least ? 1 : 0;
