/**
 * One request's allowance of computing: it lets others run at least every 25 ms, stops when the client has left, and
 * ends as `too-costly` when the time is used up.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Cancellation } from '../../contracts/cancellation.ts';
import { processing, tooCostly } from '../../fhir/fhir-error.ts';

const turnMilliseconds = 25;

/** Memory that one request's sets of concepts may take. */
const maxBytes = 128 * 1024 * 1024;

export class Budget {
  readonly #signal: Cancellation | undefined;
  readonly #deadline: number;
  #turnEnds: number;
  #bytesLeft = maxBytes;

  constructor(milliseconds: number, signal?: Cancellation) {
    const now = performance.now();
    this.#signal = signal;
    this.#deadline = now + milliseconds;
    this.#turnEnds = now + turnMilliseconds;
  }

  /** Takes memory of the allowance. Throws when it is used up. */
  spendBytes(bytes: number): void {
    this.#bytesLeft -= bytes;
    if (this.#bytesLeft < 0) throw tooCostly('The definition takes more memory than one request is given');
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
