/** By how much the event loop is late, smoothed, and read without waiting for the loop to come round. */

const interval = 200;
/** Weight of the newest sample: one long task alone does not look like overload, several do. */
const weight = 0.3;

export interface LagMeter {
  /** Milliseconds. */
  readonly lag: () => number;
  readonly stop: () => void;
}

/** Starts to measure; the timer keeps no process alive. */
export function startLagMeter(): LagMeter {
  let smoothed = 0;
  let due = performance.now() + interval;
  const withLateness = (late: number): number => (1 - weight) * smoothed + weight * Math.max(0, late);
  const timer = setInterval(() => {
    const now = performance.now();
    smoothed = withLateness(now - due);
    due = now + interval;
  }, interval).unref();
  return { lag: () => withLateness(performance.now() - due), stop: () => clearInterval(timer) };
}
