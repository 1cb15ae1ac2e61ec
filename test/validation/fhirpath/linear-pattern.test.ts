/** Only patterns that can't blow up are matched by the engine's own backtracking. */
import { linearPattern } from '../../../src/validation/fhirpath/proofs/linear-pattern.ts';

test.each([
  ['[A-Z]([A-Za-z0-9_]){0,254}', 'ab', false],
  ['[A-Z]([A-Za-z0-9_]){0,254}', 'aBc', true],
  ['^[^|# ]+$', 'http://x.test', true],
  ['^[^|# ]+$', 'http://x.test|1', false],
  ['[A-Za-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*(\\[x])?)*', 'Patient.deceased[x]', true],
  ['^(a|b)(c|d)*$', 'acdd', true],
  ['a$', 'ab', false],
  ['a\\$', 'a$', true],
  ['^[\\s\\d]{2,}$', ' 1', true],
])('%s in %j: %s', (pattern, text, expected) => {
  expect(linearPattern(pattern)?.(text)).toBe(expected);
});

test.each(['ä', 'a\u2028', 'a'.repeat(501)])('leaves %j to others', text => {
  expect(linearPattern('a')?.(text)).toBeUndefined();
});

test.each([
  ['(a+)+$'],
  ['(a*)*b'],
  ['^(a|a)*$'],
  ['a*a'],
  ['(a|ab)c'],
  ['(a?b?)*c'],
  ['(\\w+\\s?)*x'],
  ['.*x'],
  ['a*?b'],
  ['(?=a)b'],
  ['(a)\\1'],
  ['^a|b$'],
  ['[[:alpha:]]'],
  ['\\bx'],
  ['a{2'],
  ['(a'],
  ['a)'],
  ['[z-a]'],
  ['ä'],
])('%s may take long, or is read in more than one way', pattern => {
  expect(linearPattern(pattern)).toBeUndefined();
});
