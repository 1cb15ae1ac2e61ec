/** What a command is given beside its arguments, so that tests and the documentation run it as a shell does. */
import type { Engines, Installation } from '../engines.ts';

export interface CliContext {
  readonly installation: Installation;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly write: (text: string) => void;
  /** For messages: stderr. */
  readonly tell: (text: string) => void;
  /** Whether a person sees stderr; only then progress is told. */
  readonly isTerminal: boolean;
  /** The engines over Calx's content and the operator's at these paths. */
  readonly loadEngines: (contentPaths: readonly string[]) => Promise<Engines>;
}

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
