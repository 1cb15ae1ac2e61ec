/** Work in steps whose result many want: each who waits drives the one computation on, and it is kept when it is done. */
export class SharedSteps<Result> {
  readonly #start: () => Generator<undefined, Result>;
  #steps: Generator<undefined, Result> | undefined;
  #done: { readonly result: Result } | undefined;

  /** What throws is thrown for whoever drives it, and begins anew for the next one. */
  constructor(start: () => Generator<undefined, Result>) {
    this.#start = start;
  }

  /** Undefined until the work is done. */
  get result(): Result | undefined {
    return this.#done?.result;
  }

  /** The result, with the pauses of what is left of the work. */
  *run(): Generator<undefined, Result> {
    while (this.#done === undefined) {
      this.#drive();
      if (this.#done === undefined) yield undefined;
    }
    return this.#done.result;
  }

  #drive(): void {
    const steps = (this.#steps ??= this.#start());
    try {
      const step = steps.next();
      if (step.done === true) this.#done = { result: step.value };
    } catch (fault) {
      this.#steps = undefined;
      throw fault;
    }
    if (this.#done !== undefined) this.#steps = undefined;
  }
}
