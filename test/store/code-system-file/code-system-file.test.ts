import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodeSystemTables } from '../../../src/contracts/code-system-tables.ts';
import { CodeSystemFolders } from '../../../src/store/code-system-file/code-system-folder.ts';
import { openCodeSystemFile } from '../../../src/store/code-system-file/open-code-system-file.ts';
import { writeCodeSystemFile } from '../../../src/store/code-system-file/write-code-system-file.ts';
import { compile } from '../../fixtures/terminology/compile.ts';
import { minerals, mineralsNext } from '../../fixtures/terminology/mineral-codes.ts';

const folder = mkdtempSync(join(tmpdir(), 'calx-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Typed arrays as plain ones, since a view of a file equals one in memory by its numbers. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array || value instanceof Uint32Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]));
}

function written(name: string, tables: CodeSystemTables = compile(minerals).tables): string {
  const path = join(folder, name);
  writeCodeSystemFile(path, tables);
  return path;
}

test('what is written is what is opened, and the same tables give the same bytes', async () => {
  const { tables } = compile(minerals);
  const path = written('minerals.calxcs', tables);
  expect(plain((await openCodeSystemFile(path)).tables)).toEqual(plain(tables));
  expect(readFileSync(written('again.calxcs')).equals(readFileSync(path))).toBe(true);
  expect(readdirSync(folder).filter(name => name.includes('tmp'))).toEqual([]);
});

test.each<[string, (bytes: Buffer) => Buffer, string]>([
  ['another file', () => Buffer.from('{"resourceType":"CodeSystem"}'.padEnd(100)), 'is not a code system file of Calx'],
  ['a file that ends in its preamble', bytes => bytes.subarray(0, 20), 'ends too early'],
  ['a file that ends in its sections', bytes => bytes.subarray(0, bytes.length - 9), 'ends too early'],
  [
    'a file of a later format',
    bytes => Buffer.concat([bytes.subarray(0, 8), Buffer.of(99), bytes.subarray(9)]),
    'has format 99',
  ],
  [
    'a header that was changed',
    bytes => Buffer.from(bytes.toString('latin1').replace('Minerals', 'Minerale'), 'latin1'),
    'has a damaged header',
  ],
])('%s is refused by name', async (_name, spoil, message) => {
  const path = join(folder, 'spoilt.calxcs');
  writeFileSync(path, spoil(readFileSync(written('sound.calxcs'))));
  await expect(openCodeSystemFile(path)).rejects.toThrow(`${path} ${message}`);
});

test('a folder opens what is new or has changed, keeps what it has, and tells what is broken', async () => {
  const own = mkdtempSync(join(folder, 'folder-'));
  const folders = new CodeSystemFolders();
  expect(await folders.read(join(own, 'nowhere'))).toEqual({ files: [], faults: [] });
  copyFileSync(written('one.calxcs'), join(own, 'one.calxcs'));
  writeFileSync(join(own, 'note.txt'), 'no code system');
  const [first] = (await folders.read(own)).files;
  copyFileSync(written('two.calxcs', compile(mineralsNext).tables), join(own, 'two.calxcs'));
  writeFileSync(join(own, 'broken.calxcs'), 'broken');
  const { files, faults } = await folders.read(own);
  expect(files).toHaveLength(2);
  expect(files[0]).toBe(first);
  expect(faults).toEqual([expect.stringContaining('broken.calxcs')]);
  utimesSync(join(own, 'one.calxcs'), 1, 1);
  expect((await folders.read(own)).files[0]).not.toBe(first);
});
