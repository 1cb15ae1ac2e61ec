/**
 * One request's allowance of computing: it lets others run at least every 25 ms, stops when the client has left, and
 * ends as `too-costly` when the time is used up.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { processing, tooCostly } from '../../fhir/fhir-error.ts';

const turnMilliseconds = 25;

export class Budget {
  readonly #signal: AbortSignal | undefined;
  readonly #deadline: number;
  #turnEnds: number;

  constructor(milliseconds: number, signal?: AbortSignal) {
    const now = performance.now();
    this.#signal = signal;
    this.#deadline = now + milliseconds;
    this.#turnEnds = now + turnMilliseconds;
  }

  /** To be awaited between pieces of work of a few milliseconds at most. Throws when the work should end. */
  async checkpoint(): Promise<void> {
    const now = performance.now();
    if (now < this.#turnEnds) return;
    if (now > this.#deadline) throw tooCostly('The answer takes more computing than one request is given');
    await nextTurn();
    if (this.#signal?.aborted === true) throw processing('The client has left before the answer was ready');
    this.#turnEnds = performance.now() + turnMilliseconds;
  }
}
