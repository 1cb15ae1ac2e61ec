/** What a command is given beside its arguments, so that tests and the documentation run it as a shell does. */
import type { Readable } from 'node:stream';
import type { Engines, Installation } from '../engines.ts';

export interface CliContext {
  readonly installation: Installation;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard input. */
  readonly input: Readable;
  readonly write: (text: string) => void;
  /** For messages: stderr. */
  readonly tell: (text: string) => void;
  /** Whether a person sees stderr; only then progress is told. */
  readonly isTerminal: boolean;
  /** The engines over Calx's content, the operator's at these paths, and the folder of imported code systems. */
  readonly loadEngines: (contentPaths: readonly string[], codeSystems?: string) => Promise<Engines>;
}
