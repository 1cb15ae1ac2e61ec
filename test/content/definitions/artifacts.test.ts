import { definitionsLock } from '../../../src/content/definitions/definitions-lock.ts';
import { definitionPackages } from '../../../src/content/definitions/definition-packages.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import { openDefinitionArtifact } from '../../../src/store/definition-artifact.ts';

const artifacts = {
  R4: openDefinitionArtifact('dist/definitions/r4.bin'),
  R5: openDefinitionArtifact('dist/definitions/r5.bin'),
};

describe.each(['R4', 'R5'] as const)('the artifact of %s', version => {
  const artifact = artifacts[version];

  test('holds everything that the lock counts', () => {
    const expected: Record<string, number> = {};
    for (const { name } of definitionPackages[version]) {
      const counts = definitionsLock[name]?.counts ?? {};
      for (const [type, count] of Object.entries(counts)) expected[type] = (expected[type] ?? 0) + count;
    }
    expect(Object.fromEntries(artifact.types.map(type => [type, artifact.count(type)]))).toEqual(expected);
    expect(artifact.fhirVersion).toBe(version);
  });

  test('gives every resource alone, under a valid id of its own that the resource carries', () => {
    for (const type of artifact.types) {
      const definitions = artifact.listAll(type);
      expect(new Set(definitions.map(({ id }) => id)).size).toBe(definitions.length);
      for (const { id } of definitions) expect(id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
      for (const definition of [definitions[0]!, definitions.at(-1)!]) {
        expect(definition.read()).toMatchObject({ resourceType: type, id: definition.id });
      }
    }
  });

  test('dates every resource, and none by the build', () => {
    for (const type of artifact.types) {
      for (const { lastUpdated } of artifact.listAll(type)) expect(lastUpdated).toMatch(/^(19|20[012])\d.*Z$/);
    }
  });

  test('reads Patient with snapshot and differential', () => {
    const patient = artifact.findCanonical('StructureDefinition', 'http://hl7.org/fhir/StructureDefinition/Patient');
    expect(patient).toMatchObject({ kind: 'resource', derivation: 'specialization', constrains: 'Patient' });
    const { snapshot, differential, text } = patient?.read() as Record<string, { element?: unknown[] }>;
    expect(snapshot?.element?.length).toBeGreaterThan(40);
    expect(differential?.element?.length).toBeGreaterThan(20);
    expect(text).toBeDefined();
  });

  test.each([
    ['CodeSystem', 'http://hl7.org/fhir/CodeSystem/example'],
    ['ValueSet', 'http://hl7.org/fhir/ValueSet/example-intensional'],
    ['StructureDefinition', 'http://hl7.org/fhir/StructureDefinition/lipidprofile'],
  ])('has no example %s %s', (type, url) => {
    expect(artifact.list(type, url)).toEqual([]);
  });
});

describe('precedence', () => {
  const shared = (version: FhirVersion, type: string): readonly string[] => {
    const urls = new Set(artifacts[version].listAll(type).map(({ url }) => url ?? ''));
    return [...urls].filter(url => artifacts[version].list(type, url).length > 1);
  };
  const isAnsweredBy = (version: FhirVersion, type: string, name: string) => (url: string) =>
    artifacts[version].list(type, url)[0]?.source.startsWith(`${name}#`) === true;

  test.each([
    ['R4', 'CodeSystem', 746, 9],
    ['R4', 'ValueSet', 603, 40],
    ['R4', 'StructureDefinition', 0, 389],
    ['R5', 'CodeSystem', 0, 0],
    ['R5', 'ValueSet', 0, 1],
  ] as const)('%s %s: THO answers %d urls of core, the extension pack %d', (version, type, byTho, byPack) => {
    const urls = shared(version, type);
    const path = version.toLowerCase();
    expect(urls.filter(isAnsweredBy(version, type, `hl7.terminology.${path}`))).toHaveLength(byTho);
    expect(urls.filter(isAnsweredBy(version, type, `hl7.fhir.uv.extensions.${path}`))).toHaveLength(byPack);
    expect(urls).toHaveLength(byTho + byPack);
  });

  test('the copy in core is reachable by version, under an id with suffix', () => {
    const url = 'http://terminology.hl7.org/CodeSystem/action-type';
    expect(artifacts.R4.findCanonical('CodeSystem', url)).toMatchObject({ id: 'action-type', version: '1.0.1' });
    expect(artifacts.R4.findCanonical('CodeSystem', url, '4.0.1')).toMatchObject({ id: 'action-type-4.0.1' });
    expect(artifacts.R4.findCanonical('CodeSystem', url, '9')).toBeUndefined();
  });
});
