/** `calx serve` as a process: ready line, one clear line and exit code 2 for what can't start, a clean end. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceCli, startServer } from '../server-process.ts';
import type { RunningServer } from '../server-process.ts';

function run(...args: string[]): { status: number | null; stderr: string; stdout: string } {
  const result = spawnSync(process.execPath, [...sourceCli, ...args], { encoding: 'utf8', timeout: 60_000 });
  return { status: result.status, stderr: result.stderr, stdout: result.stdout };
}

function contentFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'calx-serve-'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

const codeSystem = (id: string, more: object = {}): string =>
  JSON.stringify({
    resourceType: 'CodeSystem',
    id,
    url: `http://example.org/CodeSystem/${id}`,
    version: '1.0.0',
    status: 'draft',
    content: 'complete',
    concept: [{ code: 'a', display: 'A' }],
    ...more,
  });

describe('calx serve', () => {
  let server: RunningServer;
  beforeAll(async () => {
    const folder = contentFolder({
      'good.json': codeSystem('operators-own'),
      'bad.json': codeSystem('broken', { status: 'no such status', concept: 'not a list' }),
    });
    server = await startServer(spawn, ['--content', folder], sourceCli);
  }, 90_000);
  afterAll(() => server.stop());

  test('says in its ready line where it listens and what is loaded', () => {
    expect(server.output()).toMatch(/ready after [\d.]+ s at http:\/\/127\.0\.0\.1:\d+\/r4 and .*\/r5, with R4: \d+/);
  });

  test.each(['r4', 'r5'])(
    "serves the operator's own content at /%s and refuses the broken file with a warning",
    async version => {
      const good = await fetch(`${server.origin}/${version}/CodeSystem/operators-own`);
      expect(good.status).toBe(200);
      const broken = await fetch(`${server.origin}/${version}/CodeSystem/broken`);
      expect(broken.status).toBe(404);
      expect(server.output()).toMatch(/warning: .*bad\.json/);
    },
  );

  test('counts what it refused in /health/ready', async () => {
    const ready = await fetch(`${server.origin}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 'ready', refused: 1 });
  });

  test('explains a port that is in use in one line, with exit code 2', () => {
    const { status, stderr } = run('serve', '--port', new URL(server.origin).port);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^calx: port \d+ is in use.*--port\n$/);
  });
});

test('calx serve whose metrics have no port names --admin-port, and nothing stays behind', async () => {
  const server = await startServer(spawn, [], sourceCli);
  const { port } = new URL(server.origin);
  const { status, stderr } = run('serve', '--port', '0', '--admin-port', port);
  await server.stop();
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `calx: port ${port} is in use on 127.0.0.1; choose another with --admin-port\n`,
  });
}, 60_000);

describe('calx serve, used wrongly', () => {
  test.each([
    ['an unknown flag', ['serve', '--prot', '80'], /unknown option '--prot'.*\n.*--port/],
    ['a port that is no number', ['serve', '--port', 'x'], /--port/],
    ['a content folder that is not there', ['serve', '--content', '/no/such/folder'], /\/no\/such\/folder/],
    ['an unknown command', ['sevre'], /serve/],
  ])('ends with exit code 2 on %s', (_, args, message) => {
    const { status, stderr } = run(...args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) as string });
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  });

  test('names both files when two claim one url and version', () => {
    const folder = contentFolder({
      'one.json': codeSystem('one', { url: 'http://example.org/same' }),
      'two.json': codeSystem('two', { url: 'http://example.org/same' }),
    });
    const { status, stderr } = run('serve', '--port', '0', '--content', folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(/one\.json/);
    expect(stderr).toMatch(/two\.json/);
  });
});

describe('calx serve, told to stop', () => {
  test('finishes the request that runs and exits 0 within 10 s', async () => {
    const server = await startServer(spawn, [], sourceCli);
    const url = `${server.origin}/r4/ValueSet/$expand?url=http%3A%2F%2Fhl7.org%2Ffhir%2FValueSet%2Fadministrative-gender`;
    const answer = new Promise<number | undefined>((resolve, reject) => {
      const request = get(url, response => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      });
      request.on('error', reject);
      request.on('finish', () => setTimeout(() => server.process.kill('SIGTERM'), 5));
    });
    const started = Date.now();
    expect(await answer).toBe(200);
    expect(await server.stop()).toBe(0);
    expect(Date.now() - started).toBeLessThan(10_000);
  }, 90_000);
});

describe('calx --help', () => {
  test('lists the commands and exits 0', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/serve[\s\S]*check-content/);
  });
});
