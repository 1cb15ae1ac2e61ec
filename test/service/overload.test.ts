/** More requests than the service can carry: some are refused with Retry-After, none fails otherwise, and it recovers. */
import { spawn } from 'node:child_process';
import { sourceCli, startServer } from '../server-process.ts';
import type { RunningServer } from '../server-process.ts';
import { until } from './load.ts';

jest.setTimeout(60_000);

describe('calx serve, overloaded', () => {
  let server: RunningServer;
  let asked = 0;
  /**
   * Writing so much XML holds the event loop several times as long as the lag that is allowed, on any machine. Each is
   * another request (nobody defines the parameter), so that none shares the answer of another.
   */
  const heavy = (): string => `${server.origin}/r5/StructureDefinition?_count=60&_format=xml&asked=${String(asked++)}`;

  beforeAll(async () => {
    server = await startServer(spawn, ['--max-lag', '50'], sourceCli);
  }, 90_000);
  afterAll(() => server.stop());

  test('refuses with 503 and Retry-After while its event loop lags, answers the others, and then recovers', async () => {
    const seen = new Map<number, number>();
    const outcomes: { status: number; retryAfter: string | null; type: string }[] = [];
    const client = async (): Promise<void> => {
      for (let sent = 0; sent < 2; sent++) {
        const answer = await fetch(heavy());
        const resourceType = /<(\w+) xmlns="http:\/\/hl7.org\/fhir"/.exec(await answer.text())?.[1] ?? '';
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        if (answer.status !== 200) {
          outcomes.push({ status: answer.status, retryAfter: answer.headers.get('retry-after'), type: resourceType });
        }
      }
    };
    await Promise.all(Array.from({ length: 16 }, client));
    expect([...seen.keys()].toSorted()).toEqual([200, 503]);
    expect(new Set(outcomes.map(outcome => JSON.stringify(outcome)))).toEqual(
      new Set([JSON.stringify({ status: 503, retryAfter: '1', type: 'OperationOutcome' })]),
    );
    await until(async () => (await fetch(`${server.origin}/r5/metadata`)).status === 200, 3_000);
    expect((await fetch(heavy())).status).toBe(200);
  });

  test('always answers /health/live', async () => {
    expect((await fetch(`${server.origin}/health/live`)).status).toBe(200);
  });
});
