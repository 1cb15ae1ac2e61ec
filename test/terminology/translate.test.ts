import type { ConceptMap, ParametersParameter } from '../../src/fhir/model.ts';
import type { TranslateRequest } from '../../src/terminology/terminology-request.ts';
import { deposit, site, stage, translateWith, valueOf, vs } from '../fixtures/terminology/deposits.ts';

const url = (name: string): string => `https://example.org/fhir/ConceptMap/${name}`;
type Group = NonNullable<ConceptMap['group']>[number];
type Unmapped = Group['unmapped'];

function map(name: string, group: Partial<Group>, more: Partial<ConceptMap> = {}): ConceptMap {
  return {
    resourceType: 'ConceptMap',
    status: 'active',
    url: url(name),
    group: [{ source: deposit, target: stage, element: [], ...group }],
    ...more,
  };
}

const byPlace = [{ attribute: 'place', valueCode: 'knee' }];
const elements: Group['element'] = [
  { code: 'apatite', target: [{ code: 'early', display: 'Early', relationship: 'equivalent' }] },
  { code: 'chalk', target: [{ code: 'late', relationship: 'not-related-to' }] },
  { code: 'tophus', noMap: true },
  {
    code: 'oxalate',
    target: [
      {
        code: 'late',
        relationship: 'source-is-broader-than-target',
        dependsOn: byPlace,
        product: [{ attribute: 'side', valueString: 'left' }],
      },
      {
        code: 'early',
        relationship: 'related-to',
        dependsOn: [{ attribute: 'place', valueCode: 'hip' }],
        property: [{ code: 'weight', valueInteger: 3 }],
      },
    ],
  },
];
const main = map(
  'main',
  { element: elements },
  {
    version: '1',
    additionalAttribute: [{ code: 'place', uri: 'https://example.org/place', type: 'code' }],
    property: [{ code: 'weight', uri: 'https://example.org/weight', type: 'integer' }],
  },
);

const ask = (request: TranslateRequest, maps: readonly ConceptMap[] = [main]) => translateWith(maps, request);
const from = (code: string, system = deposit) => ({ source: [{ system, code }] });

/** `code relationship` of each match, in order. */
async function matches(request: TranslateRequest, maps?: readonly ConceptMap[]): Promise<readonly string[]> {
  const { parameter = [] } = await ask(request, maps);
  const isMatch = ({ name }: ParametersParameter) => name === 'match';
  return parameter.filter(isMatch).map(({ part = [] }) => {
    const concept = part.find(({ name }) => name === (request.target === undefined ? 'concept' : 'source'));
    const relationship = part.find(({ name }) => name === 'relationship')?.valueCode ?? '-';
    return `${concept?.valueCoding?.code} ${relationship}`;
  });
}

describe('forward', () => {
  test('a mapping names relationship, concept and the map that it is from', async () => {
    const { parameter } = await ask({ ...from('apatite'), conceptMap: { url: url('main') } });
    expect(parameter).toEqual([
      { name: 'result', valueBoolean: true },
      {
        name: 'match',
        part: [
          { name: 'relationship', valueCode: 'equivalent' },
          { name: 'concept', valueCoding: { system: stage, code: 'early', display: 'Early' } },
          { name: 'originMap', valueCanonical: `${url('main')}|1` },
        ],
      },
    ]);
  });

  test.each<[string, TranslateRequest, string[]]>([
    ['by no name', from('apatite'), ['early equivalent']],
    ['by target system', { ...from('apatite'), targetSystem: stage }, ['early equivalent']],
    ['to another system', { ...from('apatite'), targetSystem: site }, []],
    ['from another system', from('apatite', site), []],
    ['not related', from('chalk'), ['late not-related-to']],
    ['without mapping', from('tophus'), []],
    [
      'several codings',
      { source: [...from('apatite').source, ...from('chalk').source] },
      ['early equivalent', 'late not-related-to'],
    ],
    [
      'of another version of the system',
      { source: [{ system: deposit, version: '7', code: 'apatite' }] },
      ['early equivalent'],
    ],
  ])('%s: %j gives %j', async (_name, request, expected) => {
    expect(await matches(request)).toEqual(expected);
  });

  test('nothing but unrelated or absent mappings is a negative result with a message', async () => {
    expect(valueOf((await ask(from('chalk'))).parameter, 'result')).toBe(false);
    expect(valueOf((await ask(from('tophus'))).parameter, 'message')).toBe(
      `The concept map '${url('main')}' says that 'tophus' has no mapping`,
    );
    expect(valueOf((await ask(from('mineral'))).parameter, 'message')).toBe(
      'No concept map has a mapping for the concept',
    );
  });

  test.each<[unknown, string[]]>([
    [undefined, ['late source-is-broader-than-target', 'early related-to']],
    ['knee', ['late source-is-broader-than-target']],
    [{ coding: [{ code: 'hip' }] }, ['early related-to']],
    ['shoulder', []],
  ])('a mapping that depends on a place, which is %j, gives %j', async (value, expected) => {
    const dependency = value === undefined ? [] : [{ attribute: 'https://example.org/place', value }];
    expect(await matches({ ...from('oxalate'), dependency })).toEqual(expected);
  });

  test.each([
    'https://w3id.org/calcinosis/fhir/StructureDefinition/conceptmap-nomap-comment',
    'http://hl7.org/fhir/StructureDefinition/conceptmap-nomap-comment',
  ])('the reason that a map gives by %s for having no mapping goes into the message', async extensionUrl => {
    const extension = [{ url: extensionUrl, valueString: 'Searched, and not found.' }];
    const { parameter } = await ask(from('tophus'), [
      map('reasoned', { element: [{ code: 'tophus', noMap: true, extension }] }),
    ]);
    expect(valueOf(parameter, 'result')).toBe(false);
    expect(valueOf(parameter, 'message')).toBe(
      `The concept map '${url('reasoned')}' says that 'tophus' has no mapping: Searched, and not found.`,
    );
  });

  test('what stands beside the relationship goes with it', async () => {
    const beside = { extension: [{ url: 'https://example.org/finer', valueCode: 'subsumes' }] };
    const target = [{ code: 'late', relationship: 'related-to', _relationship: beside } as const];
    const { parameter = [] } = await ask(from('chalk'), [map('finer', { element: [{ code: 'chalk', target }] })]);
    expect(parameter[1]?.part?.[0]).toEqual({ name: 'relationship', valueCode: 'related-to', _valueCode: beside });
  });

  test('a mapping that other values rule out is mentioned', async () => {
    const dependency = [{ attribute: 'place', value: 'shoulder' }];
    const { parameter } = await ask({ ...from('oxalate'), dependency });
    expect(valueOf(parameter, 'message')).toBe("'oxalate' has mappings that depend on other values than those given");
  });

  test('attributes and properties are told with their uris', async () => {
    const { parameter = [] } = await ask(from('oxalate'));
    const parts = parameter
      .flatMap(({ part = [] }) => part)
      .filter(({ name }) => /product|dependsOn|property/.test(name));
    expect(
      parts.map(({ name, part: inner = [] }) => [name, ...inner.map(({ name: key }) => valueOf(inner, key))]),
    ).toEqual([
      ['product', 'side', 'left'],
      ['dependsOn', 'https://example.org/place', 'knee'],
      ['property', 'https://example.org/weight', 3],
      ['dependsOn', 'https://example.org/place', 'hip'],
    ]);
  });
});

describe('codes that a group does not map', () => {
  const fixed: Unmapped = { mode: 'fixed', code: 'late', relationship: 'related-to' };
  const same: Unmapped = { mode: 'use-source-code', relationship: 'equivalent' };
  const other = (name: string): Unmapped => ({ mode: 'other-map', otherMap: url(name) });

  test.each<[string, Unmapped, string, string[]]>([
    ['fixed', fixed, 'mineral', ['late related-to']],
    ['fixed, but mapped', fixed, 'apatite', ['early equivalent']],
    ['fixed, but without mapping', fixed, 'tophus', []],
    ['use-source-code', same, 'mineral', ['mineral equivalent']],
    ['other-map', other('main'), 'apatite', ['early equivalent']],
  ])('%s', async (name, unmapped, code, expected) => {
    const element = name === 'other-map' ? [] : elements;
    const request = { ...from(code), conceptMap: { url: url('first') } };
    expect(await matches(request, [map('first', { element, unmapped }), main])).toEqual(expected);
  });

  test('a code without a target, of which nobody says that it has none, is unmapped', async () => {
    const bare = map('first', { element: [{ code: 'mineral' }], unmapped: fixed });
    expect(await matches({ ...from('mineral'), conceptMap: { url: url('first') } }, [bare])).toEqual([
      'late related-to',
    ]);
  });

  test('maps that refer to each other in a circle are refused', async () => {
    const circle = [map('a', { unmapped: other('b') }), map('b', { unmapped: other('a') })];
    await expect(ask({ ...from('chalk'), conceptMap: { url: url('a') } }, circle)).rejects.toMatchObject({
      status: 422,
    });
  });

  test('an other-map that is not known is an error', async () => {
    const asked = ask({ ...from('chalk'), conceptMap: { url: url('a') } }, [map('a', { unmapped: other('gone') })]);
    await expect(asked).rejects.toMatchObject({ status: 404 });
  });

  test.each<[string, Partial<Group>]>([
    ['group.unmapped.valueSet', { unmapped: { mode: 'fixed', valueSet: vs('deposits') } }],
    [
      'group.element.target.valueSet',
      { element: [{ code: 'chalk', target: [{ valueSet: vs('stages'), relationship: 'related-to' }] }] },
    ],
  ])('%s is refused by name', async (name, group) => {
    await expect(ask(from('chalk'), [map('a', group)])).rejects.toThrow(name);
  });

  test('the scope that a map declares holds for its fixed target', async () => {
    const scoped = map('a', { unmapped: fixed }, { sourceScopeUri: vs('minerals') });
    expect(await matches(from('oxalate'), [scoped])).toEqual(['late related-to']);
    expect(await matches(from('chalk'), [scoped])).toEqual([]);
  });

  test('an element for a value set maps all its codes', async () => {
    const target = [{ code: 'early', relationship: 'related-to' } as const];
    const byValueSet = map('a', { element: [{ valueSet: vs('minerals'), target }] });
    expect(await matches(from('oxalate'), [byValueSet])).toEqual(['early related-to']);
    expect(await matches(from('chalk'), [byValueSet])).toEqual([]);
  });
});

describe('which maps are used', () => {
  test.each<[string, Partial<TranslateRequest>, string[]]>([
    ['a source scope that holds the code', { sourceScope: vs('minerals') }, ['early equivalent']],
    ['a source scope that does not', { sourceScope: vs('not-minerals') }, []],
    ['a target scope that holds the target', { targetScope: vs('stages') }, ['early equivalent']],
    ['a target scope that does not', { targetScope: vs('sites') }, []],
  ])('%s', async (_name, scopes, expected) => {
    expect(await matches({ ...from('apatite'), ...scopes })).toEqual(expected);
  });

  test('a scope that is known by a map alone selects that map', async () => {
    const scope = vs('never-published');
    const scoped = { ...main, sourceScopeUri: scope };
    expect(await matches({ ...from('apatite'), sourceScope: scope }, [scoped])).toEqual(['early equivalent']);
    await expect(ask({ ...from('apatite'), sourceScope: scope })).rejects.toMatchObject({ status: 404 });
  });

  test('a map that is not known, or nothing to translate, is an error', async () => {
    await expect(ask({ ...from('apatite'), conceptMap: { url: url('gone') } })).rejects.toMatchObject({ status: 404 });
    await expect(ask({ conceptMap: { url: url('main') } })).rejects.toMatchObject({ status: 400 });
  });

  test('one version of each map is used, the newest; an older one by its version', async () => {
    const older = map(
      'main',
      { element: [{ code: 'apatite', target: [{ code: 'late', relationship: 'related-to' }] }] },
      { version: '0.9' },
    );
    expect(await matches(from('apatite'), [older, main])).toEqual(['early equivalent']);
    const named = { ...from('apatite'), conceptMap: { url: url('main'), version: '0.9' } };
    expect(await matches(named, [older, main])).toEqual(['late related-to']);
  });
});

describe('in reverse', () => {
  const to = (code: string, more: Partial<TranslateRequest> = {}): TranslateRequest => ({
    target: [{ system: stage, code }],
    ...more,
  });

  test.each<[string, TranslateRequest, string[]]>([
    ['every source is found', to('early'), ['apatite equivalent', 'oxalate related-to']],
    [
      'from the system that is wanted',
      to('early', { sourceSystem: deposit }),
      ['apatite equivalent', 'oxalate related-to'],
    ],
    ['from no other', to('early', { sourceSystem: site }), []],
    ['within the source scope', to('early', { sourceScope: vs('listed') }), ['apatite equivalent']],
    ['of a code that nothing maps to', to('burnt-out'), []],
  ])('%s', async (_name, request, expected) => {
    expect(await matches(request)).toEqual(expected);
  });

  test('a source is the concept of the answer where that is asked, related the other way round', async () => {
    const answersSources = true;
    const partsOf = async (code: string) =>
      (await ask(to(code, { answersSources }))).parameter?.flatMap(({ part = [] }) =>
        part
          .filter(({ name }) => name !== 'originMap')
          .map(({ valueCode, valueCoding }) => valueCode ?? valueCoding?.code),
      );
    expect(await partsOf('early')).toEqual(['equivalent', 'apatite', 'related-to', 'oxalate']);
    expect(await partsOf('late')).toEqual(['not-related-to', 'chalk', 'source-is-narrower-than-target', 'oxalate']);
  });

  test('the source stands beside the concept', async () => {
    const { parameter = [] } = await ask(to('early', { sourceScope: vs('listed') }));
    expect(parameter[1]?.part).toContainEqual({ name: 'source', valueCoding: { system: deposit, code: 'apatite' } });
    expect(parameter[1]?.part).toContainEqual({
      name: 'concept',
      valueCoding: { system: stage, code: 'early', display: 'Early' },
    });
  });
});
