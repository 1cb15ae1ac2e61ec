/** Code systems that are no resources, through every operation: they behave as any other. */
import type { AnyResource, CodeSystem, Parameters, ValueSetCompose } from '../../src/fhir/model.ts';
import type { ExpandRequest } from '../../src/terminology/terminology-request.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import { finderOf, minerals, mineralsUrl, sent, valueSet } from '../fixtures/terminology/mineral-codes.ts';
import { listed, numerals, numeralsUrl, sourceOf } from '../fixtures/terminology/tiny-sources.ts';

const listedNumerals = { include: [{ system: numeralsUrl, concept: ['7', '12', 'x', '8'].map(code => ({ code })) }] };
const even = [{ property: 'parity', op: '=' as const, value: 'even' }];
const service = createTerminologyService({
  finder: finderOf(minerals, valueSet('some-numerals', listedNumerals)),
  codeSystemSources: [sourceOf(numerals, listed({ ...minerals, version: '9' }))],
});
const someNumerals = 'http://example.org/ValueSet/some-numerals';

async function codesOf(compose: ValueSetCompose, more: Partial<ExpandRequest> = {}): Promise<string[]> {
  const { expansion } = await service.expand({ valueSet: sent(compose), ...more });
  return (expansion?.contains ?? []).map(({ code }) => code ?? '');
}

test.each<[string, ValueSetCompose, Partial<ExpandRequest>, string[]]>([
  ['listed codes, in their order', listedNumerals, {}, ['7', '12', '8']],
  ['listed codes that match a text', listedNumerals, { filter: '12' }, ['12']],
  ['a page of them', listedNumerals, { offset: 1, count: 1 }, ['12']],
  ['an imported list', { include: [{ valueSet: [someNumerals] }] }, {}, ['7', '12', '8']],
  [
    'the part of an import that passes a filter',
    { include: [{ system: numeralsUrl, filter: even, valueSet: [someNumerals] }] },
    {},
    ['12', '8'],
  ],
  [
    'the part of an import that is of the system',
    { include: [{ system: numeralsUrl, valueSet: [someNumerals] }] },
    {},
    ['7', '12', '8'],
  ],
  [
    'without what a filter excludes',
    { ...listedNumerals, exclude: [{ system: numeralsUrl, filter: even }] },
    {},
    ['7'],
  ],
  [
    'without listed ones, whenever they were found',
    { ...listedNumerals, exclude: [{ system: numeralsUrl, concept: [{ code: '99' }, { code: '7' }] }] },
    {},
    ['12', '8'],
  ],
  [
    'two lists are joined, also beyond 32 codes',
    {
      include: [
        ...listedNumerals.include,
        { system: numeralsUrl, concept: Array.from({ length: 40 }, (_, at) => ({ code: String(at + 100) })) },
      ],
    },
    { offset: 41 },
    ['138', '139'],
  ],
])('expands %s', async (_name, compose, more, expected) => {
  expect(await codesOf(compose, more)).toEqual(expected);
});

test.each<[string, () => Promise<unknown>]>([
  ['all codes', () => service.expand({ valueSet: sent({ include: [{ system: numeralsUrl }] }) })],
  [
    'all that pass a filter',
    () => service.expand({ valueSet: sent({ include: [{ system: numeralsUrl, filter: even }] }) }),
  ],
  [
    'the value set of all codes',
    () => service.expand({ valueSet: { url: 'http://example.org/ValueSet/all-numerals' } }),
  ],
])('a grammar has no list of %s: too costly, by name', async (_name, ask) => {
  await expect(ask()).rejects.toMatchObject({
    status: 422,
    issues: [
      { code: 'too-costly', text: `The code System "${numeralsUrl}" has a grammar, and cannot be enumerated directly` },
    ],
  });
});

const valueOf = ({ parameter }: Parameters, name: string): unknown =>
  Object.entries(parameter?.find(item => item.name === name) ?? {}).find(([key]) => key.startsWith('value'))?.[1];

test.each<[string, string, string, boolean]>([
  ['by url of all codes', 'http://example.org/ValueSet/all-numerals', '123', true],
  ['by ?fhir_vs', `${numeralsUrl}?fhir_vs`, '123', true],
  ['by a value set of its own rules', `${numeralsUrl}/even`, '12', true],
  ['not by its rules', `${numeralsUrl}/even`, '13', false],
  ['not by its grammar', `${numeralsUrl}?fhir_vs`, '1x', false],
])('a code is validated %s', async (_name, url, code, expected) => {
  const answer = await service.validateCode({ valueSet: { url }, system: numeralsUrl, code });
  expect(valueOf(answer, 'result')).toBe(expected);
});

test('a code that the grammar lacks is told as for any code system', async () => {
  const answer = await service.validateCode({ codeSystem: { url: numeralsUrl }, code: 'x' });
  expect(valueOf(answer, 'message')).toBe(`Unknown code 'x' in the CodeSystem '${numeralsUrl}' version '1'`);
});

test('lookup and subsumes answer from the grammar', async () => {
  const found = await service.lookup({ system: numeralsUrl, code: '42' });
  expect([valueOf(found, 'display'), valueOf(found, 'version')]).toEqual(['number 42', '1']);
  expect(valueOf(await service.subsumes({ system: numeralsUrl, codeA: '4', codeB: '4' }), 'outcome')).toBe(
    'equivalent',
  );
});

test('a supplement lies over a grammar and stays when the value set demands it', async () => {
  const supplement: CodeSystem = {
    resourceType: 'CodeSystem',
    url: 'http://example.org/CodeSystem/numerals-de',
    status: 'active',
    language: 'de',
    content: 'supplement',
    supplements: numeralsUrl,
    concept: [{ code: '7', display: 'sieben', property: [{ code: 'luck', valueCode: 'good' }] }],
  };
  const txResources = [supplement] as unknown as AnyResource[];
  const request = { txResources, useSupplement: [supplement.url!] };
  const found = await service.lookup({ ...request, system: numeralsUrl, code: '7', displayLanguage: 'de' });
  expect(valueOf(found, 'display')).toBe('sieben');
  const lucky = {
    system: numeralsUrl,
    valueSet: [someNumerals],
    filter: [{ property: 'luck', op: '=' as const, value: 'good' }],
  };
  expect(await codesOf({ include: [lucky] }, request)).toEqual(['7']);
});

test('code systems are listed with all versions and what they are', () => {
  expect(service.listCodeSystems()).toEqual([
    {
      url: mineralsUrl,
      versions: [
        { version: '1.2.0', content: 'complete', isDefault: true, isCompositional: false, filters: [] },
        { version: '9', content: 'complete', isDefault: false, isCompositional: false, filters: [] },
      ],
    },
    {
      url: numeralsUrl,
      versions: [{ version: '1', content: 'complete', isDefault: true, isCompositional: true, filters: [] }],
    },
  ]);
});
