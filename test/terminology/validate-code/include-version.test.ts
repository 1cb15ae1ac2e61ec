import type { ValidateCodeRequest } from '../../../src/terminology/terminology-request.ts';
import { edition, stage, summarize, validate, vs } from '../../fixtures/terminology/deposits.ts';

type Options = Partial<ValidateCodeRequest>;

const ask = async (name: string, coding: object, options: Options = {}) =>
  summarize(
    await validate({ valueSet: { url: vs(name) }, coding: { system: stage, code: 'early', ...coding }, ...options }),
  );

const v1 = { version: '1.0.0' };
const v9 = { version: '9' };
const mismatch = 'error VALUESET_VALUE_MISMATCH @Coding.version';
const changed = 'error VALUESET_VALUE_MISMATCH_CHANGED @Coding.version';
const differs = 'warning VALUESET_VALUE_MISMATCH_DEFAULT @Coding.version';
const unknown = 'error UNKNOWN_CODESYSTEM_VERSION @Coding.system';
const check = 'error VALUESET_VERSION_CHECK @Coding.version';
const fill1 = { systemVersion: [`${stage}|1.0.0`] };
const check1 = { checkSystemVersion: [`${stage}|1.x.x`] };
const force1 = { forceSystemVersion: [`${stage}|1.x.x`] };

describe('the version that judges a coding', () => {
  test.each<[string, object, Options, boolean, string, string[] | undefined]>([
    ['stages', {}, {}, true, '2.0.0', undefined],
    ['stages', v1, {}, true, '1.0.0', undefined],
    ['stages', {}, fill1, true, '1.0.0', undefined],
    ['stages', {}, check1, true, '1.0.0', undefined],
    ['stages', v9, {}, false, '2.0.0', [differs, unknown]],
    ['stages-1', {}, {}, true, '1.0.0', undefined],
    ['stages-1', { version: '2.0.0' }, {}, false, '1.0.0', [mismatch]],
    ['stages-1', v9, {}, false, '1.0.0', [mismatch, unknown]],
    ['stages-1', { version: '2.0.0' }, { forceSystemVersion: [`${stage}|2.0.0`] }, true, '2.0.0', undefined],
    ['stages-1', v9, force1, false, '1.0.0', [changed, unknown]],
    ['stages-1x', {}, {}, true, '1.0.0', undefined],
    ['stages-1x', v1, {}, true, '1.0.0', undefined],
    ['stages-1', {}, { checkSystemVersion: [`${stage}|2.x.x`] }, false, '1.0.0', [check]],
    ['stages-9', {}, {}, false, '2.0.0', [unknown]],
    ['stages-9', v1, {}, false, '1.0.0', [mismatch, unknown]],
    ['stages-9', {}, force1, true, '1.0.0', undefined],
  ])('%s, coding %j, %j: %s in %s, %j', async (...[name, coding, options, result, version, issues]) => {
    const answer = await ask(name, coding, options);
    expect([answer['result'], answer['version'], answer['issues']]).toEqual([result, version, issues]);
  });

  test('a version that is not known is named', async () => {
    expect((await ask('stages-1', v9))['x-caused-by-unknown-system']).toBe(`${stage}|9`);
    expect((await ask('stages-9', {}))['x-caused-by-unknown-system']).toBe(`${stage}|9`);
  });

  test.each<[object, string]>([
    [{ code: 'late' }, '2.0.0'],
    [{ code: 'late', display: 'Late in 1.0.0' }, '1.0.0'],
    [{ code: 'late', version: '1.0.0' }, '1.0.0'],
    [{ code: 'burnt-out' }, '2.0.0'],
    [{ code: 'late', display: 'Never heard' }, '2.0.0'],
  ])('of several versions in one value set, the one that fits judges %j: %s', async (coding, version) => {
    expect((await ask('all-stages', coding))['version']).toBe(version);
  });

  test('a code system that needs a version is not used without one', async () => {
    const without = await ask('editions', { system: edition, code: '1' });
    expect([without['result'], without['issues']]).toEqual([false, ['error (no id) @Coding.version']]);
    expect((await ask('editions', { system: edition, code: '1', version: '5' }))['result']).toBe(true);
    const named = { codeSystem: { url: edition, version: '5' }, code: '1' };
    expect(summarize(await validate(named))['result']).toBe(true);
    expect(summarize(await validate({ codeSystem: { url: edition }, code: '1' }))['result']).toBe(false);
  });
});
