/**
 * Work in steps: a generator that pauses where others could be let in. Most work is done before they have to be, and then
 * costs no promise at all; what it gives is there at once.
 */

/** Pauses with a bare `yield`, gives way to other steps with `nested`, and returns its result. */
export type Steps<Result> = Generator<AnySteps | undefined, Result, unknown>;
type AnySteps = Generator<unknown, unknown, unknown>;

/** A request's allowance of computing, for work that waits. */
export interface WorkBudget {
  /** Awaited between pieces of work: lets other requests run, and throws when this one should end. */
  checkpoint(): Promise<void>;
}

/** Says whether it is time to pause; throws when the work should end. */
export interface Turns {
  /** To be awaited before the next step; undefined where there is time left. */
  pause(): Promise<void> | undefined;
}

/** What other steps return. They begin on an empty stack: where definitions nest, they may do so a thousand times. */
export function* nested<Result>(steps: Steps<Result>): Steps<Result> {
  return (yield steps) as Result;
}

/** What the steps return, with a look at each pause whether others should have a turn. */
export function runSteps<Result>(steps: Steps<Result>, turns: Turns): Result | Promise<Result> {
  return run([steps], turns) as Result | Promise<Result>;
}

/** What steps without nested ones return, without a pause. */
export function allSteps<Result>(steps: Generator<undefined, Result>): Result {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Runs the last of the steps; each of the others waits for the result of the next. */
function run(waiting: AnySteps[], turns: Turns): unknown {
  let result: unknown;
  for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
    const step = advance(waiting, last, result);
    result = undefined;
    if (step.done === true) {
      waiting.pop();
      result = step.value;
    } else if (step.value !== undefined) waiting.push(step.value as AnySteps);
    else {
      const pause = turns.pause();
      if (pause !== undefined) return pause.then(() => run(waiting, turns));
    }
  }
  return result;
}

/** The next step; a fault is thrown where the result is waited for, which may make something of it. */
function advance(waiting: AnySteps[], last: AnySteps, result: unknown): IteratorResult<unknown> {
  let fault: unknown;
  try {
    return last.next(result);
  } catch (error) {
    fault = error;
  }
  for (;;) {
    waiting.pop();
    const outer = waiting.at(-1);
    if (outer === undefined) throw fault;
    try {
      return outer.throw(fault);
    } catch (error) {
      fault = error;
    }
  }
}
