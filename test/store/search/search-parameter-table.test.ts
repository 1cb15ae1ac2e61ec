import { openDefinitionArtifact } from '../../../src/store/definition-artifact.ts';
import { createResourceStore } from '../../../src/store/resource-store.ts';

describe.each(['R4', 'R5'] as const)('the parameter table of %s', fhirVersion => {
  const artifact = openDefinitionArtifact(`dist/definitions/${fhirVersion.toLowerCase()}.bin`);
  const store = createResourceStore({ fhirVersion, records: [], artifact });
  const names = (type: string, isSupported: boolean): readonly string[] =>
    store
      .searchParameters(type)
      .filter(row => row.isSupported === isSupported)
      .map(({ name }) => name);

  test('has a row for each SearchParameter that HL7 bases on a served type', () => {
    for (const type of store.types) {
      const rows = new Set(store.searchParameters(type).map(({ name }) => name));
      for (const definition of artifact.listAll('SearchParameter')) {
        const { base, code } = definition.read() as unknown as { base?: readonly string[]; code: string };
        if (base?.includes(type) === true) expect(rows).toContain(code);
      }
    }
  });

  test('says of each row what it is, and of each name once', () => {
    for (const type of store.types) {
      const rows = store.searchParameters(type);
      expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
      for (const row of rows) {
        expect(row.url).toMatch(/^http:\/\/hl7\.org\/fhir\/SearchParameter\//);
        expect(row.type).toMatch(/^(string|token|uri|date|reference|quantity|composite|special|number)$/);
      }
    }
  });

  test('supports what HL7 defines for every canonical resource', () => {
    const common = ['_id', '_lastUpdated', 'date', 'description', 'name', 'publisher', 'status', 'url', 'version'];
    for (const type of ['CodeSystem', 'ValueSet', 'ConceptMap', 'PlanDefinition', 'StructureDefinition']) {
      expect(names(type, true)).toEqual(expect.arrayContaining(common));
    }
  });

  test.each([
    ['CodeSystem', ['content-mode', 'supplements', 'code', 'language', 'context-type-quantity'], ['_text']],
    ['ValueSet', ['reference', 'expansion', 'code', 'context-quantity', 'keyword'], ['_content']],
    ['StructureDefinition', ['type', 'path', 'base-path', 'valueset', 'ext-context'], ['_filter']],
    ['ConceptMap', ['source-code', 'target-code'], ['_query']],
    ['NamingSystem', ['kind', 'value', 'telecom'], ['_text']],
  ])('%s: %j are supported, %j are rows that are not', (type, supported, lacking) => {
    expect(names(type, true)).toEqual(expect.arrayContaining(supported));
    expect(names(type, false)).toEqual(expect.arrayContaining(lacking));
  });

  test('lacks only what is not about the resource itself, and says why', () => {
    const lacking = new Set(
      store.types.flatMap(type =>
        store
          .searchParameters(type)
          .filter(row => !row.isSupported)
          .map(({ name, unsupported = '' }) => `${name.startsWith('_') ? '' : `${type}.`}${name}: ${unsupported}`),
      ),
    );
    const without = 'HL7 gives it no expression over the resource';
    const everywhere = ['_content', '_filter', '_query', '_text'].map(name => `${name}: ${without}`);
    const inR5 = [
      ...['_has', '_list', '_type'].map(name => `${name}: ${without}`),
      '_in: it asks for members of groups and lists, which are not served',
      "EvidenceVariable.topic: HL7's expression for it says nothing of EvidenceVariable",
    ];
    expect([...lacking].sort()).toEqual([...everywhere, ...(fhirVersion === 'R5' ? inR5 : [])].sort());
  });

  test('has nothing for a type that is not served', () => {
    expect(store.searchParameters('Patient')).toEqual([]);
  });
});
