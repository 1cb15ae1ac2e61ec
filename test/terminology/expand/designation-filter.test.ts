import { designationFilter } from '../../../src/terminology/expand/designation-filter.ts';

const german = { language: 'de-AT', value: 'Stein' };
const synonym = { use: { system: 'http://example.org/uses', code: 'synonym' }, value: 'Rock' };
const anyUse = { use: { system: 'http://example.org/uses' }, value: 'Pebble' };
const all = [german, synonym, anyUse];

test.each<[string, readonly string[], readonly object[]]>([
  ['no tokens', [], all],
  ['a language in any case', ['urn:ietf:bcp:47|DE-at'], [german]],
  ['another language', ['urn:ietf:bcp:47|de'], []],
  ['a use', ['http://example.org/uses|synonym'], [synonym]],
  ['a use of another system', ['http://example.org/other|synonym'], []],
  ['all uses of a system', ['http://example.org/uses|'], [synonym, anyUse]],
  ['a code without system', ['synonym'], [synonym]],
  ['a code with an empty system', ['|synonym'], [synonym]],
  ['a language without system', ['de-AT'], [german]],
  ['several, one of them unknown', ['de-AT', 'en', 'http://example.org/uses|synonym'], [german, synonym]],
])('%s', (_name, tokens, expected) => {
  expect(all.filter(designationFilter(tokens))).toEqual(expected);
});

test('the tokens are read once, not for each designation', () => {
  let reads = 0;
  const tokens = new Proxy(['de-AT', 'synonym'], {
    get: (target, key) => {
      reads++;
      return Reflect.get(target, key) as unknown;
    },
  });
  const isWanted = designationFilter(tokens);
  const readOnce = reads;
  expect(all.filter(isWanted)).toHaveLength(2);
  expect(reads).toBe(readOnce);
});
