/** The packages: what is in them, that two builds are equal to the byte, and what is refused. */
import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { loadPackage } from '../../../src/content/package-loader.ts';
import { writePackages } from '../../../src/content/packages/write-packages.ts';
import type { PackagesSource } from '../../../src/content/packages/write-packages.ts';
import type { ShelfIndex } from '../../../src/contracts/package-shelf.ts';
import type { Engines } from '../../../src/engines.ts';
import { loadOwnContent } from '../../../src/engines.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import { versionCodecs } from '../../../src/fhir/versions/index.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import { isError, judgeText, openEngines } from '../../validation/proof/judge.ts';

const folder = mkdtempSync(join(tmpdir(), 'calx-packages-'));
const installation = { root: process.cwd(), version: '0', releaseDate: '2026-01-01' };
const versions: readonly FhirVersion[] = ['R4', 'R5'];

let source: PackagesSource;
let index: ShelfIndex;
let engines: Engines;
beforeAll(async () => {
  const { records } = await loadOwnContent(installation);
  source = { records, codecs: versionCodecs, examples: 'fhir-resources/examples' };
  index = await writePackages(source, join(folder, 'one'));
  engines = await openEngines();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Entry {
  readonly name: string;
  readonly text: string;
  readonly mtime: number | undefined;
}

async function unpack(file: string): Promise<Entry[]> {
  const archive = createReadStream(file).pipe(createGunzip()).pipe(extract());
  const entries: Entry[] = [];
  for await (const entry of archive) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
    const { name, mtime } = entry.header;
    entries.push({ name, text: Buffer.concat(chunks).toString(), mtime: mtime?.getTime() });
  }
  return entries;
}

const fileOf = (version: FhirVersion): string =>
  join(folder, 'one', index.packages[version === 'R4' ? 0 : 1]?.file ?? '');

test('two builds are equal to the byte, whatever the clock says', async () => {
  await writePackages(source, join(folder, 'two'));
  const names = (of: string): string[] => readdirSync(join(folder, of), { recursive: true, encoding: 'utf8' }).sort();
  expect(names('two')).toEqual(names('one'));
  const files = names('one').filter(name => /\.\w+$/.test(name) && !name.endsWith('tables'));
  const different = files.filter(
    name => !readFileSync(join(folder, 'one', name)).equals(readFileSync(join(folder, 'two', name))),
  );
  expect(different).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
});

describe.each(versions)('%s', version => {
  test('the package has manifest, index, guide, resources, examples, and says whose codes are cited', async () => {
    const entries = await unpack(fileOf(version));
    const textOf = (name: string): string => entries.find(entry => entry.name === name)?.text ?? '';
    const manifest = JSON.parse(textOf('package/package.json')) as Readonly<Record<string, unknown>>;
    const { path, number } = version === 'R4' ? { path: 'r4', number: '4.0.1' } : { path: 'r5', number: '5.0.0' };
    expect(manifest).toMatchObject({
      ...{ name: `calx.fhir.calcinosis.${path}`, fhirVersions: [number], type: 'fhir.ig', license: 'Apache-2.0' },
      dependencies: { [`hl7.fhir.${path}.core`]: number },
    });
    const listed = (JSON.parse(textOf('package/.index.json')) as { files: { filename: string; url?: string }[] }).files;
    const own = entries.map(({ name }) => name).filter(name => /^package\/[^/.]+-[^/]+\.json$/.test(name));
    expect(listed.map(({ filename }) => `package/${filename}`)).toEqual(own);
    expect(listed).toContainEqual(
      expect.objectContaining({ kind: 'resource', type: 'Condition', derivation: 'constraint' }),
    );
    expect(entries.filter(({ name }) => name.startsWith('package/example/Bundle-')).length).toBeGreaterThan(20);
    expect(textOf('package/other/NOTICE.txt')).toContain('SNOMED International');
    const rules = JSON.parse(textOf('package/other/invalid/manifest.json')) as { file: string }[];
    expect(rules.filter(({ file }) => textOf(`package/other/invalid/${file}`) === '')).toEqual([]);
    expect(new Set(entries.map(({ mtime }) => mtime)).size).toBe(1);
  });

  test("Calx's own loader reads it, and all that is published is in it, with snapshots", async () => {
    const { resources, faults } = await loadPackage(fileOf(version));
    expect(faults).toEqual([]);
    const names = resources.map(({ resource }) => `${resource.resourceType}/${resource.id ?? ''}`);
    const published = source.records[version].map(({ resource }) => `${resource.resourceType}/${resource.id ?? ''}`);
    expect(names.filter(name => !name.startsWith('ImplementationGuide/')).sort()).toEqual(published.sort());
    const profiles = resources
      .map(({ resource }) => resource)
      .filter(each => each.resourceType === 'StructureDefinition');
    expect(profiles.filter(profile => profile['snapshot'] === undefined)).toEqual([]);
  });

  test('the ImplementationGuide lists all, is valid, and has the url that the package name asks for', async () => {
    const entries = await unpack(fileOf(version));
    const guide = entries.find(({ name }) => name.startsWith('package/ImplementationGuide-'))?.text ?? '{}';
    const issues = await judgeText(engines, version, guide);
    expect(issues.filter(isError)).toEqual([]);
    const { url, packageId, definition } = JSON.parse(guide) as AnyResource & { definition: { resource: unknown[] } };
    expect(String(url).endsWith(`/ImplementationGuide/${String(packageId)}`)).toBe(true);
    const files = entries.filter(({ name }) => /^package\/(example\/)?[A-Z]/.test(name));
    expect(definition.resource).toHaveLength(files.length - 1);
  });
});

test('tables have a row for each concept and each mapping, and a notice', () => {
  const read = (name: string): string => readFileSync(join(folder, 'one', 'tables', name), 'utf8');
  expect(read('CodeSystem-calcinosis-type.csv').split('\n')[0]).toMatch(
    /^system,version,code,display,definition,parent/,
  );
  const concepts = read('CodeSystem-calcinosis-type.ndjson')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as object);
  expect(concepts).toHaveLength(27);
  expect(concepts).toContainEqual(expect.objectContaining({ code: 'scrotal-calcinosis', parent: 'idiopathic' }));
  const mappings = read('ConceptMap-calcinosis-type-to-snomed-ct.ndjson');
  expect(mappings).toContain('"relationship":"no map"');
  expect(mappings).toContain('"relationship":"related-to"');
  expect(read('NOTICE.txt')).toContain('ConceptMap-calcinosis-type-to-snomed-ct: Content of the Calx project');
});

test.each<[string, AnyResource, RegExp]>([
  [
    'a code system that may only be cited',
    { resourceType: 'CodeSystem', id: 'loinc', url: 'http://loinc.org', status: 'draft', content: 'fragment' },
    /may be cited, not published/,
  ],
  [
    'a code of ICD-11',
    {
      ...{ resourceType: 'ValueSet', id: 'icd', url: 'http://example.org/icd', status: 'draft' },
      compose: { include: [{ system: 'http://id.who.int/icd/entity', concept: [{ code: '899463360' }] }] },
    },
    /is of ICD-11/,
  ],
  [
    'a name of the UMLS',
    {
      ...{ resourceType: 'ValueSet', id: 'umls', url: 'http://example.org/umls', status: 'draft' },
      compose: {
        include: [
          { system: 'http://terminology.hl7.org/CodeSystem/umls', concept: [{ code: 'C1', display: 'A name' }] },
        ],
      },
    },
    /only identifiers may be published/,
  ],
])('%s is refused', async (_name, resource, expected) => {
  const planted = { resource, origin: 'calx' as const, source: 'planted' };
  const records = { ...source.records, R5: [...source.records.R5, planted] };
  await expect(writePackages({ ...source, records }, join(folder, 'three'))).rejects.toThrow(expected);
  expect(existsSync(join(folder, 'three'))).toBe(false);
});

test('a folder that holds something else is left alone', async () => {
  const other = mkdtempSync(join(folder, 'other-'));
  writeFileSync(join(other, 'thesis.txt'), 'years of work');
  await expect(writePackages(source, other)).rejects.toThrow(/holds something else/);
  expect(readdirSync(other)).toEqual(['thesis.txt']);
});
