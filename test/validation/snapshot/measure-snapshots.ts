/** `npm run snapshots`: prints how many elements of HL7's snapshots the generator makes again, and why others differ. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { classDifferences, compareOfficial, officialPackages } from './official-snapshots.ts';
import type { OfficialPackage } from './official-snapshots.ts';

const baseline: Record<string, unknown> = {};
for (const name of Object.keys(officialPackages) as OfficialPackage[]) {
  const started = performance.now();
  const comparison = compareOfficial(name);
  const { definitions, elements, equal } = comparison;
  const share = ((100 * equal) / elements).toFixed(2);
  const time = (performance.now() - started).toFixed(0);
  process.stdout.write(
    `${name}: ${equal} of ${elements} elements (${share} %) of ${definitions} definitions, ${time} ms\n`,
  );
  const { counts, unexplained } = classDifferences(officialPackages[name], comparison);
  for (const [reason, count] of counts) process.stdout.write(`  ${count}: ${reason}\n`);
  for (const difference of unexplained) process.stdout.write(`  unexplained: ${JSON.stringify(difference)}\n`);
  for (const error of comparison.errors) process.stdout.write(`  fault of the differential: ${error}\n`);
  baseline[name] = { definitions, elements, equal };
}
if (process.argv.includes('--update'))
  writeFileSync(
    join('test', 'validation', 'snapshot', 'official-snapshots.json'),
    `${JSON.stringify(baseline, null, 2)}\n`,
  );
