/**
 * Work in steps: a generator that pauses where others could be let in. Most work is done before they have to be, and then
 * costs no promise at all; what it gives is there at once.
 */

/** Pauses with a bare `yield`, and returns its result. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

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

/** What the steps return. */
export function runSteps<Result>(steps: Steps<Result>, turns: Turns): Result | Promise<Result> {
  let step = steps.next();
  while (step.done !== true) {
    const pause = turns.pause();
    if (pause !== undefined) return pause.then(() => runSteps(steps, turns));
    step = steps.next();
  }
  return step.value;
}
