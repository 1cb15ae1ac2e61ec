import fc from 'fast-check';
import { createBcp47 } from '../../../../src/terminology/code-systems/bcp47/bcp47.ts';
import { describeProvider } from '../../../contract/code-system-provider.ts';

const bcp47 = createBcp47();
const open = () => bcp47.open();
const has = (code: string): boolean => open().findConcept(code) !== undefined;

describeProvider({
  name: 'BCP 47',
  open,
  codes: [
    'de',
    'de-CH',
    'zh-Hant-TW',
    'zh-yue',
    'sl-rozaj-biske-1994',
    'de-u-co-phonebk',
    'en-x-lab',
    'x-house',
    'i-klingon',
  ],
  otherCase: [
    ['EN-us', 'en-US'],
    ['ZH-HANT-tw', 'zh-Hant-TW'],
    ['I-KLINGON', 'i-klingon'],
    ['en-gb-OED', 'en-GB-oed'],
  ],
  unknown: ['', 'xx', 'english', 'de_CH', 'de-', '-de', 'de-AA-CH', 'de--CH', ' de'],
  filters: ['language', 'ext-lang', 'script', 'region', 'variant', 'extension', 'private-use'],
});

test.each<[string, string[]]>([
  ['languages of two, three letters', ['en', 'gsw', 'mul']],
  ['regions by letters and numbers', ['es-419', 'fr-CA', 'en-001']],
  ['subtags for private use', ['qaa', 'qtz-Qaaa-QM', 'de-XA']],
  ['deprecated ones', ['iw', 'de-DD', 'i-hak']],
  ['extended languages after their own', ['ar-afb', 'sgn-ase']],
  ['several extensions', ['en-a-bbb-u-nu-arab-x-a']],
])('%s are tags', (_name, codes) => {
  expect(codes.filter(code => !has(code))).toEqual([]);
});

test.each<[string, string[]]>([
  ['subtags that nobody registered', ['xq', 'de-Abcd', 'de-YY', 'de-abcde', 'abcdefgh']],
  ['extended languages after another', ['de-yue', 'en-ase']],
  ['the same twice', ['sl-rozaj-rozaj', 'en-a-bb-a-cc']],
  ['parts in another order', ['de-CH-Latn', 'de-1996-CH', 'x-a-de-CH'.slice(2)]],
  ['what has nothing after it', ['de-u', 'de-x', 'x', 'de-u-x-a']],
  ['other characters', ['dé', 'de-ＣＨ', 'de-CH\n', 'd e']],
  ['subtags of more than eight characters', ['en-x-abcdefghi', 'de-u-abcdefghi']],
])('%s are no tags', (_name, codes) => {
  expect(codes.filter(has)).toEqual([]);
});

test.each([
  ['de', 'German', []],
  ['de-CH', 'German (Switzerland)', ['German (Region=Switzerland)']],
  ['es', 'Spanish', ['Castilian']],
  [
    'es-419',
    'Spanish (Latin America and the Caribbean)',
    ['Castilian (Latin America and the Caribbean)', 'Spanish (Region=Latin America and the Caribbean)'],
  ],
  ['sr-Latn-RS', 'Serbian (Latin, Serbia)', ['Serbian (Script=Latin, Region=Serbia)']],
  ['en-x-lab', 'English (Private use=lab)', []],
  ['x-lab', 'Private use (Private use=lab)', []],
  ['i-klingon', 'Klingon', []],
])('%s is called %s', (code, display, others) => {
  const provider = open();
  const concept = provider.findConcept(code)!;
  expect(provider.getDisplay(concept)).toBe(display);
  expect(provider.getDesignations(concept).map(({ value }) => value)).toEqual(others);
});

test('a tag with a deprecated part is deprecated', () => {
  const provider = open();
  const statusOf = (code: string) => provider.getStatus(provider.findConcept(code)!);
  expect(['iw', 'de-DD', 'zh-xiang', 'i-default', 'he'].map(statusOf)).toEqual([
    ...['deprecated', 'deprecated', 'deprecated'],
    ...[undefined, undefined],
  ]);
});

test.each<[string, string, string, string, boolean]>([
  ['de-CH', 'region', 'exists', 'true', true],
  ['de', 'region', 'exists', 'true', false],
  ['de', 'region', 'exists', 'false', true],
  ['i-klingon', 'language', 'exists', 'true', false],
  ['de-CH', 'region', '=', 'CH', true],
  ['de-CH', 'region', 'in', 'AT, CH', true],
  ['de-CH', 'region', 'not-in', 'AT, CH', false],
  ['de-1901-1996', 'variant', '=', '1996', true],
  ['en-a-bbb-u-nu-arab', 'extension', '=', 'u-nu-arab', true],
  ['en-GB', 'code', 'regex', 'en(-.*)?', true],
])('%s and the filter %s %s %s: %s', (code, property, op, value, expected) => {
  const provider = open();
  expect(provider.passesFilter?.({ property, op, value }, provider.findConcept(code)!)).toBe(expected);
});

test("its version is the date of IANA's file", () => {
  expect(open().version).toMatch(/^\d{4}-\d\d-\d\d$/);
});

const subtag = fc.constantFrom(
  ...[
    'en',
    'de',
    'zh',
    'yue',
    'Latn',
    'Hant',
    'US',
    '419',
    '1996',
    'rozaj',
    'u',
    'a',
    'x',
    'nu',
    'arab',
    'lab1',
    'x',
    '',
  ],
);

test('what is read is well-formed for ECMAScript too, and reads the same in any case', () => {
  fc.assert(
    fc.property(fc.array(subtag, { minLength: 1, maxLength: 7 }), parts => {
      const text = parts.join('-');
      const provider = open();
      const concept = provider.findConcept(text);
      expect(provider.findConcept(text.toUpperCase())).toBe(concept);
      // ECMAScript takes neither tags for private use alone nor extended languages.
      if (concept === undefined || /^x-|yue/i.test(text)) return;
      expect(() => Intl.getCanonicalLocales(provider.getCode(concept))).not.toThrow();
    }),
    { numRuns: 3000, seed: 20261125 },
  );
});
