import { join } from 'node:path';
import { loadContent } from '../../src/content/load-content.ts';
import type { LoadedContent } from '../../src/content/load-content.ts';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { openDefinitionArtifact } from '../../src/store/definition-artifact.ts';
import { createDefinitionFinder } from '../../src/store/definition-finder.ts';
import { createContent, repository } from './content-fixtures.ts';
import type { TemporaryContent } from './content-fixtures.ts';

const finderOf = (version: string) =>
  createDefinitionFinder(openDefinitionArtifact(join(repository, 'dist', 'definitions', `${version}.bin`)));
const definitions = { R4: finderOf('r4'), R5: finderOf('r5') };
const condition = 'fhir-resources/StructureDefinition/calcinosis-condition.json';
const versions: readonly FhirVersion[] = ['R4', 'R5'];

type Element = Readonly<Record<string, unknown>>;

let content: TemporaryContent;
beforeEach(() => (content = createContent()));
afterEach(() => content.remove());

function profile(id: string, others: object): AnyResource {
  const kind = { kind: 'resource', abstract: false, type: 'Condition', derivation: 'constraint' };
  const base = { baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Condition', fhirVersion: '5.0.0' };
  const url = `http://example.org/${id}`;
  return { resourceType: 'StructureDefinition', id, url, name: id, status: 'draft', ...kind, ...base, ...others };
}

const elementsOf = (loaded: LoadedContent, version: FhirVersion, id: string): readonly Element[] => {
  const found = loaded.records[version].find(({ resource }) => resource.id === id)?.resource;
  return (found?.['snapshot'] as { readonly element: readonly Element[] } | undefined)?.element ?? [];
};

const load = (own: readonly AnyResource[]): Promise<LoadedContent> => {
  for (const each of own) content.write(`fhir-resources/StructureDefinition/${each.id ?? ''}.json`, each);
  return loadContent({ ...content.options, definitions });
};

const needsCode = { differential: { element: [{ id: 'Condition.code', path: 'Condition.code', min: 1 }] } };

test.each(versions)('a profile of ours gets its snapshot, and is about %s', async version => {
  const { records, faults } = await load([profile('coded', needsCode)]);
  expect(faults).toEqual([]);
  const [record] = records[version];
  expect(record?.resource['fhirVersion']).toBe(version === 'R4' ? '4.0.1' : '5.0.0');
  const elements = elementsOf({ records } as LoadedContent, version, 'coded');
  expect(elements.find(({ id }) => id === 'Condition.code')).toMatchObject({ min: 1, base: { min: 0 } });
  // R4's Condition has an asserter, R5's a participant.
  expect(elements.some(({ id }) => id === 'Condition.asserter')).toBe(version === 'R4');
});

test('a profile on a profile of ours has what that asks for', async () => {
  const onCoded = { baseDefinition: 'http://example.org/coded', differential: { element: [] } };
  const loaded = await load([profile('a-derived', onCoded), profile('coded', needsCode)]);
  for (const version of versions) {
    const elements = elementsOf(loaded, version, 'a-derived');
    expect(elements.find(({ id }) => id === 'Condition.code')).toMatchObject({ min: 1 });
  }
});

test('a differential that FHIR does not allow ends the start, with file, place and version', async () => {
  const wrong = { differential: { element: [{ id: 'Condition.colour', path: 'Condition.colour', min: 1 }] } };
  const { faults } = await load([profile('wrong', wrong)]);
  expect(faults.map(({ file, path }) => `${file} ${path}`)).toEqual(
    Array(2).fill('fhir-resources/StructureDefinition/wrong.json StructureDefinition.differential.element[0]'),
  );
  expect(faults.map(({ reason }) => reason.slice(-4)).sort()).toEqual(['(R4)', '(R5)']);
});

test("no note of HL7's build tools comes with the published profiles", async () => {
  const own = createContent(true);
  const loaded = await loadContent({ ...own.options, definitions });
  own.remove();
  for (const version of versions) {
    const elements = elementsOf(loaded, version, 'calcinosis-condition');
    expect(elements.length).toBeGreaterThan(30);
    expect(JSON.stringify(elements)).not.toContain('http://hl7.org/fhir/tools/');
  }
  expect(loaded.records.R5.some(({ source }) => source === condition)).toBe(true);
});
