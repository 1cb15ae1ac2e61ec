/** `--workers`: one port, a worker that is killed is replaced, metrics of all together. */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { sourceCli, startServer } from '../server-process.ts';
import type { RunningServer } from '../server-process.ts';
import { freePort } from './free-port.ts';
import { startLoad, until } from './load.ts';

/** Processes whose parent this is and that are workers of ours. */
function workersOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name => isWorkerOf(name, pid))
    .map(Number);
}

function isWorkerOf(process: string, parent: number): boolean {
  try {
    const isChild = readFileSync(`/proc/${process}/stat`, 'utf8')
      .replace(/^.*\) \w /s, '')
      .startsWith(`${parent} `);
    return isChild && readFileSync(`/proc/${process}/cmdline`, 'utf8').includes('serve');
  } catch {
    return false;
  }
}

describe('calx serve --workers 3', () => {
  let server: RunningServer;
  let metrics: string;
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(metrics)).text();
    return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
  };
  const url = (): string => `${server.origin}/r4/CodeSystem/administrative-gender`;

  beforeAll(async () => {
    const adminPort = await freePort();
    metrics = `http://127.0.0.1:${adminPort}/metrics`;
    server = await startServer(spawn, ['--workers', '3', '--admin-port', String(adminPort)], sourceCli);
  }, 90_000);
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    expect(workersOf(server.process.pid ?? 0)).toEqual([]);
  });

  test('adds the metrics of all workers', async () => {
    const load = startLoad(url(), 6);
    await until(() => load.count() > 60, 10_000);
    const { answered, failures } = await load.stop();
    expect(failures).toEqual([]);
    const text = await (await fetch(metrics)).text();
    const [, count] =
      /^calx_request_duration_seconds_count\{operation="[^"]*",version="R4",status="200"\} (\d+)$/m.exec(text) ?? [];
    expect(Number(count)).toBeGreaterThanOrEqual(answered);
    expect(text).toMatch(/^calx_content_info\{content_version="[0-9a-f]{12}"\} 3$/m);
    for (const name of [
      'nodejs_eventloop_lag_seconds',
      'nodejs_heap_size_used_bytes',
      'calx_requests_refused_total',
      'calx_cache_held',
    ]) {
      expect(text).toMatch(new RegExp(`^${name}[ {]`, 'm'));
    }
  });

  test('replaces a worker that is killed, and no request to the others fails', async () => {
    const load = startLoad(url(), 6);
    await until(() => load.count() > 60, 10_000);
    // Three answer, and one is kept loaded.
    await until(async () => (await metric('calx_workers_spare')) === 1, 15_000);
    const [victim = 0] = workersOf(server.process.pid ?? 0);
    expect(victim).toBeGreaterThan(0);
    const killed = performance.now();
    process.kill(victim, 'SIGKILL');
    await until(async () => (await metric('calx_workers_replaced_total')) === 1, 5_000);
    await until(async () => (await metric('calx_workers')) === 3, 10_000);
    const seconds = (performance.now() - killed) / 1000;
    const { failures } = await load.stop();
    // Only what the killed worker itself was answering may break: at most one request of each client.
    expect(failures.length).toBeLessThanOrEqual(6);
    expect(failures.filter(failure => !/socket|ECONNRESET|closed/i.test(failure))).toEqual([]);
    expect(seconds).toBeLessThan(2);
    const after = startLoad(url(), 6);
    await until(() => after.count() > 60, 10_000);
    expect((await after.stop()).failures).toEqual([]);
  });
});

test('calx serve --workers ends with one message and exit code 2 where its port is taken', async () => {
  const other = await startServer(spawn, [], sourceCli);
  const { port } = new URL(other.origin);
  const child = spawn(process.execPath, [...sourceCli, 'serve', '--workers', '2', '--port', port]);
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => void (text += chunk.toString()));
  const code = await new Promise(resolve => child.once('exit', resolve));
  await other.stop();
  expect({ code, text }).toEqual({
    code: 2,
    text: `calx: port ${port} is in use on 127.0.0.1; choose another with --port\n`,
  });
});
