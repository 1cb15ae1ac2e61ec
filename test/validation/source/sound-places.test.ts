/** Places in sound JSON are those that the reader of faulty JSON finds, for any text. */
import fc from 'fast-check';
import { LenientJsonReader } from '../../../src/validation/source/lenient-json-reader.ts';
import { soundPlaces } from '../../../src/validation/source/sound-places.ts';
import type { PlacedValue } from '../../../src/validation/source/source.ts';
import { exampleTexts } from '../proof/sound-examples.ts';

/** Every place with its way, in the order of the text. */
function allPlaces(place: PlacedValue, way = ''): string[] {
  const inner = [...(place.parts ?? [])].flatMap(([key, part]) => allPlaces(part, `${way}/${key}`));
  return [`${way} ${place.at}`, ...inner];
}

const placesOf = (text: string): string[] => allPlaces(soundPlaces(text));
const knownPlaces = (text: string): string[] => allPlaces(new LenientJsonReader(text).read().place);

describe('places in sound JSON', () => {
  test.each([
    ['an empty object', '{}'],
    ['blanks everywhere', ' { "a" : [ 1 , "x" , { } ] ,\n\t"b" : null } '],
    ['no blanks', '{"a":[[],[{"b":-1.5e3}],true],"c":{"d":"e"}}'],
    ['escapes in keys and values', String.raw`{"a\"}":"\\","\u0062":["]\\\"","{"],"c":1}`],
    ['a text alone', '"x"'],
    ['a number alone', '12'],
  ])('are found with %s', (_name, text) => {
    expect(placesOf(text)).toEqual(knownPlaces(text));
  });

  test('are found in 1,000 generated texts', () => {
    const texts = fc.tuple(fc.json({ maxDepth: 5 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(texts, ([json, indent]) => {
        const value: unknown = JSON.parse(json, (key, item: unknown) => (key === '__proto__' ? undefined : item));
        const text = JSON.stringify(value, null, indent);
        // A key that could reach a prototype is refused by the other reader.
        fc.pre(!/"(?:__proto__|constructor|prototype)":/.test(text));
        expect(placesOf(text)).toEqual(knownPlaces(text));
      }),
      { numRuns: 1_000, seed: 20261125 },
    );
  });

  test("are found in HL7's examples", () => {
    const texts = exampleTexts('R4', 20_000).filter((_, at) => at % 10 === 0);
    expect(texts.length).toBeGreaterThan(50);
    for (const text of texts) expect(placesOf(text)).toEqual(knownPlaces(text));
  });
});
