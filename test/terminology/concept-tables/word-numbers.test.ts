/** Words are numbered as `wordsOf` splits and folds them, whatever the script. */
import fc from 'fast-check';
import { Uint32List } from '../../../src/terminology/concept-tables/uint32-list.ts';
import { WordNumbers } from '../../../src/terminology/concept-tables/word-numbers.ts';
import { wordsOf } from '../../../src/terminology/text-search.ts';

/** The words of texts, by way of their numbers. */
function wordsByNumber(texts: readonly string[]): readonly string[][] {
  const numbers = new WordNumbers();
  return texts.map(text => {
    const list = new Uint32List();
    numbers.addNumbers(text, list);
    return [...list.finish()].map(number => numbers.words[number] ?? '');
  });
}

describe('numbers of words', () => {
  test.each([
    ['plain words', 'Mild acute BURN of the knee, type 12'],
    ['accents', 'Entzündung ÉPANCHEMENT Mäßige naïve'],
    ['accents that stand alone', 'e\u0301pe\u0301e brulure'],
    ['letters that become several', 'ﬁbrosis Ǆ ŉ İstanbul straße'],
    ['other scripts', 'Ασθένεια ΟΔΟΣ заболевание 石灰沈着 x'],
    ['numbers and signs', '½ 2² 3ª a_b a-b 10.5%'],
    ['nothing', ' - '],
  ])('are those of %s', (_name, text) => {
    expect(wordsByNumber([text, text])).toEqual([wordsOf(text), wordsOf(text)]);
  });

  test('are the same for the same word, and no others, in 2,000 generated lists of texts', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ maxLength: 30 }));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), texts => {
        expect(wordsByNumber(texts)).toEqual(texts.map(wordsOf));
      }),
      { numRuns: 2_000, seed: 20261125 },
    );
  });

  test('hold more words than their first table', () => {
    const texts = Array.from({ length: 10_000 }, (_, at) => `w${at} v${at % 7}`);
    expect(wordsByNumber([...texts, ...texts])).toEqual([...texts, ...texts].map(wordsOf));
  });
});
