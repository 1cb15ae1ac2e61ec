import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDefinitionFinder } from '../../src/store/definition-finder.ts';
import { openDefinitionArtifact, readArtifactHeader } from '../../src/store/definition-artifact.ts';

const real = 'dist/definitions/r4.bin';

function corrupted(change: (bytes: Buffer) => Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'calx-artifact-')), 'r4.bin');
  writeFileSync(path, change(readFileSync(real)));
  return path;
}

describe('opening', () => {
  test.each([
    ['an absent file', () => '/nonexistent/r4.bin', /ENOENT.*nonexistent/],
    [
      'another kind of file',
      () => corrupted(() => Buffer.from('{"resourceType": "Bundle"}')),
      /not a definition artifact/,
    ],
    ['a file that was cut', () => corrupted(bytes => bytes.subarray(0, 100)), /ends too early/],
    [
      'an artifact of another format',
      () =>
        corrupted(bytes =>
          Buffer.from(bytes.toString('latin1').replace(/"formatVersion":\d/, '"formatVersion":0'), 'latin1'),
        ),
      /format 0.*build again/,
    ],
  ])('%s says so', (_, pathOf, message) => {
    expect(() => openDefinitionArtifact(pathOf())).toThrow(message);
  });

  test('the header of a file that is none is undefined', () => {
    expect(readArtifactHeader('package.json')).toBeUndefined();
    expect(readArtifactHeader('/nonexistent')).toBeUndefined();
    expect(readArtifactHeader(real)?.fhirVersion).toBe('R4');
  });
});

describe('an artifact', () => {
  const artifact = openDefinitionArtifact(real);
  afterAll(() => {
    artifact.close();
  });

  test('reads the same resource again after others took its place in the cache', () => {
    const first = artifact.find('CodeSystem', 'v3-ActCode')?.read();
    for (const definition of artifact.listAll('StructureDefinition')) definition.read();
    expect(artifact.find('CodeSystem', 'v3-ActCode')?.read()).toEqual(first);
  });

  test('hands out a tree of its own with each read', () => {
    const patient = artifact.find('StructureDefinition', 'Patient');
    expect(patient?.read()).not.toBe(patient?.read());
  });

  test.each([
    ['type', 'Patient', 'Patient'],
    ['id', 'CodeSystem', 'none'],
  ])('knows no unknown %s', (_, type, id) => {
    expect(artifact.find(type, id)).toBeUndefined();
    expect(artifact.list(type, id)).toEqual([]);
  });
});

describe.each([
  ['R4', 'dist/definitions/r4.bin', ['RequestGroup', 'Patient', 'HumanName', 'string', 'Element', 'Resource']],
  ['R5', 'dist/definitions/r5.bin', ['RequestOrchestration', 'Patient', 'HumanName', 'string', 'integer64', 'Base']],
])('the definition finder of %s', (_, path, types) => {
  const artifact = openDefinitionArtifact(path);
  const finder = createDefinitionFinder(artifact);
  const base = 'http://hl7.org/fhir/StructureDefinition/';
  afterAll(() => {
    artifact.close();
  });

  test('finds a definition by url, with or without version', () => {
    const found = finder.findStructureDefinition(`${base}Patient`);
    expect(found).toMatchObject({ resourceType: 'StructureDefinition', url: `${base}Patient` });
    expect(finder.findStructureDefinition(`${base}Patient|${String(found?.['version'])}`)).toEqual(found);
    expect(finder.findStructureDefinition(`${base}Patient|0.0`)).toBeUndefined();
    expect(finder.findStructureDefinition(`${base}Nothing`)).toBeUndefined();
  });

  test('lists types and neither profiles nor extensions nor logical models', () => {
    const listed = [...finder.listTypeDefinitions()];
    expect(listed).toEqual(expect.arrayContaining(types.map(type => base + type)));
    for (const type of ['bp', 'SimpleQuantity', 'patient-birthTime', 'FiveWs'])
      expect(listed).not.toContain(base + type);
    expect(new Set(listed).size).toBe(listed.length);
  });
});
