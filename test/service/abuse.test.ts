/**
 * What attackers send, to a real process with little memory, twice: each attack gets its proper answer, others are
 * answered meanwhile, memory returns, and work ends when its client leaves.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { listAttacks, longExpansion } from '../fixtures/http/attacks.ts';
import type { Attack } from '../fixtures/http/attacks.ts';
import { startServer } from '../server-process.ts';
import type { RunningServer } from '../server-process.ts';
import { freePort } from './free-port.ts';
import { startLoad, until } from './load.ts';

jest.setTimeout(240_000);

/** Megabytes of heap: the attacks together need many times as much, so that a process that kept any of it would end. */
const heap = 400;
/** Milliseconds within which another client is answered on a machine that does much else. */
const patience = 10_000;

let server: RunningServer;
let metrics: string;

beforeAll(async () => {
  const adminPort = await freePort();
  metrics = `http://127.0.0.1:${adminPort}/metrics`;
  const cli = [`--max-old-space-size=${heap}`, '--import', 'tsx', 'src/cli.ts'];
  server = await startServer(spawn, ['--admin-port', String(adminPort), '--max-lag', '60000'], cli);
});
afterAll(() => server.stop());

const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(metrics)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
};

function post(path: string, body: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.origin}/r5/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/fhir+json' },
    body,
    ...(signal !== undefined && { signal }),
  });
}

interface Outcome {
  readonly resourceType: string;
  readonly issue?: readonly { readonly code: string }[];
}

/** What the work gives, and what became of another client's requests meanwhile. */
async function beside<Value>(work: () => Promise<Value>): Promise<Value> {
  const load = startLoad(`${server.origin}/r4/CodeSystem/administrative-gender`, 1);
  try {
    return await work();
  } finally {
    const { failures, slowest } = await load.stop();
    expect(failures).toEqual([]);
    expect(slowest).toBeLessThan(patience);
  }
}

async function send({ name, path, body, status, issue }: Attack): Promise<void> {
  const answer = await post(path, body);
  const outcome = (await answer.json()) as Outcome;
  expect([name, answer.status, outcome.resourceType === 'OperationOutcome']).toEqual([name, status, status !== 200]);
  if (issue !== undefined) expect([name, outcome.issue?.[0]?.code]).toEqual([name, issue]);
}

test.each(['first', 'second'])('attacks get their answers, and others are answered meanwhile (%s round)', async () => {
  for (const attack of listAttacks()) await beside(() => send(attack));
  const resident = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))?.[1]);
  expect(resident / 1024).toBeLessThan(heap + 300);
});

test('work ends when its client leaves', async () => {
  const { path, body } = longExpansion();
  const client = new AbortController();
  const answer = post(path, body, client.signal).then(
    response => response.status,
    () => 'left',
  );
  await until(async () => (await metric('calx_requests_running')) === 1, 20_000);
  const busy = await metric('process_cpu_seconds_total');
  await until(async () => (await metric('process_cpu_seconds_total')) > busy + 1, 60_000);
  client.abort();
  expect(await answer).toBe('left');
  await until(async () => (await metric('calx_requests_running')) === 0, 10_000);
  const before = await metric('process_cpu_seconds_total');
  await new Promise(resolve => setTimeout(resolve, 3000));
  expect((await metric('process_cpu_seconds_total')) - before).toBeLessThan(1);
});

test('200 clients that are slow to read get whole answers, and others are answered meanwhile', async () => {
  const slowClient = async (): Promise<readonly [number, boolean]> => {
    const response = await fetch(`${server.origin}/r5/ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/issue-type`);
    const reader = response.body?.getReader();
    for (let length = 0; ;) {
      await new Promise(resolve => setTimeout(resolve, 200));
      const { done = true, value } = (await reader?.read()) ?? {};
      length += value?.length ?? 0;
      if (done) return [response.status, length > 1000];
    }
  };
  const answers = await beside(() => Promise.all(Array.from({ length: 200 }, slowClient)));
  expect(answers.filter(([status, isWhole]) => status !== 200 || !isWhole)).toEqual([]);
});
