/** Work that pauses by itself, done with a look at the request's allowance at each pause. */
import type { Budget } from './budget.ts';

/** What the steps return. */
export async function inTurns<Result>(steps: Generator<undefined, Result>, budget: Budget): Promise<Result> {
  let step = steps.next();
  while (step.done !== true) {
    await budget.checkpoint();
    step = steps.next();
  }
  return step.value;
}
