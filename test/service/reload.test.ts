/** SIGHUP: content is loaded again while requests are answered; what is broken changes nothing and says why. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceCli, startServer } from '../server-process.ts';
import type { RunningServer } from '../server-process.ts';
import { startLoad, until } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'calx-reload-'));
const file = join(folder, 'colours.json');

function write(display: string, more: object = {}): void {
  const colours = {
    ...{ resourceType: 'CodeSystem', id: 'colours', url: 'http://example.org/colours', version: '1' },
    ...{ status: 'active', content: 'complete', concept: [{ code: 'red', display }] },
    ...more,
  };
  writeFileSync(file, JSON.stringify(colours));
}

jest.setTimeout(30_000);

describe.each([
  ['one process', []],
  ['two workers', ['--workers', '2']],
])('calx serve with %s, told to reload', (_, args) => {
  let server: RunningServer;
  const lookup = (): string => `${server.origin}/r5/CodeSystem/$lookup?system=http://example.org/colours&code=red`;
  const displays = async (): Promise<ReadonlySet<string>> => {
    const seen = new Set<string>();
    // Several connections, so that each worker is asked.
    for (let asked = 0; asked < 6; asked++) {
      const answer = await fetch(lookup(), { headers: { Connection: 'close' } });
      seen.add(/"display","valueString":"(\w+)"/.exec(await answer.text())?.[1] ?? '');
    }
    return seen;
  };
  const reloadUnderLoad = async (told: RegExp): Promise<readonly string[]> => {
    const load = startLoad(lookup());
    await until(() => load.count() > 20, 10_000);
    const before = server.output().length;
    server.process.kill('SIGHUP');
    await until(() => told.test(server.output().slice(before)), 15_000);
    return (await load.stop()).failures;
  };

  beforeAll(async () => {
    write('Red');
    server = await startServer(spawn, ['--content', folder, ...args], sourceCli);
  }, 90_000);
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  test('answers from the new content, and no request fails', async () => {
    write('Crimson');
    expect(await reloadUnderLoad(/content [0-9a-f]{12} is in force/)).toEqual([]);
    expect(await displays()).toEqual(new Set(['Crimson']));
  });

  test.each([
    ['a resource that breaks the schema', () => write('Scarlet', { status: 'no such status' }), /status/],
    ['a file that is no JSON', () => writeFileSync(file, '{'), /colours\.json/],
    [
      'two files with one identity',
      () => {
        write('Scarlet');
        writeFileSync(join(folder, 'same.json'), JSON.stringify({ ...JSON.parse(sameText()), id: 'same' }));
      },
      /same\.json/,
    ],
  ])('keeps the old content for %s, says why, and no request fails', async (_name, damage, reason) => {
    damage();
    expect(await reloadUnderLoad(new RegExp(`reload failed: the old content .* stays: [^]*${reason.source}`))).toEqual(
      [],
    );
    expect(await displays()).toEqual(new Set(['Crimson']));
  });

  test('takes the content again once it is mended', async () => {
    rmSync(join(folder, 'same.json'));
    write('Red');
    expect(await reloadUnderLoad(/is in force/)).toEqual([]);
    expect(await displays()).toEqual(new Set(['Red']));
  });
});

function sameText(): string {
  return '{"resourceType":"CodeSystem","url":"http://example.org/colours","version":"1","status":"active","content":"complete"}';
}
