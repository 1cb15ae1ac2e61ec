/** The command line as a whole: every command, its examples, and how each end becomes an exit code. */
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { FhirError } from '../fhir/fhir-error.ts';
import { checkContentCommand } from './check-content.ts';
import { CliExit, exitCodes } from '../exit-code.ts';
import type { CliContext } from './cli-context.ts';
import { completionCommand } from './completion.ts';
import { diffCommand } from './diff.ts';
import { examples } from './examples.ts';
import { expandCommand } from './expand.ts';
import { importCommand } from './import.ts';
import { infoCommand } from './info.ts';
import { lookupCommand } from './lookup.ts';
import { printable } from './output/table.ts';
import { packageCommand } from './package.ts';
import { searchCommand } from './search.ts';
import { serveCommand } from './serve.ts';
import { translateCommand } from './translate.ts';
import { validateCommand } from './validate.ts';
import { validateCodeCommand } from './validate-code.ts';

const exitHelp = `
Exit codes: 0 done; 1 the answer is no (not valid, no match, nothing found, content with findings);
2 used wrongly or can't start; 3 the question can't be answered, the message says why; 70 a fault of Calx.`;

const commands = [
  serveCommand,
  expandCommand,
  lookupCommand,
  validateCodeCommand,
  validateCommand,
  translateCommand,
  searchCommand,
  importCommand,
  checkContentCommand,
  packageCommand,
  diffCommand,
  infoCommand,
];

/** Runs `calx` with these arguments and gives its exit code; `serve` goes on after that. */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  try {
    await createProgram(context).parseAsync(args, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    return endOf(error, context);
  }
}

function createProgram(context: CliContext): Command {
  const program = new Command('calx')
    .description('FHIR R4 and R5 terminology and content service for calcinosis')
    .version(context.installation.version)
    .configureOutput({ writeOut: context.write, writeErr: context.tell, getOutHelpWidth: () => 110 })
    .addHelpText('after', exitHelp)
    .exitOverride();
  const made = [...commands.map(make => make(context)), completionCommand(context, () => program)];
  for (const command of made) {
    command.copyInheritedSettings(program);
    const lines = examples.filter(({ args }) => args[0] === command.name()).map(({ shell }) => `  ${shell}\n`);
    if (lines.length > 0) command.addHelpText('after', `\nExamples:\n${lines.join('').trimEnd()}`);
    program.addCommand(command);
  }
  return program;
}

function endOf(error: unknown, { tell }: CliContext): number {
  if (error instanceof CliExit) return error.exitCode;
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof ConfigError) {
    tell(`calx: ${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof FhirError) {
    for (const { text } of error.issues) tell(`calx: ${printable(text)}\n`);
    return exitCodes.refused;
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  tell(`calx: a fault of Calx itself; please report it: ${reason}\n`);
  return exitCodes.fault;
}
