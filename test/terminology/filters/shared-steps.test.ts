import { SharedSteps } from '../../../src/terminology/filters/shared-steps.ts';

/** Work of so many steps, of which the first attempts fail; `begun` counts them. */
function work(steps: number, faults: number): { shared: SharedSteps<string>; begun: () => number } {
  let begun = 0;
  const shared = new SharedSteps(function* () {
    begun += 1;
    for (let step = 0; step < steps; step++) yield undefined;
    if (begun <= faults) throw new Error('not now');
    return 'done';
  });
  return { shared, begun: () => begun };
}

test('all who wait drive one computation, in turns', () => {
  const { shared, begun } = work(4, 0);
  const waiting = [shared.run(), shared.run(), shared.run()];
  expect(shared.result).toBeUndefined();
  const ended: unknown[] = [];
  for (let turn = 0; ended.length < 3 && turn < 30; turn++) {
    const step = waiting[turn % 3]!.next();
    if (step.done === true && step.value !== undefined) ended.push(step.value);
  }
  expect([ended, begun(), shared.result]).toEqual([['done', 'done', 'done'], 1, 'done']);
  expect(shared.run().next()).toEqual({ done: true, value: 'done' });
});

test('a fault is told, and the next one begins anew', () => {
  const { shared, begun } = work(0, 1);
  expect(() => shared.run().next()).toThrow('not now');
  expect(shared.run().next()).toEqual({ done: true, value: 'done' });
  expect(begun()).toBe(2);
});
