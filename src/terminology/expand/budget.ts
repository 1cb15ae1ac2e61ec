/**
 * One request's allowance of computing: it lets others run at least every 25 ms, stops when the client has left, and
 * ends as `too-costly` when the time is used up.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Cancellation } from '../../contracts/cancellation.ts';
import { processing, tooCostly } from '../../fhir/fhir-error.ts';
import type { SliceMeter } from './slice-meter.ts';

/** The pieces of work between two checkpoints come on top, so this is less than what others may wait. */
const turnMilliseconds = 10;

/** Memory that one request's sets of concepts may take. */
const maxBytes = 128 * 1024 * 1024;

export class Budget {
  readonly #signal: Cancellation | undefined;
  readonly #deadline: number;
  #turnBegan: number;
  #bytesLeft = maxBytes;
  readonly #meter: SliceMeter | undefined;

  constructor(milliseconds: number, signal?: Cancellation, meter?: SliceMeter) {
    const now = performance.now();
    this.#signal = signal;
    this.#meter = meter;
    this.#deadline = now + milliseconds;
    this.#turnBegan = now;
  }

  /** To be told when the work is done, well or not. */
  end(): void {
    this.#meter?.note(performance.now() - this.#turnBegan);
  }

  /** Takes memory of the allowance. Throws when it is used up. */
  spendBytes(bytes: number): void {
    this.#bytesLeft -= bytes;
    if (this.#bytesLeft < 0) throw tooCostly('The definition takes more memory than one request is given');
  }

  /** To be awaited between pieces of work of a few milliseconds at most. Throws when the work should end. */
  async checkpoint(): Promise<void> {
    await this.pause();
  }

  /** The same as something to await only where it is time to let others run. */
  pause(): Promise<void> | undefined {
    const now = performance.now();
    if (now < this.#turnBegan + turnMilliseconds) return undefined;
    this.#meter?.note(now - this.#turnBegan);
    if (now > this.#deadline) throw tooCostly('The answer takes more computing than one request is given');
    return this.#letOthersRun();
  }

  async #letOthersRun(): Promise<void> {
    await nextTurn();
    this.#turnBegan = performance.now();
    if (this.#signal?.aborted === true) throw processing('The client has left before the answer was ready');
  }
}
