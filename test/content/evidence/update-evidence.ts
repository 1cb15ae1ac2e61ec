/** `npm run evidence`: writes the evidence family and docs/evidence-loss.md from fhir-resources/source. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateEvidence, generatedTypes } from '../../../src/content/evidence/generate-evidence.ts';
import { buildLossReport } from '../../../src/content/evidence/loss-report.ts';
import { rewriteFolders } from '../rewrite-folders.ts';
import { readEvidenceSource } from './read-evidence-source.ts';

const source = readEvidenceSource('.');
const files = generateEvidence(source);
rewriteFolders('fhir-resources', generatedTypes, files);
const lossReport = buildLossReport(source);
writeFileSync(join('docs', 'evidence-loss.md'), lossReport);
process.stdout.write(`${lossReport}\n${files.size} files written\n`);
