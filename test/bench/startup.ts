/**
 * Prints start-up time and resident memory of the built service, as the operating system sees them: launches
 * `calx serve` several times and takes the medians. Limits: ready in 2.5 s, 350 MB with both versions (after one expansion of each).
 *
 *   npm run startup
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startServer } from '../server-process.ts';
import { median } from './statistics.ts';

interface Sample {
  seconds: number;
  readyMegabytes: number;
  usedMegabytes: number;
}

const runs = 5;

function residentMegabytes(pid: number | undefined): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

async function sample(): Promise<Sample> {
  const started = performance.now();
  const server = await startServer(spawn, []);
  const seconds = (performance.now() - started) / 1000;
  const readyMegabytes = residentMegabytes(server.process.pid);
  for (const version of ['r4', 'r5']) {
    for (const url of [
      'https://w3id.org/calcinosis/fhir/ValueSet/autoimmune-diseases-with-calcinosis',
      'http://hl7.org/fhir/ValueSet/administrative-gender',
    ]) {
      const answer = await fetch(`${server.origin}/${version}/ValueSet/$expand?url=${encodeURIComponent(url)}`);
      if (answer.status !== 200) throw new Error(`${url} at /${version}: ${answer.status}`);
    }
  }
  const usedMegabytes = residentMegabytes(server.process.pid);
  await server.stop();
  return { seconds, readyMegabytes, usedMegabytes };
}

const samples: Sample[] = [];
for (let run = 0; run < runs; run++) samples.push(await sample());
const of = (pick: (sample: Sample) => number): number => median(samples.map(pick));
process.stdout.write(
  `ready after ${of(s => s.seconds).toFixed(2)} s (limit 2.5), resident ${of(s => s.readyMegabytes).toFixed(0)} MB when ready, ` +
    `${of(s => s.usedMegabytes).toFixed(0)} MB after expansions in both versions (limit 350); medians of ${runs}\n`,
);
process.exitCode = of(s => s.seconds) < 2.5 && of(s => s.usedMegabytes) < 350 ? 0 : 1;
