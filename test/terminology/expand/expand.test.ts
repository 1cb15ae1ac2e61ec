import { createTerminologyService } from '../../../src/terminology/terminology-service.ts';
import type { ExpandRequest } from '../../../src/terminology/terminology-request.ts';
import type { AnyResource, ValueSet, ValueSetCompose, ValueSetExpansionContains } from '../../../src/fhir/model.ts';
import {
  finderOf,
  minerals,
  mineralsInSpanish,
  mineralsNext,
  mineralsUrl,
  sent,
  valueSet,
} from '../../fixtures/terminology/mineral-codes.ts';

const fragment = { ...minerals, url: 'http://example.org/fragment', content: 'fragment' as const };
const service = createTerminologyService({
  finder: finderOf(
    mineralsNext,
    minerals,
    mineralsInSpanish,
    fragment,
    valueSet('hard', {
      include: [{ system: mineralsUrl, filter: [{ property: 'hardness', op: 'in', value: '4,5' }] }],
    }),
  ),
});

const whole: ValueSetCompose = { include: [{ system: mineralsUrl }] };

function expand(compose: ValueSetCompose, request: Partial<ExpandRequest> = {}, more: Partial<ValueSet> = {}) {
  return service.expand({ valueSet: sent(compose, more), ...request });
}

/** Codes with those below them in brackets: `a(b c) d`. */
function outline(contains: readonly ValueSetExpansionContains[] = []): string {
  return contains
    .map(({ code, contains: below }) => `${code}${below === undefined ? '' : `(${outline(below)})`}`)
    .join(' ');
}

async function outlineOf(compose: ValueSetCompose, request: Partial<ExpandRequest> = {}): Promise<string> {
  return outline((await expand(compose, request)).expansion?.contains);
}

/** Values of the expansion's parameters with the name. */
function parametersOf({ expansion }: ValueSet, name: string): unknown[] {
  const found = (expansion?.parameter ?? []).filter(parameter => parameter.name === name);
  return found.map(parameter => Object.entries(parameter).find(([key]) => key.startsWith('value'))?.[1]);
}

const filter = (property: string, op: string, value: string): ValueSetCompose =>
  ({ include: [{ system: mineralsUrl, filter: [{ property, op, value }] }] }) as ValueSetCompose;

test.each<[string, ValueSetCompose, Partial<ExpandRequest>, string]>([
  ['a whole system is nested', whole, {}, 'carbonate(calcite aragonite(pearl)) phosphate(apatite) oxalate'],
  ['flat on demand', whole, { excludeNested: true }, 'carbonate calcite aragonite pearl phosphate apatite oxalate'],
  ['is-a is nested', filter('concept', 'is-a', 'carbonate'), {}, 'carbonate(calcite aragonite(pearl))'],
  ['other filters give a list', filter('hardness', 'exists', 'true'), {}, 'calcite aragonite apatite'],
  [
    'enumerated codes keep their order, unknown ones are left out',
    { include: [{ system: mineralsUrl, concept: [{ code: 'pearl' }, { code: 'quartz' }, { code: 'calcite' }] }] },
    {},
    'pearl calcite',
  ],
  ['inactive ones go by definition', { inactive: false, ...whole }, { excludeNested: true, filter: 'oxal' }, ''],
  [
    'inactive ones go by request',
    filter('concept', 'is-not-a', 'carbonate'),
    { activeOnly: true },
    'phosphate(apatite)',
  ],
  ['abstract ones go by request', whole, { excludeNotForUI: true }, 'calcite aragonite(pearl) apatite oxalate'],
  ['a text finds by beginnings of words', whole, { filter: 'moth' }, 'pearl'],
  ['a text finds by designation', whole, { filter: 'kalz' }, 'calcite'],
  [
    "a text finds by the value set's own display",
    { include: [{ system: mineralsUrl, concept: [{ code: 'calcite', display: 'Spar' }, { code: 'pearl' }] }] },
    { filter: 'spa' },
    'calcite',
  ],
  ['a page is a list', whole, { offset: 1, count: 3 }, 'calcite aragonite pearl'],
  ['a page past the end is empty', whole, { offset: 99 }, ''],
  [
    'excluded codes leave those below them',
    { ...whole, exclude: [{ system: mineralsUrl, concept: [{ code: 'carbonate' }] }] },
    {},
    'calcite aragonite(pearl) phosphate(apatite) oxalate',
  ],
  ['an import is a list', { include: [{ valueSet: ['http://example.org/ValueSet/hard'] }] }, {}, 'aragonite apatite'],
  [
    'codes and import must both hold',
    {
      include: [
        {
          system: mineralsUrl,
          filter: [{ property: 'concept', op: 'is-a', value: 'carbonate' }],
          valueSet: ['http://example.org/ValueSet/hard'],
        },
      ],
    },
    {},
    'aragonite',
  ],
  [
    'repeats come once',
    { include: [{ system: mineralsUrl, concept: [{ code: 'pearl' }] }, { system: mineralsUrl }] },
    { excludeNested: true },
    'pearl carbonate calcite aragonite phosphate apatite oxalate',
  ],
  [
    'a system is left out by request',
    { include: [{ system: mineralsUrl }, { system: fragment.url }] },
    { excludeSystem: [mineralsUrl], count: 1 },
    'carbonate',
  ],
])('%s', async (_name, compose, request, expected) => {
  expect(await outlineOf(compose, request)).toBe(expected);
});

test('the answer names the value set and what it was made from, not its definition', async () => {
  const expanded = await expand(whole, { excludeNested: true, count: 2, activeOnly: false }, { description: 'Stones' });
  expect(Object.keys(expanded).sort()).toEqual(['expansion', 'resourceType', 'status', 'url', 'version']);
  expect(expanded.expansion).toMatchObject({
    identifier: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    total: 7,
  });
  expect(parametersOf(expanded, 'used-codesystem')).toEqual([`${mineralsUrl}|1.2.0`]);
  expect(['excludeNested', 'count', 'activeOnly'].flatMap(name => parametersOf(expanded, name))).toEqual([
    true,
    2,
    false,
  ]);
});

test.each<[string, Partial<ExpandRequest>, number | undefined]>([
  ['a page', { offset: 2, count: 2 }, 2],
  ['the first page', { count: 2 }, 0],
  ['what has all', { count: 7 }, undefined],
  ['the total alone', { count: 0 }, undefined],
])('%s says where it begins: %j', async (_name, request, offset) => {
  expect((await expand(whole, request)).expansion?.offset).toBe(offset);
});

test('the definition comes when it is asked for', async () => {
  expect(await expand(whole, { includeDefinition: true })).toMatchObject({ compose: whole });
});

test('an entry says what is abstract, inactive, and of which status', async () => {
  const { expansion } = await expand(whole, { excludeNested: true });
  expect(expansion?.contains?.[0]).toEqual({
    system: mineralsUrl,
    abstract: true,
    code: 'carbonate',
    display: 'Carbonate',
  });
  expect(expansion?.contains?.at(-1)).toEqual({
    system: mineralsUrl,
    inactive: true,
    code: 'oxalate',
    display: 'Oxalate',
    property: [{ code: 'status', valueCode: 'retired' }],
  });
  expect(expansion?.property).toEqual([{ code: 'status', uri: 'http://hl7.org/fhir/concept-properties#status' }]);
});

test.each([
  ['all designations', {}, ['Kalzit', 'Calcit']],
  ['those of a language', { designation: ['urn:ietf:bcp:47|de'] }, ['Kalzit']],
  ['the display, when another is shown for it', { displayLanguage: 'de' }, ['Calcite', 'Calcit']],
])('designations: %s', async (_name, request, expected) => {
  const { expansion } = await expand(filter('concept', '=', 'calcite'), { includeDesignations: true, ...request });
  expect(expansion?.contains?.[0]?.designation?.map(({ value }) => value)).toEqual(expected);
});

test('a supplement that the value set demands is used and named', async () => {
  const url = 'http://hl7.org/fhir/StructureDefinition/valueset-supplement';
  const extension = [{ url, valueCanonical: 'http://example.org/CodeSystem/minerals-es' }];
  const expanded = await expand(filter('mine', '=', 'Durango'), { displayLanguage: 'es' }, { extension });
  expect(expanded.expansion?.contains).toMatchObject([{ code: 'calcite', display: 'Calcita' }]);
  expect(parametersOf(expanded, 'used-supplement')).toEqual(['http://example.org/CodeSystem/minerals-es|0.1.0']);
});

describe('several versions of one system', () => {
  const both: ValueSetCompose = {
    include: [
      { system: mineralsUrl, version: '1.2.0', concept: [{ code: 'calcite' }, { code: 'pearl' }] },
      { system: mineralsUrl, version: '1.10.0' },
    ],
  };
  const versionsMatch = {
    url: 'http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter',
    extension: [
      { url: 'name', valueCode: 'versionsMatch' },
      { url: 'value', valueString: 'true' },
    ],
  };
  const shown = async (compose: ValueSetCompose) =>
    (await expand(compose)).expansion?.contains?.map(({ code, version }) => `${code}|${version}`).join(' ');

  test('each is its own code, the newest version first', async () => {
    expect(await shown(both)).toBe('calcite|1.10.0 vaterite|1.10.0 calcite|1.2.0 pearl|1.2.0');
  });

  test('they are one code where the definition says so', async () => {
    expect(await shown({ ...both, extension: [versionsMatch] })).toBe('calcite|1.10.0 vaterite|1.10.0 pearl|1.2.0');
  });

  test('are all included by the version *', async () => {
    const include = [{ system: mineralsUrl, version: '*', concept: [{ code: 'calcite' }, { code: 'pearl' }] }];
    expect(await shown({ include })).toBe('calcite|1.10.0 calcite|1.2.0 pearl|1.2.0');
    const exclude = [{ system: mineralsUrl, version: '*', concept: [{ code: 'calcite' }] }];
    expect(await shown({ ...both, exclude })).toBe('vaterite|1.10.0 pearl|1.2.0');
  });

  test('an exclude takes from the version that it names', async () => {
    const exclude = [{ system: mineralsUrl, version: '1.2.0', concept: [{ code: 'calcite' }] }];
    expect(await shown({ ...both, exclude })).toBe('calcite|1.10.0 vaterite|1.10.0 pearl|1.2.0');
  });

  test('an exclude of a version that is not included takes the codes whatever their version', async () => {
    const include = [{ system: mineralsUrl, version: '1.10.0' }];
    expect(await shown({ include, exclude: [{ system: mineralsUrl, version: '1.2.0' }] })).toBe('vaterite|1.10.0');
  });
});

test('a fragment is said to be one', async () => {
  const expanded = await expand({ include: [{ system: fragment.url }] });
  expect(expanded.expansion?.extension?.map(({ url }) => url.split('/').at(-1))).toEqual([
    'valueset-unclosed',
    'valueset-unclosed-reason',
  ]);
  expect(parametersOf(expanded, 'used-fragment')).toEqual(['http://example.org/fragment|1.2.0']);
});

test.each([
  ['experimental', { experimental: true }, {}],
  ['draft', { status: 'draft' as const }, {}],
  [undefined, { status: 'draft' as const }, { status: 'draft' as const }],
])('a source that is %s is warned of', async (kind, ofSystem, ofValueSet) => {
  const resource = { ...minerals, url: 'http://example.org/own', ...ofSystem } as unknown as AnyResource;
  const expanded = await expand(
    { include: [{ system: 'http://example.org/own' }] },
    { txResources: [resource] },
    ofValueSet,
  );
  const warnings = (expanded.expansion?.parameter ?? []).filter(({ name }) => name.startsWith('warning-'));
  expect(warnings.map(({ name }) => name)).toEqual(kind === undefined ? [] : [`warning-${kind}`]);
});

test('a page within the limit is not too costly', async () => {
  expect(await outlineOf(whole, { tooCostlyThreshold: 6, count: 1 })).toBe('carbonate');
});

test('a client that has left stops the work', async () => {
  const concept = Array.from({ length: 40_000 }, (_, at) => ({ code: `c${at}` }));
  const big = { ...minerals, url: 'http://example.org/big', concept } as unknown as AnyResource;
  const compose = { include: [{ system: 'http://example.org/big' }] };
  const leaving = createTerminologyService({ finder: finderOf(), limits: { maxExpansionCodes: 100_000 } });
  const request = { valueSet: sent(compose), txResources: [big] };
  await expect(leaving.expand(request, AbortSignal.abort())).rejects.toThrow('client has left');
});
