/**
 * Each search parameter of each served type in each version, from the table: a hit, a miss and a malformed value. What
 * must be found comes from HL7's definition and fhirpath.js, over filled resources and a sample of HL7's own.
 */
import type { SearchParameterRow } from '../../../src/contracts/resource-store.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import { openDefinitionArtifact } from '../../../src/store/definition-artifact.ts';
import { createResourceStore } from '../../../src/store/resource-store.ts';
import { searchTexts } from '../../fixtures/store/search-oracle.ts';
import type { OracleParameter } from '../../fixtures/store/search-oracle.ts';
import { searchableRecords } from '../../fixtures/store/searchable-resources.ts';

/** HL7's own resources of each type that are evaluated, evenly over the list. */
const sampleSize = 12;
/** Larger ones cost fhirpath.js too much, in characters of JSON. */
const largestSample = 60_000;

/** Values that no resource has, and values that are no value of the type. */
const misses: Readonly<Record<string, string>> = {
  string: 'no such text',
  token: 'no-such-code',
  uri: 'urn:no:such',
  reference: 'urn:no:such',
  date: '1066-10-14',
  quantity: '98765.4',
  composite: 'no-such-code$98765',
};
const malformed: Readonly<Record<string, string>> = {
  token: '|',
  date: 'yesterday',
  quantity: 'many',
  composite: 'one-part',
};

/** HL7's expressions that are not on the wire: R4 means the version of FHIR, but names the statement's own. */
const errata: Readonly<Record<string, string>> = {
  'CapabilityStatement.fhirversion': 'CapabilityStatement.fhirVersion',
};

describe.each(['R4', 'R5'] as const)('%s', (version: FhirVersion) => {
  const artifact = openDefinitionArtifact(`dist/definitions/${version.toLowerCase()}.bin`);
  const store = createResourceStore({ fhirVersion: version, records: searchableRecords(version, artifact), artifact });
  const definitions = new Map(
    artifact.listAll('SearchParameter').map(definition => [definition.url ?? '', definition] as const),
  );
  afterAll(() => {
    artifact.close();
  });

  const samples = new Map(
    store.types.map(type => {
      const all = store.listAll(type);
      const [full, others] = [
        all.filter(({ origin }) => origin !== 'hl7'),
        all.filter(({ origin }) => origin === 'hl7'),
      ];
      const step = Math.max(1, Math.floor(others.length / sampleSize));
      const spread = others.filter(
        (stored, at) => at % step === 0 && JSON.stringify(stored.read()).length < largestSample,
      );
      return [type, [...full, ...spread.slice(0, sampleSize)].map(stored => ({ stored, resource: stored.read() }))];
    }),
  );

  function oracleOf(type: string, row: SearchParameterRow): OracleParameter {
    const definition = definitions.get(row.url)?.read() as { component?: { definition: string; expression: string }[] };
    const components = (definition.component ?? []).map(part => ({
      type: String(definitions.get(part.definition)?.read()['type']),
      expression: part.expression,
    }));
    const expression = (version === 'R4' ? errata[`${type}.${row.name}`] : undefined) ?? row.expression ?? '';
    return { name: row.name, type: row.type, expression: ownPart(type, expression), components };
  }

  const find = (type: string, name: string, text: string, modifier?: string): ReadonlySet<string> => {
    const criteria = [{ name, values: [text], ...(modifier !== undefined && { modifier }) }];
    return new Set(store.search({ type, criteria, offset: 0, count: 10_000 }).resources.map(({ id }) => id));
  };

  describe.each(store.types)('%s', type => {
    const rows = store.searchParameters(type).filter(({ isSupported }) => isSupported);

    test.each(rows.map(row => [row.name, row] as const))('%s: a hit', (name, row) => {
      const oracle = oracleOf(type, row);
      const found = (samples.get(type) ?? []).map(({ stored, resource }) => ({
        id: stored.id,
        // Where a resource does not say when it changed, the store knows.
        texts:
          name === '_lastUpdated'
            ? [stored.lastUpdated]
            : name === '_id'
              ? [stored.id]
              : searchTexts(version, oracle, resource),
      }));
      const having = found.filter(({ texts }) => texts.length > 0);
      expect(having.length).toBeGreaterThan(0);
      for (const { texts } of [having[0], having.at(-1)].flatMap(one => one ?? [])) {
        const [text = ''] = texts;
        const hits = find(type, name, text);
        const wrong = found.filter(one =>
          one.texts.includes(text) ? !hits.has(one.id) : hits.has(one.id) && one.texts.length === 0,
        );
        expect([text, wrong.map(({ id }) => id)]).toEqual([text, []]);
      }
      if (row.modifiers?.includes('missing') !== true) return;
      const missing = find(type, name, 'true', 'missing');
      for (const { id, texts } of found) expect([id, missing.has(id) && texts.length > 0]).toEqual([id, false]);
    });

    test.each(rows.map(row => [row.name, row] as const))('%s: a miss', (name, row) => {
      expect(find(type, name, missOf(oracleOf(type, row))).size).toBe(0);
    });

    test.each(rows.map(row => [row.name, row] as const))('%s: a malformed value', (name, row) => {
      const [text, modifier] = malformed[row.type] === undefined ? ['perhaps', 'missing'] : [malformed[row.type]];
      expect(() => find(type, name, text ?? '', modifier)).toThrow(
        expect.objectContaining({ status: 400, message: expect.stringContaining(name) as string }) as Error,
      );
    });
  });
});

function missOf({ type, components }: OracleParameter): string {
  return type === 'composite' ? components.map(part => misses[part.type] ?? '').join('$') : (misses[type] ?? '');
}

/** Other types' alternatives say nothing of this one, and cost time. */
function ownPart(type: string, expression: string): string {
  const parts = expression.split('|').map(part => part.trim());
  const own = parts.filter(part => new RegExp(`^\\(*${type}\\b`).test(part));
  return own.length === 0 ? expression : own.join(' | ');
}
