/** Grammars and registries through every operation, and over HL7's own value sets. */
import { openDefinitionArtifact } from '../../src/store/definition-artifact.ts';
import { createResourceFinder } from '../../src/store/resource-finder.ts';
import { createResourceStore } from '../../src/store/resource-store.ts';
import { fhirVersionNames, fhirVersions } from '../../src/fhir/fhir-version.ts';
import type { Parameters, ValueSetCompose } from '../../src/fhir/model.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import { createClientState } from '../../src/terminology/client-state/client-state.ts';
import { createRegisteredCodeSystems } from '../../src/terminology/code-systems/registered-code-systems.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import { finderOf, sent } from '../fixtures/terminology/mineral-codes.ts';

const codeSystemSources = [createRegisteredCodeSystems()];
const service = createTerminologyService({ finder: finderOf(), codeSystemSources });
const ucum = 'http://unitsofmeasure.org';

const valuesOf = ({ parameter = [] }: Parameters, name: string): unknown[] =>
  parameter
    .filter(item => item.name === name)
    .map(item => Object.entries(item).find(([key]) => key.startsWith('value'))?.[1] as unknown);
const valueOf = (answer: Parameters, name: string): unknown => valuesOf(answer, name)[0];

test.each<[string, string, boolean]>([
  [ucum, 'mg/dL', true],
  [ucum, 'MG/DL', false],
  ['urn:ietf:bcp:47', 'de-CH', true],
  ['urn:ietf:bcp:47', 'de-Schweiz', false],
  ['urn:ietf:bcp:13', 'application/fhir+json; fhirVersion=4.0', true],
  ['urn:ietf:bcp:13', 'json', false],
  ['urn:ietf:rfc:3986', 'urn:oid:2.16.840.1.113883.6.1', true],
  ['urn:ietf:rfc:3986', 'urn:oid:2.16.840.1.113883.6.', false],
  ['urn:iso:std:iso:3166', 'CHE', true],
  ['urn:iso:std:iso:3166', 'SUI', false],
  ['urn:iso:std:iso:3166:-2', 'CH-BE', true],
  ['urn:iso:std:iso:4217', 'CHF', true],
  ['http://unstats.un.org/unsd/methods/m49/m49.htm', '001', true],
  ['https://www.iana.org/time-zones', 'Europe/Zurich', true],
])('in %s the code %s is valid: %s, and known to its value set as to lookup', async (url, code, expected) => {
  const answers = [
    await service.validateCode({ codeSystem: { url }, code }),
    await service.validateCode({ valueSet: { url: `${url}?fhir_vs` }, system: url, code }),
  ];
  expect(answers.map(answer => valueOf(answer, 'result'))).toEqual([expected, expected]);
  const looking = async () => service.lookup({ system: url, code });
  if (expected) expect(valueOf(await looking(), 'code')).toBe(code);
  else await expect(looking).rejects.toThrow(new RegExp(`^Unknown code '.*' in the CodeSystem '${url}'`));
});

test.each([
  [ucum, 'N', 'kg.m/s2', 'equivalent'],
  [ucum, 'mg', 'g', 'not-subsumed'],
  ['urn:ietf:bcp:47', 'de-ch', 'de-CH', 'equivalent'],
])('subsumes in %s: %s and %s are %s', async (system, codeA, codeB, expected) => {
  expect(valueOf(await service.subsumes({ system, codeA, codeB }), 'outcome')).toBe(expected);
});

test('a tag in another case is answered with its own', async () => {
  const answer = await service.validateCode({
    codeSystem: { url: 'urn:ietf:bcp:47' },
    code: 'EN-us',
    display: 'English (United States)',
  });
  expect([valueOf(answer, 'result'), valueOf(answer, 'normalized-code')]).toEqual([true, 'en-US']);
});

test.each<[string, ValueSetCompose['include'][number], (readonly [string, string])[]]>([
  [
    'units, with what the value set calls them',
    { system: ucum, concept: [{ code: 'mg', display: 'Milligram' }, { code: 'mg/dL' }, { code: 'pound' }] },
    [
      ['mg', 'Milligram'],
      ['mg/dL', 'mg/dL'],
    ],
  ],
  [
    'languages, with composed names',
    { system: 'urn:ietf:bcp:47', concept: [{ code: 'de-CH' }, { code: 'rm' }] },
    [
      ['de-CH', 'German (Switzerland)'],
      ['rm', 'Romansh'],
    ],
  ],
  [
    'parts of a country',
    { system: 'urn:iso:std:iso:3166:-2', filter: [{ property: 'country', op: '=', value: 'LI' }] },
    ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11'].map(
      (number, at) =>
        [
          `LI-${number}`,
          [
            'Balzers',
            'Eschen',
            'Gamprin',
            'Mauren',
            'Planken',
            'Ruggell',
            'Schaan',
            'Schellenberg',
            'Triesen',
            'Triesenberg',
            'Vaduz',
          ][at] ?? '',
        ] as const,
    ),
  ],
])('expands %s', async (_name, include, expected) => {
  const { expansion } = await service.expand({ valueSet: sent({ include: [include] }) });
  expect(expansion?.contains?.map(({ code, display }) => [code, display])).toEqual(expected);
});

test('countries are shown in the language that is asked for', async () => {
  const include = { system: 'urn:iso:std:iso:3166', concept: [{ code: 'CH' }] };
  const { expansion } = await service.expand({ valueSet: sent({ include: [include] }), displayLanguage: 'fr' });
  expect(expansion?.contains?.[0]?.display).toBe('Suisse');
});

test('capabilities say which code systems are composed, and which filters they have', () => {
  const found = service.listCodeSystems().find(({ url }) => url === ucum);
  expect(found?.versions).toEqual([
    {
      version: undefined,
      content: 'complete',
      isDefault: true,
      isCompositional: true,
      filters: [
        { code: 'canonical', operators: ['=', 'in'] },
        { code: 'comparable', operators: ['=', 'in'] },
        { code: 'property', operators: ['='] },
      ],
    },
  ]);
});

describe.each(fhirVersions)("HL7's value sets in %s", fhirVersion => {
  const artifact = openDefinitionArtifact(`dist/definitions/${fhirVersionNames[fhirVersion].path}.bin`);
  const store = createResourceStore({ fhirVersion, records: [], artifact });
  const finder = createResourceFinder(store, versionCodecs[fhirVersion]);
  const core = createTerminologyService({ finder, codeSystemSources });
  const url = (name: string): string => `http://hl7.org/fhir/ValueSet/${name}`;

  test.each([
    ...['ucum-common', 'ucum-vitals-common', 'age-units', 'units-of-time', 'languages', 'currencies', 'timezones'],
    ...['iso3166-1-2', 'iso3166-1-3', 'iso3166-1-N', 'jurisdiction'],
  ])('%s expands, and each of a page of its codes is valid in it', async name => {
    const { expansion } = await core.expand({ valueSet: { url: url(name) }, count: 50 });
    const codes = expansion?.contains ?? [];
    expect(codes.length).toBeGreaterThan(5);
    for (const { system = '', code = '' } of codes) {
      const answer = await core.validateCode({ valueSet: { url: url(name) }, system, code });
      expect([code, valueOf(answer, 'result')]).toEqual([code, true]);
    }
  });

  test.each<[string, string, string, string]>([
    ['ucum-units', ucum, 'ug/L', 'micrograms'],
    ['all-distance-units', ucum, '[ft_i]', 's'],
    ['all-time-units', ucum, 'fs', 'm'],
    ['all-languages', 'urn:ietf:bcp:47', 'gsw-CH', 'swiss'],
    ['mimetypes', 'urn:ietf:bcp:13', 'text/cql', 'cql'],
  ])('%s is too large to expand and takes %s#%s, not %s', async (name, system, code, wrong) => {
    await expect(core.expand({ valueSet: { url: url(name) } })).rejects.toMatchObject({
      issues: [
        { code: 'too-costly', text: `The code System "${system}" has a grammar, and cannot be enumerated directly` },
      ],
    });
    const resultOf = async (asked: string) =>
      valueOf(await core.validateCode({ valueSet: { url: url(name) }, system, code: asked }), 'result');
    expect([await resultOf(code), await resultOf(wrong)]).toEqual([true, false]);
  });

  test('the units of a list that are comparable with one are those that both have', async () => {
    const include = {
      system: ucum,
      filter: [{ property: 'canonical', op: '=' as const, value: 'm' }],
      valueSet: [url('ucum-common')],
    };
    const { expansion } = await core.expand({ valueSet: sent({ include: [include] }) });
    const codes = (expansion?.contains ?? []).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['cm', 'km', '[in_i]']));
    expect(codes).not.toContain('mg');
  });
});

test('a closure table of units knows which are the same, over several requests', async () => {
  const keeping = createTerminologyService({ finder: finderOf(), codeSystemSources, state: createClientState() });
  const add = (...codes: readonly string[]) =>
    keeping.closure!({ name: 'units', concepts: codes.map(code => ({ system: ucum, code })) });
  await keeping.closure!({ name: 'units' });
  await add('N', 'mg');
  const { group } = await add('g', 'kg.m/s2');
  expect(group?.[0]?.element).toEqual([{ code: 'kg.m/s2', target: [{ code: 'N', relationship: 'equivalent' }] }]);
});
