/**
 * Entry of `npm run build` after the compiler: makes what the server needs and does not find below dist/. Run from the
 * project's root; says nothing when there is nothing to do.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fhirVersionNames, fhirVersions } from '../../fhir/fhir-version.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import { buildDefinitions, checkArtifact } from './build-definitions.ts';
import { createProgressLine } from './progress-line.ts';

const folders = { nodeModules: 'node_modules', output: join('dist', 'definitions') };

/** Done one after another; each makes what is missing of its own. */
const steps: readonly (() => Promise<void>)[] = [buildMissingDefinitions];

async function buildMissingDefinitions(): Promise<void> {
  const states = fhirVersions.map(version => ({ version, state: checkArtifact(version, folders) }));
  const lacking = states.filter(({ state }) => state === 'packages-missing').map(({ version }) => version);
  if (lacking.length > 0)
    throw new Error(`the packages of HL7's ${lacking.join(' and ')} definitions are absent: npm ci`);
  const toBuild = states.filter(({ state }) => state === 'to-build').map(({ version }) => version);
  if (toBuild.length === 0) return;
  const line = createProgressLine(process.stderr, toBuild.map(labelOf));
  await Promise.all(toBuild.map(version => buildInChild(version, fraction => line.report(labelOf(version), fraction))));
}

function labelOf(version: FhirVersion): string {
  return `FHIR ${fhirVersionNames[version].number} definitions`;
}

/** Each version is built by a process of its own, so that two processors halve the time. */
function buildInChild(version: FhirVersion, report: (fraction: number) => void): Promise<void> {
  const child = fork(process.argv[1] ?? '', [version], { execArgv: process.execArgv });
  child.on('message', fraction => {
    report(Number(fraction));
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', code => {
      if (code === 0) resolve();
      else reject(new Error(`the ${version} definitions were not built`));
    });
  });
}

function buildAsChild(version: FhirVersion): void {
  buildDefinitions(version, folders, fraction => {
    process.send?.(fraction);
  });
}

async function main(): Promise<void> {
  const asked = fhirVersions.find(version => version === process.argv[2]);
  if (asked !== undefined) buildAsChild(asked);
  else for (const step of steps) await step();
}

main().catch((error: unknown) => {
  process.stderr.write(`calx: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
