import {
  acceptsLanguage,
  formatLanguages,
  matchesLanguage,
  parseDisplayLanguage,
  readLanguages,
} from '../../src/terminology/languages.ts';

describe('weighted language lists', () => {
  test.each([
    ['de', 'de'],
    ['en,de-CH;q=0.5', 'en, de-CH; q=0.5'],
    ['de;q=0.2, en', 'en, de; q=0.2'],
    ['de,*; q=0', 'de, *; q=0'],
    ['zh-Hant-TW', 'zh-Hant-TW'],
  ])('%s is read as %s', (text, formatted) => {
    expect(formatLanguages(readLanguages(text) ?? [])).toBe(formatted);
  });

  test.each(['-', '', 'de;;q=1', 'de;q=x', 'd e', 'toolongtag'])('"%s" is refused', text => {
    expect(readLanguages(text)).toBeUndefined();
    expect(() => parseDisplayLanguage(text)).toThrow(`Invalid displayLanguage: '${text}'`);
  });
});

describe('matching of languages', () => {
  test.each([
    ['en', 'en-AU', 'full', false],
    ['en-AU', 'EN-au', 'full', true],
    ['en-AU', 'en-Latn-AU', 'region', true],
    ['en-AU', 'en-GB', 'region', false],
    ['en-AU', 'en-GB', 'language', true],
    ['en', 'de', 'language', false],
  ] as const)('%s and %s agree to the %s: %s', (left, right, depth, agrees) => {
    expect(matchesLanguage(left, right, depth)).toBe(agrees);
  });

  test('any language is accepted by *, none by a refused range', () => {
    expect(acceptsLanguage({ tag: '*', quality: 1 }, 'fr', 'full')).toBe(true);
    expect(acceptsLanguage({ tag: '*', quality: 0 }, 'fr', 'full')).toBe(false);
    expect(acceptsLanguage({ tag: 'fr', quality: 0 }, 'fr', 'full')).toBe(false);
  });
});
