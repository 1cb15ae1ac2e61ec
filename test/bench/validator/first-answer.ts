/** How long a tester waits for the first verdict: from the start of the process, and for the request alone. */
import { spawn } from 'node:child_process';
import { startServer } from '../../server-process.ts';
import { median } from '../statistics.ts';

export interface FirstAnswer {
  /** Seconds from starting the process to the answer. */
  readonly sinceStart: number;
  /** Milliseconds of the request. */
  readonly request: number;
}

/** Starts the built service several times and posts one resource to R4's `$validate`; medians. */
export async function measureFirstAnswer(resource: string, runs: number): Promise<FirstAnswer> {
  const all: FirstAnswer[] = [];
  for (let run = 0; run < runs; run++) all.push(await once(resource));
  return {
    sinceStart: median(all.map(({ sinceStart }) => sinceStart)),
    request: median(all.map(({ request }) => request)),
  };
}

async function once(body: string): Promise<FirstAnswer> {
  const started = performance.now();
  const server = await startServer(spawn, []);
  try {
    const asked = performance.now();
    const headers = { 'content-type': 'application/fhir+json' };
    const answer = await fetch(`${server.origin}/r4/$validate`, { method: 'POST', headers, body });
    const text = await answer.text();
    const answered = performance.now();
    if (answer.status !== 200) throw new Error(`$validate answers ${answer.status}: ${text.slice(0, 400)}`);
    return { sinceStart: (answered - started) / 1000, request: answered - asked };
  } finally {
    await server.stop();
  }
}
