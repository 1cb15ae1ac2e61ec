import { listWithOr, message, messages, pluralKey } from '../../src/terminology/messages.ts';
import { txError, txIssue } from '../../src/terminology/tx-issue.ts';

describe('messages', () => {
  test('arguments are filled in by position, wherever they stand', () => {
    expect(message('Unknown_Code_in_Version', ['a', 'b', 'c'])).toBe(
      "Unknown code 'a' in the CodeSystem 'b' version 'c'",
    );
    expect(message('MSG_DRAFT', ['http://x', 'CodeSystem'])).toBe('Reference to draft CodeSystem http://x');
  });

  test('text in an argument that looks like a placeholder stays as it is', () => {
    expect(message('INVALID_DISPLAY_NAME', ['{0}$&'])).toBe("Invalid displayLanguage: '{0}$&'");
  });

  test.each(Object.keys(messages))('%s has no placeholder left when its arguments are given', key => {
    const text = message(key as keyof typeof messages, ['a', 'b', 'c', 'd', 'e', 'f']);
    expect(text).not.toMatch(/[{}]/);
  });

  test.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a or b'],
    [['a', 'b', 'c'], 'a, b or c'],
  ])('%j is listed as "%s"', (items, text) => {
    expect(listWithOr(items)).toBe(text);
  });

  test('one thing has the singular, none and several the plural', () => {
    const keys = [0, 1, 2].map(count => pluralKey('VALUESET_SUPPLEMENT_MISSING', count));
    expect(keys.map(key => key.slice('VALUESET_SUPPLEMENT_MISSING'.length))).toEqual(['_other', '_one', '_other']);
  });
});

describe('issues of messages', () => {
  test('carry the severity, types and id that go with the message, and the place', () => {
    expect(txIssue('Unknown_Code_in', ['a', 'b'], { expression: 'Coding.code' })).toEqual({
      severity: 'error',
      code: 'code-invalid',
      txType: 'invalid-code',
      messageId: 'Unknown_Code_in',
      text: "Unknown code 'a' in the CodeSystem 'b'",
      template: { key: 'Unknown_Code_in', args: ['a', 'b'] },
      expression: 'Coding.code',
    });
  });

  test('the id is that of HL7 without plural form, but for the one that has it in its name', () => {
    expect(txIssue('VALUESET_SUPPLEMENT_MISSING_other', ['x']).messageId).toBe('VALUESET_SUPPLEMENT_MISSING');
    const key = 'None_of_the_provided_codes_are_in_the_value_set_one';
    expect(txIssue(key, ['v', 'c']).messageId).toBe(key);
  });

  test('errors answer 4xx, a failed version check too', () => {
    expect(txError('Unable_to_resolve_value_Set_', ['x']).status).toBe(404);
    expect(txError('VALUESET_VERSION_CHECK', ['1', 'x', '2']).status).toBe(422);
    expect(txError('INVALID_DISPLAY_NAME', ['-'], { status: 400 }).status).toBe(400);
  });
});
