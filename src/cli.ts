#!/usr/bin/env node
/** The command line's way in: what the process has is handed to cli/program.ts, which has the commands. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from './cli/program.ts';
import { loadEngines, openDefinitions } from './engines.ts';
import type { Installation } from './engines.ts';

interface PackageFile {
  readonly version: string;
  readonly calx: { readonly releaseDate: string };
}

function readInstallation(): Installation {
  const root = join(import.meta.dirname, '..');
  const { version, calx } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageFile;
  return { root, version, releaseDate: calx.releaseDate };
}

const installation = readInstallation();
// A reader that has seen enough, such as head, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 70));
const code = await runCli(process.argv.slice(2), {
  installation,
  environment: process.env,
  input: process.stdin,
  write: text => void process.stdout.write(text),
  tell: text => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  loadEngines: (paths, codeSystems) => loadEngines(openDefinitions(installation), paths, undefined, codeSystems),
});
process.exitCode = code;
// What has started before a fault, such as a server whose metrics have no port, must not keep the process alive.
if (code !== 0) process.stdout.write('', () => process.exit(code));
