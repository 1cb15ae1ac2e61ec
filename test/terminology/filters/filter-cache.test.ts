import { ConceptBits } from '../../../src/terminology/concept-set.ts';
import { FilterCache } from '../../../src/terminology/filters/filter-cache.ts';

const set = (id: number): ConceptBits => ConceptBits.of(320, [id]);

/** Work of so many steps that counts how often it was begun. */
function work(result: ConceptBits, steps: number, begun: { times: number }) {
  return function* () {
    begun.times += 1;
    for (let step = 0; step < steps; step++) yield undefined;
    return result;
  };
}

test('what is kept is not computed again', () => {
  const cache = new FilterCache(10_000);
  const begun = { times: 0 };
  const first = cache.get('a', work(set(1), 3, begun));
  expect(cache.get('a', work(set(2), 3, begun))).toBe(first);
  expect(begun.times).toBe(1);
  expect(cache.use).toMatchObject({ hits: 1, misses: 1, bound: 10_000 });
});

test('requests that ask for the same at once drive one computation', () => {
  const cache = new FilterCache(10_000);
  const begun = { times: 0 };
  const waiting = [1, 2, 3].map(() => cache.inSteps('a', work(set(1), 5, begun)));
  const results = new Set<ConceptBits>();
  for (let turn = 0; results.size === 0 || waiting.length > 0; turn++) {
    const steps = waiting.shift()!;
    const step = steps.next();
    if (step.done === true) results.add(step.value);
    else waiting.push(steps);
    expect(turn).toBeLessThan(20);
  }
  expect(begun.times).toBe(1);
  expect(results.size).toBe(1);
});

test('a fault reaches all who wait, and the next one tries again', () => {
  const cache = new FilterCache(10_000);
  const failing = function* (): Generator<undefined, ConceptBits> {
    yield undefined;
    throw new Error('too long');
  };
  const [one, other] = [cache.inSteps('a', failing), cache.inSteps('a', failing)];
  one.next();
  expect(() => other.next()).toThrow('too long');
  expect(() => one.next()).toThrow('too long');
  expect(cache.use.held).toBe(0);
  expect(cache.get('a', work(set(3), 0, { times: 0 })).has(3)).toBe(true);
});

test('the bound holds: the least recently used goes first, what is too large is not kept', () => {
  const cache = new FilterCache(600);
  const begun = { times: 0 };
  for (const key of ['a', 'b', 'a', 'c', 'a']) cache.get(key, work(set(1), 0, begun));
  expect(begun.times).toBe(3);
  cache.get('b', work(set(1), 0, begun));
  expect(begun.times).toBe(4);
  expect(cache.use.held).toBeLessThanOrEqual(600);
  const large = work(ConceptBits.full(32_000), 0, begun);
  cache.get('large', large);
  cache.get('large', large);
  expect(begun.times).toBe(6);
  expect(cache.use.held).toBeLessThanOrEqual(600);
});
