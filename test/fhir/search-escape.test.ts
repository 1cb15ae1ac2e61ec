import { splitSearchValue, unescapeSearchValue } from '../../src/fhir/search-escape.ts';

test.each([
  ['a,b', ',', ['a', 'b']],
  ['a\\,b,c', ',', ['a\\,b', 'c']],
  ['a\\\\,b', ',', ['a\\\\', 'b']],
  [',a,', ',', ['', 'a', '']],
  ['s|c', '|', ['s', 'c']],
  ['s\\|t|c', '|', ['s\\|t', 'c']],
  ['x$y$z', '$', ['x', 'y', 'z']],
  ['a\\', ',', ['a\\']],
  ['', ',', ['']],
] as const)('%j splits at %j into %j', (text, separator, parts) => {
  expect(splitSearchValue(text, separator)).toEqual(parts);
});

test.each([
  ['a\\,b', 'a,b'],
  ['a\\|b\\$c', 'a|b$c'],
  ['a\\\\b', 'a\\b'],
  ['a\\nb', 'a\\nb'],
  ['plain', 'plain'],
])('%j means %j', (text, meant) => {
  expect(unescapeSearchValue(text)).toBe(meant);
});
