/** `npm run examples`: writes fhir-resources/examples anew from its source. */
import { join } from 'node:path';
import { buildExamples } from '../../../src/content/examples/build-examples.ts';
import { openEngines } from '../../validation/proof/judge.ts';
import { rewriteFolders } from '../rewrite-folders.ts';
import { readExampleSource } from './read-cases.ts';

const files = buildExamples(readExampleSource(await openEngines()));
rewriteFolders(join('fhir-resources', 'examples'), ['r4', 'r5', 'invalid'], files);
process.stdout.write(`${files.size} files in fhir-resources/examples/\n`);
