/** How the program ends, for the command line and for the processes behind it. */

/** How the program ends; `docs/cli.md` lists them for people. */
export const exitCodes = {
  done: 0,
  /** The question was answered with no: the code isn't valid, nothing was found, the content has findings. */
  no: 1,
  /** A wrong flag, setting or content: nothing was started. */
  usage: 2,
  /** The question can't be answered: the outcome says why. */
  refused: 3,
  /** A fault of Calx itself. */
  fault: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends the command with this code after its answer was written. */
export class CliExit extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode) {
    super(`exit ${exitCode}`);
    this.exitCode = exitCode;
  }
}
