import fc from 'fast-check';
import { sortInSteps } from '../../../src/terminology/concept-tables/sort-in-steps.ts';

/** The result, and how often the work paused. */
function sorted(numbers: readonly number[]): { result: readonly number[]; pauses: number } {
  const steps = sortInSteps(Uint32Array.from(numbers), (left, right) => left - right);
  let pauses = 0;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) pauses += 1;
  return { result: [...step.value], pauses };
}

test('numbers come out as a sort at once gives them', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(30_000), (few, length) => {
      const many = Array.from({ length }, (_, at) => (at * 7_919) % 10_007);
      for (const numbers of [few, many]) {
        expect(sorted(numbers).result).toEqual(numbers.toSorted((left, right) => left - right));
      }
    }),
    { numRuns: 20 },
  );
});

test('many are sorted with pauses', () => {
  expect(sorted(Array.from({ length: 100_000 }, (_, at) => 100_000 - at)).pauses).toBeGreaterThan(20);
});
