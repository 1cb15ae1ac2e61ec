import type { ValidateCodeRequest } from '../../../src/terminology/terminology-request.ts';
import {
  deposit,
  nickname,
  site,
  stage,
  summarize,
  validate,
  valueOf,
  vs,
} from '../../fixtures/terminology/deposits.ts';
import { apatite, told, notIn, nowhere, inValueSet } from '../../fixtures/terminology/validate-deposits.ts';
import type { Ask, Answer } from '../../fixtures/terminology/validate-deposits.ts';

describe('how a code may be asked about', () => {
  test.each<[string, Ask]>([
    ['code and system', apatite],
    ['a code whose system is inferred', { code: 'apatite', inferSystem: true }],
    ['a Coding', { coding: apatite }],
  ])('%s is answered with what was found', async (_name, ask) => {
    expect(await inValueSet('deposits', ask)).toEqual({ result: true, ...told });
  });

  test('a CodeableConcept is answered with the first coding that fits, and echoed', async () => {
    const codeableConcept = { coding: [{ system: stage, code: 'early' }, apatite, { ...apatite, code: 'oxalate' }] };
    expect(await inValueSet('deposits', { codeableConcept })).toEqual({
      result: true,
      ...told,
      codeableConcept,
      issues: [`information ${notIn} @CodeableConcept.coding[0].code`],
    });
  });

  test('a CodeableConcept with text alone is not in the value set', async () => {
    const answer = await inValueSet('deposits', { codeableConcept: { text: 'lime' } });
    expect(answer['issues']).toEqual(['error TX_GENERAL_CC_ERROR_MESSAGE']);
  });

  test.each<[string, ValidateCodeRequest]>([
    ['nothing to validate', { valueSet: { url: vs('deposits') } }],
    ['a code without system', { valueSet: { url: vs('deposits') }, code: 'apatite' }],
    ['no value set', { code: 'apatite', system: deposit }],
    ['no code for the code system', { codeSystem: { url: deposit } }],
  ])('%s is refused', async (_name, request) => {
    await expect(validate(request)).rejects.toMatchObject({ status: 400 });
  });
});

describe('CodeSystem/$validate-code', () => {
  test.each<[string, ValidateCodeRequest, Answer]>([
    ['a code by url', { codeSystem: { url: deposit }, code: 'apatite' }, { result: true, ...told }],
    ['a Coding by its system', { codeSystem: {}, coding: apatite }, { result: true, ...told }],
    [
      'a code in an older version',
      { codeSystem: { url: stage, version: '1.0.0' }, code: 'late' },
      { result: true, version: '1.0.0', code: 'late', system: stage, display: 'Late in 1.0.0' },
    ],
    [
      'an unknown code',
      { codeSystem: { url: deposit }, code: 'gold' },
      {
        result: false,
        code: 'gold',
        system: deposit,
        version: '1.0.0',
        issues: ['error Unknown_Code_in_Version @code'],
      },
    ],
    [
      'an unknown code system',
      { codeSystem: { url: nowhere }, code: 'a' },
      { result: false, code: 'a', issues: ['error UNKNOWN_CODESYSTEM @system'], 'x-caused-by-unknown-system': nowhere },
    ],
    [
      'a supplement',
      { codeSystem: {}, coding: { system: nickname, code: 'oxalate' } },
      {
        result: false,
        code: 'oxalate',
        system: nickname,
        issues: ['error CODESYSTEM_CS_NO_SUPPLEMENT @Coding.system'],
      },
    ],
    [
      'a Coding without system',
      { codeSystem: {}, coding: { code: 'a' } },
      { result: false, code: 'a', issues: ['warning Coding_has_no_system__cannot_validate @Coding'] },
    ],
  ])('%s', async (_name, request, expected) => {
    expect(summarize(await validate(request))).toEqual(expected);
  });

  test('a code system that the request carries is used', async () => {
    const resource = {
      resourceType: 'CodeSystem',
      status: 'active',
      content: 'complete',
      url: `${deposit}-own`,
      concept: [{ code: 'new' }],
    } as const;
    expect(summarize(await validate({ codeSystem: { resource: resource as never }, code: 'new' }))['result']).toBe(
      true,
    );
  });
});

describe('the message', () => {
  test('joins the texts of errors in alphabetical order', async () => {
    const answer = await validate({ valueSet: { url: vs('minerals') }, coding: { ...apatite, code: 'gold' } });
    expect(valueOf(answer.parameter, 'message')).toBe(
      `The provided code '${deposit}#gold' was not found in the value set '${vs('minerals')}|1'; ` +
        `Unknown code 'gold' in the CodeSystem '${deposit}' version '1.0.0'`,
    );
  });

  test('is left out where there is nothing that people must know', async () => {
    const answer = await validate({ valueSet: { url: vs('sites') }, coding: { system: site, code: 'KNEE' } });
    expect(valueOf(answer.parameter, 'message')).toBeUndefined();
  });
});

test('a concept of many codings is judged in little time, and one of too many is refused', async () => {
  const ask = (count: number) => {
    const coding = Array.from({ length: count }, (_, at) => ({ system: `http://example.org/none/${at}`, code: 'a' }));
    return validate({ valueSet: { url: vs('deposits') }, codeableConcept: { coding } });
  };
  const started = performance.now();
  expect(summarize(await ask(1000))['result']).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
  await expect(ask(1001)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('1000 codings') });
});
