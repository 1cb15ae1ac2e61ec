import { ByteBoundedCache } from '../../src/store/byte-bounded-cache.ts';

function cacheWithLoads(bound: number): { get(key: number): void; loads: number[] } {
  const cache = new ByteBoundedCache(bound);
  const loads: number[] = [];
  const load = (key: number) => (): Buffer => {
    loads.push(key);
    return Buffer.alloc(10, key);
  };
  return { loads, get: key => expect(cache.get(key, load(key))).toEqual(Buffer.alloc(10, key)) };
}

test('keeps what fits and forgets the least recently used', () => {
  const { get, loads } = cacheWithLoads(20);
  for (const key of [1, 2, 1, 3, 1, 2]) get(key);
  expect(loads).toEqual([1, 2, 3, 2]);
});

test('does not keep a buffer that is larger than its bound', () => {
  const { get, loads } = cacheWithLoads(5);
  get(1);
  get(1);
  expect(loads).toEqual([1, 1]);
});
