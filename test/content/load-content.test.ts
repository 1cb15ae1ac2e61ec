import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { loadContent } from '../../src/content/load-content.ts';
import { loadPackage } from '../../src/content/package-loader.ts';
import { codeSystem, createContent, gates, repository, servedTypes } from './content-fixtures.ts';
import type { TemporaryContent } from './content-fixtures.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';

let content: TemporaryContent;
beforeEach(() => (content = createContent()));
afterEach(() => content.remove());

const manifest = (...fhirVersions: string[]): object => ({ name: 'a.package', version: '1.0.0', fhirVersions });

async function writeArchive(file: string, files: Record<string, string | object>): Promise<string> {
  const archive = pack();
  for (const [name, text] of Object.entries(files)) {
    archive.entry({ name }, typeof text === 'string' ? text : JSON.stringify(text));
  }
  archive.finalize();
  await pipeline(archive, createGzip(), createWriteStream(file));
  return file;
}

const identities = (records: readonly { resource: { resourceType: string; id?: string } }[]): string[] =>
  records.map(({ resource }) => `${resource.resourceType}/${resource.id}`);

describe('own content', () => {
  test('is published in both versions with generated narrative', async () => {
    content.write('fhir-resources/CodeSystem/a.json', codeSystem('a', { title: 'A & B', description: 'What it is.' }));
    const { records, faults } = await loadContent(content.options);
    expect(faults).toEqual([]);
    expect(identities(records.R4)).toEqual(['CodeSystem/a']);
    expect(identities(records.R5)).toEqual(['CodeSystem/a']);
    expect(records.R4[0]).toMatchObject({ origin: 'calx', source: 'fhir-resources/CodeSystem/a.json' });
    expect(records.R4[0]?.resource['text']).toMatchObject({
      status: 'generated',
      div: expect.stringContaining('<h2>A &amp; B</h2><p><b>Draft, for information only') as string,
    });
  });

  test.each([
    ['CodeSystem/b.json', codeSystem('a'), { path: 'id', reason: "the file's name says 'b'" }],
    ['ValueSet/a.json', codeSystem('a'), { path: 'resourceType', reason: 'its folder says ValueSet' }],
    ['CodeSystem/a.json', '{ "id": ', { path: '', reason: 'Invalid JSON at line 1' }],
    ['CodeSystem/a.json', '[]', { path: '', reason: 'is not a resource' }],
    ['CodeSystem/a.json', codeSystem('a', { colour: 'red' }), { path: 'CodeSystem.colour', reason: 'is unknown (R5)' }],
  ])('a planted fault in %s is caught with file, path and reason', async (name, planted, { path, reason }) => {
    content.write(`fhir-resources/${name}`, planted);
    const { faults, records } = await loadContent(content.options);
    const file = `fhir-resources/${name}`;
    expect(faults).toEqual([{ file, path, reason: expect.stringContaining(reason) as string }]);
    expect(records.R5).toEqual([]);
  });

  test('a planted duplicate canonical is caught and names both files', async () => {
    content.write('fhir-resources/CodeSystem/a.json', codeSystem('a'));
    content.write('fhir-resources/CodeSystem/b.json', { ...codeSystem('b'), url: 'http://example.org/a' });
    const { faults } = await loadContent(content.options);
    expect(faults).toEqual([
      {
        file: 'fhir-resources/CodeSystem/b.json',
        path: 'url',
        reason: 'claims http://example.org/a|1, as fhir-resources/CodeSystem/a.json does',
      },
    ]);
  });

  test('a file for one version is published in that version only, as it is', async () => {
    const evidence = { resourceType: 'Evidence', id: 'e', url: 'http://example.org/e', version: '1', status: 'draft' };
    content.write('fhir-resources/Evidence/e.r4.json', { ...evidence, exposureBackground: { display: 'x' } });
    content.write('fhir-resources/Evidence/e.r5.json', { ...evidence, variableDefinition: [] });
    const { records, faults } = await loadContent(content.options);
    expect(faults).toEqual([]);
    expect(records.R4.map(({ source }) => source)).toEqual(['fhir-resources/Evidence/e.r4.json']);
    expect(records.R4[0]?.resource).toMatchObject({ exposureBackground: { display: 'x' } });
    expect(records.R5.map(({ source }) => source)).toEqual(['fhir-resources/Evidence/e.r5.json']);
  });
});

describe("an operator's content", () => {
  const load = (...operatorPaths: string[]) => loadContent({ ...content.options, operatorPaths });

  test('in a folder is served as it is; what is invalid is refused with a warning, what is not served counted', async () => {
    content.write('mine/deep/good.json', codeSystem('good'));
    content.write('mine/bad.json', codeSystem('bad', { colour: 'red' }));
    content.write('mine/broken.json', '{');
    content.write('mine/no-id.json', { resourceType: 'CodeSystem', status: 'draft' });
    content.write('mine/patient.json', { resourceType: 'Patient', id: 'p' });
    const loaded = await load(join(content.root, 'mine'));
    expect(loaded.faults).toEqual([]);
    expect(identities(loaded.records.R4)).toEqual(['CodeSystem/good']);
    expect(loaded.records.R5[0]?.resource['text']).toBeUndefined();
    expect(loaded.refused.map(({ file }) => file)).toEqual(['mine/broken.json', 'mine/bad.json', 'mine/no-id.json']);
    expect(loaded).toMatchObject({ refusedCount: 3, skippedCount: 1 });
    expect(loaded.warnings).toContain('not served: mine/bad.json: CodeSystem.colour: is unknown (R5)');
  });

  const packageFiles = {
    'package/package.json': manifest('4.0.1'),
    'package/.index.json': {},
    'package/ConceptMap-m.json': {
      resourceType: 'ConceptMap',
      id: 'm',
      status: 'draft',
      group: [{ element: [{ code: 'a', target: [{ code: 'b', equivalence: 'wider' }] }] }],
    },
    'package/example/CodeSystem-x.json': codeSystem('x'),
  };
  const relationship = { group: [{ element: [{ target: [{ relationship: 'source-is-narrower-than-target' }] }] }] };
  const equivalence = { group: [{ element: [{ target: [{ equivalence: 'wider' }] }] }] };

  test.each([
    ['a .tgz', () => writeArchive(join(content.root, 'p.tgz'), packageFiles)],
    [
      'a folder',
      () => {
        for (const [name, file] of Object.entries(packageFiles)) content.write(`unpacked/${name}`, file);
        return Promise.resolve(join(content.root, 'unpacked'));
      },
    ],
  ])('in a package as %s is read in the version of the package, without its examples', async (_, write) => {
    const loaded = await load(await write());
    expect(loaded.faults).toEqual([]);
    expect(identities(loaded.records.R4)).toEqual(['ConceptMap/m']);
    expect(loaded.records.R4[0]?.resource).toMatchObject(equivalence);
    expect(loaded.records.R5[0]?.resource).toMatchObject(relationship);
  });

  test.each([
    ['a version that Calx does not read', { 'package/package.json': manifest('4.3.0') }, 'names FHIR 4.3.0'],
    ['no manifest', { 'package/CodeSystem-a.json': codeSystem('a') }, 'has no package/package.json'],
  ])('in a package with %s ends the start', async (_, files, reason) => {
    const loaded = await load(await writeArchive(join(content.root, 'p.tgz'), files as Record<string, object>));
    expect(loaded.faults).toEqual([{ file: '--content', path: '', reason: expect.stringContaining(reason) as string }]);
  });

  test('that is no archive, or is not there, ends the start', async () => {
    const loaded = await load(content.write('p.tgz', 'no gzip'), join(content.root, 'absent'));
    expect(loaded.faults.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('p.tgz is no readable package'),
      expect.stringContaining('absent does not exist'),
    ]);
  });

  test('that claims the canonical of ours is a fault that names both files', async () => {
    content.write('fhir-resources/CodeSystem/a.json', codeSystem('a'));
    content.write('mine/z.json', { ...codeSystem('z'), url: 'http://example.org/a' });
    const { faults } = await load(join(content.root, 'mine'));
    expect(faults).toEqual([
      {
        file: 'mine/z.json',
        path: 'url',
        reason: expect.stringContaining('as fhir-resources/CodeSystem/a.json') as string,
      },
    ]);
  });

  test.each([
    [{ files: 1, bytes: 1_000_000 }, 'more than 1 files'],
    [{ files: 100, bytes: 100 }, 'more than 100 bytes'],
  ])('in a package is bounded by %j', async (limits, reason) => {
    const file = await writeArchive(join(content.root, 'p.tgz'), packageFiles);
    const { faults } = await loadPackage(file, limits);
    expect(faults[0]?.reason).toContain(reason);
  });
});

test('what Calx publishes loads without a fault, and the same way each time', async () => {
  const options = {
    ownFolders: { resources: join(repository, 'fhir-resources'), valueSets: join(repository, 'valuesets') },
    ...{ operatorPaths: [], types: servedTypes, gates, codecs: versionCodecs },
  };
  const first = await loadContent(options);
  expect(first.faults).toEqual([]);
  const names = (version: 'R4' | 'R5'): string[] =>
    first.records[version]
      .map(({ resource }) => `${resource.resourceType}/${resource.id ?? ''}`)
      .filter(name => !/^(Citation|EvidenceReport|RiskEvidenceSynthesis)\//.test(name));
  expect(names('R4')).toEqual(names('R5'));
  expect(await loadContent(options)).toEqual(first);
});
