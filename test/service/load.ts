/** Requests that are sent without a break while something else happens, and what became of them. */

export interface Load {
  /** Ends the load and gives what became of each request. */
  readonly stop: () => Promise<Outcomes>;
  /** Answers so far. */
  readonly count: () => number;
}

export interface Outcomes {
  readonly answered: number;
  /** Texts of what went wrong: a status other than 200, or a connection that broke. */
  readonly failures: readonly string[];
  /** Milliseconds of the slowest request. */
  readonly slowest: number;
}

/** Sends GET requests to this URL from as many clients at once, each the next when it has its answer. */
export function startLoad(url: string, clients = 4): Load {
  let isRunning = true;
  let answered = 0;
  let slowest = 0;
  const failures: string[] = [];
  const client = async (): Promise<void> => {
    while (isRunning) {
      const started = performance.now();
      try {
        const answer = await fetch(url);
        await answer.arrayBuffer();
        if (answer.status === 200) answered += 1;
        else failures.push(String(answer.status));
      } catch (error) {
        failures.push(String((error as { cause?: unknown }).cause ?? error));
      }
      slowest = Math.max(slowest, performance.now() - started);
    }
  };
  const running = Array.from({ length: clients }, client);
  const stop = async (): Promise<Outcomes> => {
    isRunning = false;
    await Promise.all(running);
    return { answered, failures, slowest };
  };
  return { stop, count: () => answered };
}

/** Waits until it holds; throws when it doesn't within the time. */
export async function until(holds: () => boolean | Promise<boolean>, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`it did not come true within ${milliseconds} ms`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
