import fc from 'fast-check';
import { ConceptBits } from '../../src/terminology/concept-set.ts';

/** A capacity with two sets of ids below it. */
const twoSets = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 2_000, max: 8_000 })).chain(capacity => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: capacity - 1 }), { maxLength: 60 });
  return fc.tuple(fc.constant(capacity), ids, ids);
});

const sorted = (ids: Iterable<number>): number[] => [...ids].sort((left, right) => left - right);

test('the algebra of bits is that of plain sets', () => {
  fc.assert(
    fc.property(twoSets, ([capacity, a, b]) => {
      const [left, right] = [ConceptBits.of(capacity, a), ConceptBits.of(capacity, b)];
      expect([...left]).toEqual(sorted(a));
      expect(left.size).toBe(a.length);
      expect([...left.union(right)]).toEqual(sorted(new Set([...a, ...b])));
      expect([...left.intersection(right)]).toEqual(sorted(a.filter(id => b.includes(id))));
      expect([...left.difference(right)]).toEqual(sorted(a.filter(id => !b.includes(id))));
      expect([...left.where(id => id % 2 === 0)]).toEqual(sorted(a.filter(id => id % 2 === 0)));
      expect(b.map(id => left.has(id))).toEqual(b.map(id => a.includes(id)));
    }),
    { numRuns: 300 },
  );
});

test('a slice is that of the walk', () => {
  fc.assert(
    fc.property(twoSets, fc.nat(70), fc.nat(70), ([capacity, ids], start, end) => {
      const set = ConceptBits.of(capacity, ids);
      expect([...set.slice(start, end)]).toEqual([...set].slice(start, end));
    }),
    { numRuns: 300 },
  );
});

/** One set is few of many concepts, which are kept as a list; the other has most of them. */
const fewAndMany = fc.integer({ min: 3_000, max: 6_000 }).chain(capacity => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: capacity - 1 }), { maxLength: 50 });
  return fc.tuple(fc.constant(capacity), ids, ids);
});

test('few and many concepts go together as plain sets do', () => {
  fc.assert(
    fc.property(fewAndMany, ([capacity, few, lacking]) => {
      const [left, all] = [ConceptBits.of(capacity, few), ConceptBits.full(capacity)];
      const right = all.difference(ConceptBits.of(capacity, lacking));
      const common = sorted(few.filter(id => !lacking.includes(id)));
      expect(right.size).toBe(capacity - lacking.length);
      expect([[...left.intersection(right)], [...right.intersection(left)]]).toEqual([common, common]);
      expect([...left.difference(right)]).toEqual(sorted(few.filter(id => lacking.includes(id))));
      expect([...right.difference(left).union(left)]).toEqual([...right.union(left)]);
      expect(right.union(left).size).toBe(capacity - lacking.filter(id => !few.includes(id)).length);
      expect([...right.slice(1_000, 1_003)]).toEqual([...right].slice(1_000, 1_003));
      const half = right.where(id => id % 2 === 0);
      expect([...half.intersection(right)]).toEqual([...half]);
      expect(left.bytes).toBeLessThan(right.bytes);
    }),
    { numRuns: 100 },
  );
});

test('the shorter form of bits has the same concepts', () => {
  fc.assert(
    fc.property(twoSets, ([capacity, ids]) => {
      const words = new Uint32Array(Math.ceil(capacity / 32));
      for (const id of ids) words[id >>> 5] = (words[id >>> 5] ?? 0) | (1 << (id & 31));
      expect([...ConceptBits.compact(capacity, words)]).toEqual(sorted(ids));
    }),
  );
});

test.each([1, 31, 32, 33, 64, 100])('the full set of %i has all ids and no more', capacity => {
  const full = ConceptBits.full(capacity);
  expect(full.size).toBe(capacity);
  expect([...full]).toEqual(Array.from({ length: capacity }, (_, id) => id));
  expect(full.has(capacity)).toBe(false);
});

test('an operation leaves its operands as they were', () => {
  const left = ConceptBits.of(40, [1, 35]);
  left.union(ConceptBits.of(40, [2]));
  left.difference(left);
  expect([...left]).toEqual([1, 35]);
});

test('a set holds ids above the capacity that was known when it was made', () => {
  const [small, grown] = [ConceptBits.of(3, [1]), ConceptBits.of(3, [1, 40, 900])];
  expect([grown.capacity, grown.size, [...grown]]).toEqual([901, 3, [1, 40, 900]]);
  expect([...small.union(grown)]).toEqual([1, 40, 900]);
  expect([...grown.union(small)]).toEqual([1, 40, 900]);
  expect([...grown.difference(small)]).toEqual([40, 900]);
  expect([[...grown.intersection(small)], [...small.intersection(grown)]]).toEqual([[1], [1]]);
});
