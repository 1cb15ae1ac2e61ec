/** `npm run evidence`: writes the evidence family and docs/evidence-loss.md from fhir-resources/source. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateEvidence, generatedTypes } from '../../../src/content/evidence/generate-evidence.ts';
import { buildLossReport } from '../../../src/content/evidence/loss-report.ts';
import { readEvidenceSource } from './read-evidence-source.ts';

const source = readEvidenceSource('.');
const files = generateEvidence(source);
for (const type of generatedTypes) rmSync(join('fhir-resources', type), { recursive: true, force: true });
for (const [path, text] of files) {
  const file = join('fhir-resources', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const lossReport = buildLossReport(source);
writeFileSync(join('docs', 'evidence-loss.md'), lossReport);
process.stdout.write(`${lossReport}\n${files.size} files written\n`);
