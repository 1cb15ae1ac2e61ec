/** Runs the command line in this process, as a shell does; runs share the engines over Calx's own content. */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { runCli } from '../../src/cli/program.ts';
import { loadEngines, openDefinitions } from '../../src/engines.ts';
import type { Engines, Installation } from '../../src/engines.ts';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const { version, calx } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  calx: { releaseDate: string };
};
const installation: Installation = { root: process.cwd(), version, releaseDate: calx.releaseDate };
let own: Promise<Engines> | undefined;

function enginesOver(paths: readonly string[]): Promise<Engines> {
  if (paths.length > 0) return loadEngines(openDefinitions(installation), paths);
  own ??= loadEngines(openDefinitions(installation), []);
  return own;
}

interface RunOptions {
  readonly environment?: Record<string, string>;
  readonly isTerminal?: boolean;
  /** What standard input has. */
  readonly input?: string;
}

export async function runCommand(
  args: readonly string[],
  { environment = {}, isTerminal = false, input = '' }: RunOptions = {},
): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const code = await runCli(args, {
    installation,
    environment,
    isTerminal,
    input: Readable.from([Buffer.from(input)]),
    write: text => void (stdout += text),
    tell: text => void (stderr += text),
    loadEngines: enginesOver,
  });
  return { code, stdout, stderr };
}
