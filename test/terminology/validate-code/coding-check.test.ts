import { deposit, nickname, site, stage, trial, validate, valueOf, vs } from '../../fixtures/terminology/deposits.ts';
import { apatite, told, notIn, nowhere, inValueSet } from '../../fixtures/terminology/validate-deposits.ts';
import type { Ask, Answer } from '../../fixtures/terminology/validate-deposits.ts';

describe('what is wrong with a code', () => {
  test.each<[string, string, Ask, string[], Answer]>([
    [
      'is unknown',
      'minerals',
      { coding: { ...apatite, code: 'gold' } },
      ['error Unknown_Code_in_Version @Coding.code'],
      {},
    ],
    [
      'is unknown in a parameter',
      'minerals',
      { ...apatite, code: 'gold' },
      ['error Unknown_Code_in_Version @code'],
      {},
    ],
    [
      'is not in the value set',
      'minerals',
      { coding: { ...apatite, code: 'tophus' } },
      ['warning DEPRECATED_CONCEPT_FOUND @Coding'],
      { status: 'deprecated' },
    ],
    [
      'has an unknown system',
      'deposits',
      { coding: { system: nowhere, code: 'a' } },
      ['error UNKNOWN_CODESYSTEM @Coding.system'],
      { 'x-unknown-system': nowhere },
    ],
    [
      'has a system in an unknown version only',
      'deposits',
      { coding: { system: nowhere, version: '1', code: 'a' } },
      ['error UNKNOWN_CODESYSTEM_VERSION_NONE @Coding.system'],
      { 'x-unknown-system': nowhere },
    ],
    [
      'has a value set for a system',
      'deposits',
      { coding: { system: vs('minerals'), code: 'a' } },
      ['error Terminology_TX_System_ValueSet2 @Coding.system'],
      {},
    ],
    [
      'has a supplement for a system',
      'deposits',
      { coding: { system: nickname, code: 'a' } },
      ['error CODESYSTEM_CS_NO_SUPPLEMENT @Coding.system'],
      {},
    ],
    [
      'has a relative system',
      'deposits',
      { coding: { system: 'Deposit', code: 'a' } },
      ['error Terminology_TX_System_Relative @Coding.system', 'error UNKNOWN_CODESYSTEM @Coding.system'],
      {},
    ],
    [
      'has no system',
      'deposits',
      { coding: { code: 'a' } },
      ['warning Coding_has_no_system__cannot_validate @Coding'],
      {},
    ],
    [
      'is abstract',
      'deposits',
      { coding: { ...apatite, code: 'mineral' }, abstract: false },
      ['error ABSTRACT_CODE_NOT_ALLOWED @Coding.code'],
      {},
    ],
    [
      'is inactive',
      'deposits',
      { coding: { ...apatite, code: 'chalk' }, activeOnly: true },
      ['error STATUS_CODE_WARNING_CODE @Coding.code', 'warning INACTIVE_CONCEPT_FOUND @Coding'],
      { inactive: true, status: 'retired' },
    ],
    [
      'is inactive for the value set',
      'active-deposits',
      { coding: { ...apatite, code: 'chalk' } },
      ['error STATUS_CODE_WARNING_CODE @Coding.code', 'warning INACTIVE_CONCEPT_FOUND @Coding'],
      { inactive: true },
    ],
    [
      'is abstract in a stored expansion',
      'expanded',
      { coding: { ...apatite, code: 'mineral' }, abstract: false },
      ['error ABSTRACT_CODE_NOT_ALLOWED @Coding.code'],
      {},
    ],
    [
      'can not be told from several',
      'twins',
      { code: 'nothing', inferSystem: true },
      ['error UNABLE_TO_INFER_CODESYSTEM @code'],
      {},
    ],
  ])('a code that %s: %s', async (...[, name, ask, issues, more]) => {
    const answer = await inValueSet(name, ask);
    const place = ask.coding === undefined ? 'code' : 'Coding.code';
    expect(answer).toMatchObject({ result: false, ...more });
    expect(new Set(answer['issues'] as string[])).toEqual(new Set([...issues, `error ${notIn} @${place}`]));
  });

  test('a Coding without code is said to have none, and no more', async () => {
    const { issues, result } = await inValueSet('deposits', { coding: { system: deposit, display: 'Chalk' } });
    expect([result, issues]).toEqual([false, ['warning Coding_has_no_code__cannot_validate @Coding']]);
  });

  test('a code that fits several systems is not given one', async () => {
    const include = [{ system: stage }, { system: `${stage}-2` }];
    const both = { resourceType: 'ValueSet', status: 'active', compose: { include } };
    const copy = {
      resourceType: 'CodeSystem',
      status: 'active',
      content: 'complete',
      url: `${stage}-2`,
      concept: [{ code: 'early' }],
    } as const;
    const answer = await validate({ valueSet: { resource: both as never }, code: 'early', inferSystem: true }, [
      copy as never,
    ]);
    expect(String(valueOf(answer.parameter, 'message'))).toContain(
      `value set expansion has multiple matches: [${stage}, ${stage}-2]`,
    );
  });

  test('a value set that needs an unknown code system leaves the code undecided', async () => {
    expect(await inValueSet('unknown-system', { coding: { system: nowhere, code: 'a' } })).toEqual({
      result: false,
      code: 'a',
      system: nowhere,
      'x-caused-by-unknown-system': nowhere,
      issues: ['error UNKNOWN_CODESYSTEM @Coding.system'],
    });
  });

  test('with membership only, the code itself is not judged', async () => {
    const ask = { coding: { ...apatite, code: 'gold' }, valueSetMembershipOnly: true };
    expect((await inValueSet('minerals', ask))['issues']).toEqual([`error ${notIn} @Coding.code`]);
  });

  test('one fitting coding is enough, though the system of another is unknown', async () => {
    const codeableConcept = { coding: [{ system: nowhere, code: 'a' }, apatite] };
    const answer = await inValueSet('deposits', { codeableConcept });
    expect(answer).toMatchObject({ result: true, ...told });
    expect(answer['issues']).toContain('warning UNKNOWN_CODESYSTEM @CodeableConcept.coding[0].system');
    expect(answer).not.toHaveProperty('x-caused-by-unknown-system');
  });
});

describe('remarks on a valid code', () => {
  test.each<[string, string, Ask, string[], Answer]>([
    [
      'is inactive',
      'deposits',
      { coding: { ...apatite, code: 'chalk' } },
      ['warning INACTIVE_CONCEPT_FOUND @Coding'],
      { inactive: true, status: 'retired' },
    ],
    [
      'is inactive in a stored expansion',
      'expanded',
      { coding: { ...apatite, code: 'chalk' } },
      ['warning INACTIVE_CONCEPT_FOUND @Coding'],
      { inactive: true },
    ],
    [
      'is deprecated',
      'deposits',
      { ...apatite, code: 'tophus' },
      ['warning DEPRECATED_CONCEPT_FOUND @code'],
      { status: 'deprecated' },
    ],
    [
      'is deprecated in the value set',
      'listed',
      { coding: { ...apatite, code: 'tophus' } },
      ['warning CONCEPT_DEPRECATED_IN_VALUESET @Coding.code', 'warning DEPRECATED_CONCEPT_FOUND @Coding'],
      {},
    ],
    [
      'is written in another case',
      'sites',
      { coding: { system: site, code: 'KNEE' } },
      ['information CODE_CASE_DIFFERENCE @Coding.code'],
      { code: 'KNEE', 'normalized-code': 'Knee' },
    ],
    [
      'may be in another fragment',
      'sites',
      { coding: { system: site, code: 'hip' } },
      ['warning UNKNOWN_CODE_IN_FRAGMENT @Coding.code'],
      { code: 'hip' },
    ],
    [
      'rests on an experimental code system',
      'trials',
      { coding: { system: trial, code: 'a' } },
      ['information MSG_EXPERIMENTAL'],
      {},
    ],
    ['is of a withdrawn value set', 'withdrawn', { coding: apatite }, ['information MSG_WITHDRAWN'], {}],
  ])('a code that %s', async (...[, name, ask, issues, more]) => {
    const answer = await inValueSet(name, ask);
    expect(answer).toMatchObject({ result: true, ...more });
    expect(new Set(answer['issues'] as string[])).toEqual(new Set(issues));
  });

  test('an experimental draft value set may rest on the like without remark', async () => {
    expect(await inValueSet('draft-trials', { coding: { system: trial, code: 'a' } })).not.toHaveProperty('issues');
  });
});
