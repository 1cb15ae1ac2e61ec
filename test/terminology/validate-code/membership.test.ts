import { deposit, site, summarize, validate, vs } from '../../fixtures/terminology/deposits.ts';

const isIn = async (name: string, coding: { system?: string; code: string }) => {
  const answer = summarize(await validate({ valueSet: { url: vs(name) }, coding }));
  return answer['result'];
};

describe('a code is judged by the value set definition', () => {
  test.each([
    ['deposits', 'apatite', true],
    ['deposits', 'unheard-of', false],
    ['minerals', 'apatite', true],
    ['minerals', 'chalk', false],
    ['listed', 'apatite', true],
    ['listed', 'oxalate', false],
    ['not-minerals', 'tophus', true],
    ['not-minerals', 'oxalate', false],
    ['listed-minerals', 'apatite', true],
    ['listed-minerals', 'tophus', false],
    ['listed-minerals', 'oxalate', false],
    ['deposits-but-listed', 'oxalate', true],
    ['deposits-but-listed', 'apatite', false],
    ['expanded', 'oxalate', true],
    ['expanded', 'tophus', false],
  ])('%s and code %s: %s', async (name, code, expected) => {
    expect(await isIn(name, { system: deposit, code })).toBe(expected);
  });

  test('a code of another system is not in it, though the code is the same', async () => {
    expect(await isIn('listed', { system: site, code: 'apatite' })).toBe(false);
  });

  test('contained value sets are found in the value set that contains them', async () => {
    const inner = { resourceType: 'ValueSet', id: 'inner', status: 'active' } as const;
    const resource = {
      resourceType: 'ValueSet',
      status: 'active',
      compose: { include: [{ valueSet: ['#inner', vs('minerals')] }] },
      contained: [{ ...inner, compose: { include: [{ system: deposit, concept: [{ code: 'oxalate' }] }] } }],
    } as const;
    const ask = async (code: string) =>
      summarize(await validate({ valueSet: { resource: structuredClone(resource) as never }, code, system: deposit }));
    expect((await ask('oxalate'))['result']).toBe(true);
    expect((await ask('apatite'))['result']).toBe(false);
  });
});

describe('a value set with an expansion and no definition', () => {
  const ask = async (code: string, expansion?: object) => {
    const resource = { resourceType: 'ValueSet', status: 'active', ...(expansion && { expansion }) };
    return summarize(await validate({ valueSet: { resource: resource as never }, system: deposit, code }))['result'];
  };
  const page = { timestamp: '2026-01-01', total: 9, contains: [{ system: deposit, code: 'apatite' }] };

  test('has the codes of the expansion', async () => {
    expect(await ask('apatite', { ...page, total: 1 })).toBe(true);
    expect(await ask('tophus', { ...page, total: 1 })).toBe(false);
  });

  test('says nothing of codes that a part of an expansion lacks', async () => {
    expect(await ask('apatite', page)).toBe(true);
    await expect(ask('tophus', page)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('whole') });
    await expect(ask('apatite')).rejects.toMatchObject({ status: 422, message: expect.stringContaining('neither') });
  });
});

test('a value set may leave inactive concepts out by a parameter of its own', async () => {
  const url = 'http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter';
  const parts = [
    { url: 'name', valueCode: 'activeOnly' },
    { url: 'value', valueBoolean: true },
  ];
  const compose = { extension: [{ url, extension: parts }], include: [{ system: deposit }] };
  const valueSet = { resource: { resourceType: 'ValueSet', status: 'active', compose } as never };
  const ask = async (code: string) => summarize(await validate({ valueSet, system: deposit, code }))['result'];
  expect([await ask('chalk'), await ask('tophus')]).toEqual([false, true]);
});

describe('faults of the definition', () => {
  const ask = (name: string) => validate({ valueSet: { url: vs(name) }, coding: { system: deposit, code: 'apatite' } });

  test.each([
    ['circle-a', 422, 'VALUESET_CIRCULAR_REFERENCE'],
    ['no-filter-value', 400, 'UNABLE_TO_HANDLE_SYSTEM_FILTER_WITH_NO_VALUE'],
    ['never-heard-of', 404, 'Unable_to_resolve_value_Set_'],
  ])('%s stops the work with %s %s', async (name, status, messageId) => {
    await expect(ask(name)).rejects.toMatchObject({ status, issues: [{ messageId }] });
  });

  test('an unknown import makes the answer false', async () => {
    expect(summarize(await ask('unknown-import'))).toEqual({
      result: false,
      code: 'apatite',
      system: deposit,
      issues: ['error Unable_to_resolve_value_Set_'],
    });
  });

  test.each([
    ['nothing', {}, 'system or a value set'],
    ['concepts without system', { concept: [{ code: 'apatite' }], valueSet: [vs('deposits')] }, 'name their system'],
    [
      'concepts and filters',
      { system: deposit, concept: [{ code: 'apatite' }], filter: [{ property: 'code', op: '=', value: 'tophus' }] },
      'concept and filter',
    ],
  ])('an include of %s is refused', async (_name, include, text) => {
    const resource = { resourceType: 'ValueSet', status: 'active', compose: { include: [include] } } as never;
    const asked = validate({ valueSet: { resource }, code: 'apatite', system: deposit });
    await expect(asked).rejects.toMatchObject({ status: 400, message: expect.stringContaining(text) });
  });

  test.each([
    ['a modifier', { modifierExtension: [{ url: 'http://example.org/not', valueBoolean: true }] }],
    ['implicit rules', { implicitRules: 'http://example.org/rules' }],
    ['a locked date', { compose: { lockedDate: '2020-01-01', include: [{ system: deposit }] } }],
  ])('%s is refused, not passed over', async (_name, more) => {
    const resource = { resourceType: 'ValueSet', status: 'active', compose: { include: [] }, ...more } as const;
    const asked = validate({
      valueSet: { resource: structuredClone(resource) as never },
      code: 'apatite',
      system: deposit,
    });
    await expect(asked).rejects.toMatchObject({ status: 422, issues: [{ code: 'not-supported' }] });
  });
});
