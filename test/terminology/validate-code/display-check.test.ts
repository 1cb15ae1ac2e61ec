import { deposit, nickname, summarize, validate, valueOf, vs } from '../../fixtures/terminology/deposits.ts';
import type { ValidateCodeRequest } from '../../../src/terminology/terminology-request.ts';

type Options = Partial<ValidateCodeRequest>;

const ask = (display: string, options: Options = {}, code = 'apatite') =>
  validate({ valueSet: { url: vs('deposits') }, coding: { system: deposit, code, display }, ...options });

const wrong = 'Display_Name_for__should_be_one_of__instead_of';
const blanks = 'Display_Name_WS_for__should_be_one_of__instead_of';
const none = 'NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG';
const de = { displayLanguage: 'de' };
const fr = { displayLanguage: 'fr' };
const lenient = { lenientDisplayValidation: true };

describe('the display that came with a code', () => {
  test.each<[string, Options, boolean, string[] | undefined, string]>([
    ['Hydroxyapatite', {}, true, undefined, 'Hydroxyapatite'],
    ['HYDROXYAPATITE', {}, true, undefined, 'Hydroxyapatite'],
    ['Bone mineral', {}, true, undefined, 'Hydroxyapatite'],
    ['Hydroxylapatit', {}, true, undefined, 'Hydroxyapatite'],
    ['Hydroxylapatit', de, true, undefined, 'Hydroxylapatit'],
    ['Hydroxylapatit', { acceptLanguage: 'de-AT' }, true, undefined, 'Hydroxylapatit'],
    ['Hydroxyapatite', { acceptLanguage: '*' }, true, undefined, 'Hydroxyapatite'],
    ['Hydroxyapatite', de, false, [`error ${wrong} @Coding.display`], 'Hydroxylapatit'],
    ['Gypsum', {}, false, [`error ${wrong} @Coding.display`], 'Hydroxyapatite'],
    ['Gypsum', lenient, true, [`warning ${wrong} @Coding.display`], 'Hydroxyapatite'],
    ['Bone   mineral', {}, false, [`error ${blanks} @Coding.display`], 'Hydroxyapatite'],
    ['Lime', {}, true, ['warning INACTIVE_DISPLAY_FOUND @Coding.display'], 'Hydroxyapatite'],
    ['Hydroxyapatite', fr, true, [`information ${none}_OK @Coding.display`], 'Hydroxyapatite'],
    ['Gypsum', fr, false, [`error ${none}_ERR @Coding.display`], 'Hydroxyapatite'],
    ['Gypsum', { ...fr, ...lenient }, true, [`warning ${none}_ERR @Coding.display`], 'Hydroxyapatite'],
    ['Gypsum', { valueSetMembershipOnly: true }, true, undefined, 'Hydroxyapatite'],
  ])('%s with %j: %s, %j, shown as %s', async (...[display, options, result, issues, shown]) => {
    const answer = summarize(await ask(display, options));
    expect([answer['result'], answer['issues'], answer['display']]).toEqual([result, issues, shown]);
  });

  test('names what would have been right, with the languages asked for', async () => {
    expect(valueOf((await ask('Gypsum', { displayLanguage: 'en,de;q=0.5' })).parameter, 'message')).toBe(
      `Wrong Display Name 'Gypsum' for ${deposit}#apatite. Valid display is one of 3 choices: ` +
        `'Hydroxyapatite' (en), 'Hydroxylapatit' (de) or 'Lime' (en) (for the language(s) 'en, de; q=0.5')`,
    );
  });

  test('a name that the value set gives counts too', async () => {
    const coding = { system: deposit, code: 'apatite', display: 'Apatite' };
    expect(summarize(await validate({ valueSet: { url: vs('listed') }, coding }))['result']).toBe(true);
  });

  test('a name of a supplement counts where it is in use', async () => {
    expect(summarize(await ask('Oxo', {}, 'oxalate'))['result']).toBe(false);
    expect(summarize(await ask('Oxo', { useSupplement: [nickname] }, 'oxalate'))['result']).toBe(true);
    await expect(ask('Oxo', { useSupplement: [`${nickname}-x`] }, 'oxalate')).rejects.toMatchObject({
      issues: [{ messageId: 'VALUESET_SUPPLEMENT_MISSING' }],
    });
  });

  test('a malformed displayLanguage is refused, a malformed header passed over', async () => {
    await expect(ask('Gypsum', { displayLanguage: '-' })).rejects.toMatchObject({ status: 422 });
    expect(summarize(await ask('Hydroxyapatite', { acceptLanguage: '-' }))['result']).toBe(true);
  });
});
