import { nested, runSteps } from '../../src/terminology/run-steps.ts';
import type { Steps, Turns } from '../../src/terminology/run-steps.ts';

const never: Turns = { pause: () => undefined };
const always: Turns = { pause: () => Promise.resolve() };

function* sum(numbers: readonly number[]): Steps<number> {
  let total = 0;
  for (const number of numbers) {
    yield;
    total += number;
  }
  return total;
}

/** Each level waits for the one below. */
function* deep(levels: number): Steps<number> {
  yield;
  return levels === 0 ? 0 : 1 + (yield* nested(deep(levels - 1)));
}

function* failing(levels: number): Steps<never> {
  if (levels > 0) return yield* nested(failing(levels - 1));
  yield;
  throw new Error('the bottom');
}

function* catching(): Steps<string> {
  try {
    return yield* nested(failing(3));
  } catch (error) {
    return `caught: ${(error as Error).message}, ${yield* nested(sum([1, 2]))}`;
  }
}

test('what needs no pause is there at once', () => {
  expect(runSteps(sum([1, 2, 3]), never)).toBe(6);
  expect(runSteps(deep(20_000), never)).toBe(20_000);
  expect(runSteps(catching(), never)).toBe('caught: the bottom, 3');
  expect(() => runSteps(failing(5), never)).toThrow('the bottom');
});

test('with pauses it comes to the same', async () => {
  const running = runSteps(sum([1, 2, 3]), always);
  expect(running).toBeInstanceOf(Promise);
  expect(await running).toBe(6);
  expect(await runSteps(deep(500), always)).toBe(500);
  expect(await runSteps(catching(), always)).toBe('caught: the bottom, 3');
  await expect(runSteps(failing(5), always)).rejects.toThrow('the bottom');
});

test('who says that the work should end ends it', async () => {
  const late: Turns = { pause: () => Promise.reject(new Error('too late')) };
  await expect(runSteps(deep(5), late)).rejects.toThrow('too late');
  const now: Turns = {
    pause: () => {
      throw new Error('enough');
    },
  };
  expect(() => runSteps(deep(5), now)).toThrow('enough');
});
