import { chooseDisplay, displayLanguageOf } from '../../src/terminology/display-language.ts';
import type { Designation } from '../../src/contracts/code-system-provider.ts';
import { valueSet } from '../fixtures/terminology/mineral-codes.ts';

const own = { value: 'Calcite', language: 'en' };
const designations: Designation[] = [
  { language: 'de-CH', value: 'Calcit' },
  { language: 'de', value: 'Kalkspat', use: { code: 'synonym' } },
  { language: 'de', value: 'Kalzit' },
  { language: 'fr', value: 'Le calcite', use: { code: 'definition' } },
  {
    language: 'it',
    value: 'Vecchia calcite',
    extension: [
      { url: 'http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status', valueCode: 'withdrawn' },
    ],
  },
];

test.each([
  ['nothing asked', undefined, 'Calcite'],
  ['its own language', 'en', 'Calcite'],
  ['a region of its own language', 'en-AU', 'Calcite'],
  ['another language: no special use before a synonym', 'de', 'Kalzit'],
  ['the region asked for', 'de-CH', 'Calcit'],
  ['another region of a language', 'de-AT', 'Calcit'],
  ['the first wanted that there is', 'pt, de;q=0.8, en;q=0.5', 'Kalzit'],
  ['none of these: its own', 'pt', 'Calcite'],
  ['none of these, others refused', 'pt, *;q=0', undefined],
  ['anything', '*', 'Calcite'],
  ['a definition is no display', 'fr', 'Calcite'],
  ['a withdrawn designation is no display', 'it, *;q=0', undefined],
])('%s (%s): %s', (_name, displayLanguage, expected) => {
  const language = displayLanguageOf(displayLanguage === undefined ? {} : { displayLanguage });
  expect(chooseDisplay(own, designations, language)?.value).toBe(expected);
});

const set = valueSet(
  'german',
  {
    include: [],
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter',
        extension: [
          { url: 'name', valueCode: 'displayLanguage' },
          { url: 'value', valueCode: 'de' },
        ],
      },
    ],
  },
  { language: 'zh' },
);
const plain = valueSet('chinese', { include: [] }, { language: 'zh' });

test.each([
  ['the parameter', { displayLanguage: 'fr', acceptLanguage: 'it' }, set, 'fr', 'fr'],
  ['the definition', { acceptLanguage: 'it' }, set, 'de', 'de'],
  ['the header', { acceptLanguage: 'it' }, plain, 'it', 'it'],
  ["the value set's own language, unasked", {}, plain, 'zh', undefined],
  ['a header that is no list of languages', { acceptLanguage: '-' }, plain, 'zh', undefined],
  ["the value set's own language, where the header takes any", { acceptLanguage: '*' }, plain, 'zh', undefined],
  ['a weighted list', { displayLanguage: 'de,*; q=0' }, plain, 'de', 'de, *; q=0'],
  ['a plain list', { displayLanguage: 'de,*' }, plain, 'de', 'de,*'],
])('%s decides', (_name, request, asked, first, quoted) => {
  const language = displayLanguageOf(request, asked);
  expect([language.ranges[0]?.tag, language.quoted]).toEqual([first, quoted]);
});

test('a malformed displayLanguage is refused', () => {
  expect(() => displayLanguageOf({ displayLanguage: '-' })).toThrow("Invalid displayLanguage: '-'");
});
