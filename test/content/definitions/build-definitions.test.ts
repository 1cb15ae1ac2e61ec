import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifactPath, buildDefinitions, checkArtifact } from '../../../src/content/definitions/build-definitions.ts';
import { openDefinitionArtifact } from '../../../src/store/definition-artifact.ts';
import { writeTinyPackages } from '../../fixtures/definitions/tiny-packages.ts';

const ignore = (): void => undefined;

describe('an artifact built from three packages', () => {
  const folders = writeTinyPackages();
  const fractions: number[] = [];
  buildDefinitions('R4', folders, fraction => fractions.push(fraction), folders.lock);
  const artifact = openDefinitionArtifact(artifactPath(folders.output, 'R4'));
  afterAll(() => {
    artifact.close();
  });

  test('has definitions only: no example, no instance', () => {
    const counts = Object.fromEntries(artifact.types.map(type => [type, artifact.count(type)]));
    expect(counts).toEqual({ CodeSystem: 2, SearchParameter: 2, StructureDefinition: 4 });
  });

  test('lets THO answer a url without version although core has the higher number', () => {
    const url = 'http://terminology.hl7.org/CodeSystem/shape';
    expect(artifact.list('CodeSystem', url).map(({ id, version }) => [id, version])).toEqual([
      ['shape', '1.0.1'],
      ['shape-4.0.1', '4.0.1'],
    ]);
    expect(artifact.findCanonical('CodeSystem', url, '4.0.1')?.read()).toEqual({
      resourceType: 'CodeSystem',
      id: 'shape-4.0.1',
      url,
      version: '4.0.1',
      name: 'Shape',
      status: 'active',
      content: 'complete',
    });
  });

  test.each([
    ['an extension from the extension pack', 'colour', '5.3.0'],
    ['a resource type from core', 'Patient', '4.0.1'],
  ])('prefers %s', (_, id, version) => {
    const found = artifact.list('StructureDefinition', `http://hl7.org/fhir/StructureDefinition/${id}`);
    expect(found.map(definition => definition.version)).toContain(version);
    expect(found[0]).toMatchObject({ id, version });
  });

  test('keeps narrative, and tells date and source', () => {
    const shape = artifact.find('CodeSystem', 'shape');
    expect(shape).toMatchObject({
      origin: 'hl7',
      source: 'hl7.terminology.r4#7.0.1',
      content: 'complete',
      lastUpdated: '2024-05-01T00:00:00.000Z',
    });
    expect(shape?.read()).toMatchObject({ text: { div: '<div>kept</div>' }, concept: [{ code: 'circle' }] });
    expect(artifact.find('CodeSystem', 'shape-4.0.1')?.lastUpdated).toBe('2020-02-02T00:00:00.000Z');
  });

  test('has the values of supported search parameters', () => {
    expect(artifact.find('CodeSystem', 'shape')?.searchValues('publisher')).toEqual(['THO']);
    expect(artifact.find('CodeSystem', 'shape')?.searchValues('content')).toEqual(['|complete']);
    expect(artifact.find('CodeSystem', 'shape-4.0.1')?.searchValues('publisher')).toEqual([]);
  });

  test('reports progress that ends at 1 and leaves no temporary file', () => {
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((left, right) => left - right));
    expect(readdirSync(folders.output)).toEqual(['r4.bin']);
  });
});

describe('a package that is not the locked one', () => {
  test.each([
    ['another version', { version: '9.9.9' }, /hl7\.terminology\.r4 .*version is 7\.0\.1, expected 9\.9\.9.*npm ci/],
    ['another count', { counts: { CodeSystem: 5 } }, /CodeSystem is 1, expected 5/],
    ['a type too few', { counts: { CodeSystem: 1, ValueSet: 2 } }, /ValueSet is absent, expected 2/],
    ['other bytes', { digest: 'beef' }, /digest is [0-9a-f]{64}, expected beef/],
  ])('is refused for %s, and nothing is written', (_, difference, message) => {
    const folders = writeTinyPackages();
    const name = 'hl7.terminology.r4';
    const lock = { ...folders.lock, [name]: { ...folders.lock[name]!, ...difference } };
    expect(() => {
      buildDefinitions('R4', folders, ignore, lock);
    }).toThrow(message);
    expect(existsSync(folders.output)).toBe(false);
  });
});

describe('the state of an artifact', () => {
  const folders = writeTinyPackages();

  test('is to-build while packages are there and it is absent or broken', () => {
    expect(checkArtifact('R4', folders)).toBe('to-build');
    buildDefinitions('R4', folders, ignore, folders.lock);
    expect(checkArtifact('R4', folders)).toBe('to-build');
    writeFileSync(artifactPath(folders.output, 'R4'), 'CALXDEFSgarbage');
    expect(checkArtifact('R4', folders)).toBe('to-build');
  });

  test('is current without packages when it can be read', () => {
    buildDefinitions('R4', folders, ignore, folders.lock);
    rmSync(join(folders.nodeModules, 'hl7.fhir.r4.core'), { recursive: true });
    expect(checkArtifact('R4', folders)).toBe('current');
  });

  test('is packages-missing when neither is there', () => {
    expect(checkArtifact('R5', folders)).toBe('packages-missing');
  });
});
