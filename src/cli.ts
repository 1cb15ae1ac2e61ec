#!/usr/bin/env node
/** The command line: `calx serve`, `calx check-content`. Exit codes: 0 done, 1 failed, 2 used wrongly or can't start. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { checkContentCommand } from './cli/check-content.ts';
import { serveCommand } from './cli/serve.ts';
import { ConfigError } from './config.ts';
import type { Installation } from './server.ts';

interface PackageFile {
  readonly version: string;
  readonly calx: { readonly releaseDate: string };
}

function readInstallation(): Installation {
  const root = join(import.meta.dirname, '..');
  const { version, calx } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageFile;
  return { root, version, releaseDate: calx.releaseDate };
}

async function main(): Promise<number> {
  const installation = readInstallation();
  const program = new Command('calx')
    .description('FHIR R4 and R5 terminology and content service for calcinosis')
    .version(installation.version)
    .addCommand(serveCommand(installation))
    .addCommand(checkContentCommand(installation))
    .exitOverride();
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof ConfigError) {
      process.stderr.write(`calx: ${error.message}\n`);
      return error.exitCode;
    }
    throw error;
  }
}

process.exitCode = await main();
