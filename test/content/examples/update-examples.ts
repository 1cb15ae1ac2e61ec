/** `npm run examples`: writes fhir-resources/examples anew from its source. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildExamples } from '../../../src/content/examples/build-examples.ts';
import { openEngines } from '../../validation/proof/judge.ts';
import { readExampleSource } from './read-cases.ts';

const files = buildExamples(readExampleSource(await openEngines()));
for (const folder of ['r4', 'r5', 'invalid'])
  rmSync(join('fhir-resources', 'examples', folder), { recursive: true, force: true });
for (const [path, text] of files) {
  const file = join('fhir-resources', 'examples', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
process.stdout.write(`${files.size} files in fhir-resources/examples/\n`);
