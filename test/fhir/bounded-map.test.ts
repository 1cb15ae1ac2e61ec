import fc from 'fast-check';
import { BoundedMap } from '../../src/fhir/bounded-map.ts';

/** A map in which these were kept, one unit each, where `?` before a name means that it was looked for. */
function after(bound: number, steps: readonly string[]): BoundedMap<string, string> {
  const map = new BoundedMap<string, string>(bound);
  for (const step of steps) {
    if (step.startsWith('?')) map.find(step.slice(1));
    else map.keep(step, step, 1);
  }
  return map;
}

test.each<[string, number, string[], string[]]>([
  ['what fits stays', 3, ['a', 'b', 'c'], ['a', 'b', 'c']],
  ['the oldest goes first', 2, ['a', 'b', 'c'], ['b', 'c']],
  ['what was found stays longer', 2, ['a', 'b', '?a', 'c'], ['a', 'c']],
  ['but once only', 2, ['a', 'b', '?a', 'c', 'd', 'b'], ['b', 'd']],
  ['where all were found the oldest goes', 2, ['a', 'b', '?a', '?b', 'c'], ['b', 'c']],
  ['what is larger than the bound is not kept', 0, ['a'], []],
])('%s', (_name, bound, steps, left) => {
  const map = after(bound, steps);
  expect(['a', 'b', 'c', 'd'].filter(key => map.find(key) !== undefined)).toEqual(left);
  expect(map.held).toBe(left.length);
});

test('whatever is kept, found and forgotten, the sizes are told and within the bound', () => {
  const step = fc.tuple(fc.constantFrom('keep', 'find', 'forget'), fc.nat(8), fc.nat(5));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const map = new BoundedMap<number, number>(12);
      for (const [what, key, size] of steps) {
        if (what === 'keep') map.keep(key, size, size);
        else if (what === 'find') map.find(key);
        else map.forget(key);
        const sizes = Array.from({ length: 9 }, (_, at) => map.find(at) ?? 0);
        expect(map.held).toBe(sizes.reduce((sum, one) => sum + one, 0));
        expect(map.held).toBeLessThanOrEqual(12);
      }
    }),
    { numRuns: 300 },
  );
});
