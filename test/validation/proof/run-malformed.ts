/**
 * Judges 20,000 seeded malformed texts in process, and each tenth over HTTP too: no crash, none longer than 2 s,
 * no 5xx. Prints counts by kind and the slowest.
 *
 *   npm run validator:malformed [-- COUNT]
 */
import { spawn } from 'node:child_process';
import { judgeSubject } from '../../../src/cli/validate/judge-subject.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import { startServer } from '../../server-process.ts';
import { openEngines } from './judge.ts';
import { makeMalformed } from './malformed.ts';
import type { Malformed } from './malformed.ts';
import { soundExamples } from './sound-examples.ts';

const limit = 2000;
const count = Number(process.argv[2] ?? 20_000);
const engines = await openEngines();
const server = await startServer(spawn, []);
const faults: string[] = [];
const kinds = new Map<string, number>();
let [slowest, asked] = [0, 0];

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  try {
    await work();
  } catch (error) {
    faults.push(`${what}: ${String(error).slice(0, 200)}`);
  }
  const milliseconds = performance.now() - started;
  slowest = Math.max(slowest, milliseconds);
  if (milliseconds > limit) faults.push(`${what}: ${milliseconds.toFixed(0)} ms`);
}

async function post(version: string, { format, text }: Malformed): Promise<void> {
  asked += 1;
  const headers = { 'Content-Type': `application/fhir+${format}` };
  const response = await fetch(`${server.origin}/${version}/$validate`, { method: 'POST', headers, body: text });
  await response.arrayBuffer();
  if (response.status >= 500) throw new Error(String(response.status));
}

async function judgeAll(fhirVersion: FhirVersion): Promise<void> {
  const options = { engines, fhirVersion, profiles: [], policies: {} };
  let at = 0;
  for (const malformed of makeMalformed(soundExamples(fhirVersion, 200), count / 2, 20_000)) {
    const { kind, format, text } = malformed;
    const what = `${fhirVersion} ${format} ${kind} #${at}`;
    kinds.set(`${format} ${kind}`, (kinds.get(`${format} ${kind}`) ?? 0) + 1);
    await timed(what, () => judgeSubject({ file: what, text, format, line: 1 }, options, false));
    if (at % 20 < 2) await timed(`${what} over HTTP`, () => post(fhirVersion.toLowerCase(), malformed));
    at += 1;
  }
}

try {
  await judgeAll('R4');
  await judgeAll('R5');
} finally {
  await server.stop();
}
for (const [kind, number] of kinds) process.stdout.write(`${kind}: ${number}\n`);
for (const fault of faults) process.stdout.write(`FAULT ${fault}\n`);
process.stdout.write(
  `${count} texts, ${asked} of them over HTTP too; slowest ${slowest.toFixed(0)} ms, ${faults.length} faults\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
