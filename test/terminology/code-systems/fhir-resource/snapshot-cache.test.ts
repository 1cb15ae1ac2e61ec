import { SnapshotCache } from '../../../../src/terminology/code-systems/fhir-resource/snapshot-cache.ts';
import type { CodeSystem } from '../../../../src/fhir/model.ts';
import type { Found } from '../../../../src/contracts/resource-finder.ts';
import { minerals } from '../../../fixtures/terminology/mineral-codes.ts';

/** Something found whose reads are counted by key. */
function found(cacheKey: string | undefined, reads: string[]): Found<CodeSystem> {
  return {
    cacheKey,
    url: 'http://example.org/s',
    version: undefined,
    read: () => {
      reads.push(cacheKey ?? '-');
      return minerals;
    },
  };
}

test.each([
  ['what fits is kept', ['a', 'b', 'a', 'b'], 100, ['a', 'b']],
  ['the least recently used goes first', ['a', 'b', 'a', 'c', 'a', 'b'], 16, ['a', 'b', 'c', 'b']],
  ['one that is larger than the bound is not kept', ['a', 'a'], 3, ['a', 'a']],
  ['what came with a request is not kept', [undefined, undefined], 100, ['-', '-']],
])('%s', (_name, keys, maxConcepts, expected) => {
  const reads: string[] = [];
  const cache = new SnapshotCache(maxConcepts);
  for (const key of keys) expect(cache.get(found(key, reads)).size).toBe(7);
  expect(reads).toEqual(expected);
});
