import type { Found } from '../../../src/contracts/resource-finder.ts';
import type { ConceptMap } from '../../../src/fhir/model.ts';
import { MapIndex } from '../../../src/terminology/translate/map-index.ts';

const map: ConceptMap = {
  resourceType: 'ConceptMap',
  status: 'active',
  group: [
    { source: 'http://a|1', target: 'http://b', element: [] },
    { source: 'http://c', element: [] },
  ],
};

/** A map that counts how often it is read. */
function countReads(cacheKey: string | undefined): { readonly found: Found<ConceptMap>; readonly reads: () => number } {
  let reads = 0;
  const read = (): ConceptMap => {
    reads += 1;
    return map;
  };
  return { found: { cacheKey, url: 'http://map', version: undefined, read }, reads: () => reads };
}

describe('the index of concept maps', () => {
  test.each([
    ['http://a', undefined, true],
    ['http://c', undefined, true],
    [undefined, 'http://b', true],
    ['http://a', 'http://b', true],
    ['http://b', undefined, false],
    ['http://a', 'http://c', false],
    [undefined, undefined, true],
  ])('a map from a and c to b may answer from %s to %s: %s', (source, target, expected) => {
    expect(new MapIndex().mayAnswer(countReads('1').found, { source, target })).toBe(expected);
  });

  test("the server's maps are read once, those of a request each time", () => {
    const index = new MapIndex();
    const [kept, own] = [countReads('1'), countReads(undefined)];
    for (const { found } of [kept, kept, own, own]) index.mayAnswer(found, { source: 'http://a', target: undefined });
    expect([kept.reads(), own.reads()]).toEqual([1, 2]);
  });
});
