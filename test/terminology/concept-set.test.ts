import fc from 'fast-check';
import { ConceptBits } from '../../src/terminology/concept-set.ts';

/** A capacity with two sets of ids below it. */
const twoSets = fc.integer({ min: 1, max: 200 }).chain(capacity => {
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
    }),
    { numRuns: 300 },
  );
});

test('a walk from an offset is the walk without its beginning', () => {
  fc.assert(
    fc.property(twoSets, fc.nat(70), ([capacity, ids], skip) => {
      const set = ConceptBits.of(capacity, ids);
      expect([...set.from(skip)]).toEqual([...set].slice(skip));
    }),
    { numRuns: 300 },
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
