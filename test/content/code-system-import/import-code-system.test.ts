import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FhirError } from '../../../src/fhir/fhir-error.ts';
import { openCodeSystemFile } from '../../../src/store/code-system-file/open-code-system-file.ts';
import { minerals } from '../../fixtures/terminology/mineral-codes.ts';
import { generatedConcepts, generatedDefinition } from '../../bench/generated-concepts.ts';
import { importInto } from './importing.ts';

const folder = mkdtempSync(join(tmpdir(), 'calx-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Bytes of the one code system file that an import of this file makes in a folder of its own. */
async function imported(file: string, mapping?: string): Promise<Buffer> {
  const into = mkdtempSync(join(folder, 'into-'));
  const { path } = await importInto({ file, folder: into, ...(mapping !== undefined && { mapping }) });
  expect(readdirSync(into)).toHaveLength(1);
  return readFileSync(path);
}

async function fault(content: object, name = 'faulty.json'): Promise<string> {
  const into = mkdtempSync(join(folder, 'into-'));
  const error: unknown = await importInto({ file: fileOf(name, JSON.stringify(content)), folder: into }).catch(e => e);
  expect(readdirSync(into)).toEqual([]);
  if (!(error instanceof FhirError)) throw error;
  return error.issues.map(({ text }) => text).join('\n');
}

const { concept: concepts, ...definition } = minerals;
const ndjson = [definition, ...(concepts ?? [])].map(line => `${JSON.stringify(line)}\n`).join('');

test('JSON, NDJSON and their gzip give the same file', async () => {
  const plain = await imported(fileOf('minerals.json', JSON.stringify(minerals, null, 2)));
  expect(await imported(fileOf('minerals.ndjson', ndjson))).toEqual(plain);
  expect(await imported(fileOf('minerals.json.gz', gzipSync(JSON.stringify(minerals))))).toEqual(plain);
});

test('a table with its mapping gives the file that the same concepts in JSON give', async () => {
  const table = 'code\tname\tabove\nrock\tRock\t\nore\tOre\trock\n';
  const codeSystem = { resourceType: 'CodeSystem', url: 'urn:table', status: 'active', content: 'complete' };
  const mapping = fileOf(
    'mapping.json',
    JSON.stringify({ codeSystem, code: 'code', display: 'name', parent: 'above' }),
  );
  const parent = { code: 'parent', type: 'code', uri: 'http://hl7.org/fhir/concept-properties#parent' };
  const resource = {
    ...codeSystem,
    property: [parent],
    concept: [
      { code: 'rock', display: 'Rock' },
      { code: 'ore', display: 'Ore', property: [{ code: 'parent', valueCode: 'rock' }] },
    ],
  };
  expect(await imported(fileOf('rocks.tsv', table), mapping)).toEqual(
    await imported(fileOf('rocks.json', JSON.stringify(resource))),
  );
  await expect(imported(fileOf('rocks.csv', table))).rejects.toThrow('needs --mapping');
});

test('the summary counts what there is and warns of what FHIR discourages', async () => {
  const summary = await importInto({
    file: fileOf(
      'odd.json',
      JSON.stringify({
        ...definition,
        count: 5,
        concept: [
          {
            code: 'a',
            property: [
              { code: 'parent', valueCode: 'gone' },
              { code: 'colour', valueString: 'red' },
            ],
          },
        ],
      }),
    ),
    folder,
  });
  expect(summary).toMatchObject({ concepts: 1, counts: { edges: 0, properties: 2, designations: 0 }, resumedAt: 0 });
  expect(summary.warnings).toEqual([
    "1 parents or children are not in the code system: concept number 1 names parent 'gone'",
    'properties that the CodeSystem does not declare: parent, colour',
    'the CodeSystem counts 5 concepts, 1 are there',
  ]);
});

test.each<[string, object, string]>([
  ['a resource of another type', { resourceType: 'ValueSet' }, 'the resource must be a CodeSystem'],
  ['a code system without url', { ...definition, url: undefined }, 'has no url'],
  ['one without codes', { ...definition, content: 'not-present' }, "is 'not-present'"],
  [
    'a code that stands twice',
    { ...definition, concept: [{ code: 'a' }, { code: 'b', concept: [{ code: 'a' }] }] },
    "concept number 3: its code 'a' is that of concept number 1 already",
  ],
  [
    'codes that differ by case where case is ignored',
    { ...definition, caseSensitive: false, concept: [{ code: 'a' }, { code: 'A' }] },
    "its code 'a' is that of concept number 1 already",
  ],
  [
    'a circle of is-a',
    {
      ...definition,
      concept: [{ code: 'a', property: [{ code: 'parent', valueCode: 'b' }], concept: [{ code: 'b' }] }],
    },
    'stands above itself',
  ],
  [
    'a value of another type than declared',
    { ...definition, concept: [{ code: 'a', property: [{ code: 'hardness', valueString: 'soft' }] }] },
    "a property 'hardness' has valueString, but is declared with valueInteger",
  ],
  ['a concept without code', { ...definition, concept: [{ display: 'x' }] }, 'its code that is missing is none'],
  ['a display that is no text', { ...definition, concept: [{ code: 'a', display: 3 }] }, 'its display 3 is no text'],
])('%s refuses the file and leaves nothing', async (_name, content, message) => {
  expect(await fault(content)).toContain(message);
});

test('of many faults the first ten are told, with their number and places', async () => {
  const wrong = Array.from({ length: 50 }, () => ({ code: 'same' }));
  const lines = (await fault({ ...definition, concept: wrong })).split('\n');
  expect(lines[0]).toContain('49 of its concepts');
  expect(lines).toHaveLength(11);
  expect(lines[1]).toMatch(/^line 1, byte \d+, concept number 2: its code 'same'/);
});

/** Runs an import as a process, and kills it when it has told this many times that something is done. */
function runAndKill(file: string, into: string, what: string, times: number): Promise<void> {
  const script = join('test', 'content', 'code-system-import', 'import-program.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, file, into], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  return new Promise(resolve => {
    child.stdout.on('data', (text: Buffer) => {
      told += text.toString();
      if (told.split(what).length > times) child.kill('SIGKILL');
    });
    child.on('exit', (_code, signal) => {
      expect(signal).toBe('SIGKILL');
      resolve();
    });
  });
}

const options = { size: 4000, seed: 3 };
const generated = JSON.stringify({ ...generatedDefinition(options), concept: [...generatedConcepts(options)] });

test.each<[string, string | Buffer, string, number]>([
  ['while it reads', generated, 'checkpoint', 2],
  ['while it reads what is packed', gzipSync(generated), 'checkpoint', 2],
  ['while it compiles', generated, 'compiling', 1],
])(
  'an import that is killed %s goes on behind its last checkpoint, and makes the same bytes',
  async (name, content, what, times) => {
    const file = fileOf(`${name}.json`, content);
    const into = mkdtempSync(join(folder, 'into-'));
    await runAndKill(file, into, what, times);
    expect(readdirSync(into).filter(entry => !entry.startsWith('.'))).toEqual([]);
    const { path, resumedAt } = await importInto({ file, folder: into });
    expect(resumedAt).toBeGreaterThan(1_000_000);
    expect(readFileSync(path).equals(await imported(file))).toBe(true);
    expect(readdirSync(into)).toHaveLength(1);
  },
  120_000,
);

test('a source that has changed since is read anew', async () => {
  const file = fileOf('changing.json', generated);
  const into = mkdtempSync(join(folder, 'into-'));
  await runAndKill(file, into, 'checkpoint', 1);
  writeFileSync(file, JSON.stringify(minerals));
  const { path, resumedAt } = await importInto({ file, folder: into });
  expect(resumedAt).toBe(0);
  expect((await openCodeSystemFile(path)).tables.size).toBe(7);
}, 120_000);
