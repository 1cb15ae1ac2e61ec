/** The options of every command that answers from content, and the engines that they ask for. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { settleConfig } from '../config.ts';
import type { Engine, Engines } from '../engines.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { CliContext } from './cli-context.ts';

export interface ContentSettings {
  readonly content?: readonly string[];
  readonly codeSystems?: string;
  readonly config?: string;
  readonly json?: true;
}

export interface AnswerSettings extends ContentSettings {
  readonly fhir: 'r4' | 'r5';
}

/** Adds `--fhir`, `--json` and what says which content is meant. */
export function withAnswerOptions(command: Command): Command {
  return withContentOptions(
    command.addOption(new Option('--fhir <version>', 'FHIR version of the answer').choices(['r4', 'r5']).default('r5')),
  );
}

/** Adds `--json`, `--content`, `--code-systems` and `--config`. */
export function withContentOptions(command: Command): Command {
  return command
    .option('--json', 'print the FHIR resource, for programs')
    .option('-c, --content <path...>', 'your own content: a folder, or a FHIR package (folder or .tgz)')
    .option('--code-systems <folder>', 'folder of what calx import has made')
    .option('--config <file>', 'settings in a JSON file')
    .allowExcessArguments(false);
}

/** The engines over the content that flags, environment and file name, and these paths; tells a person that it works on it. */
export async function enginesFor(
  context: CliContext,
  settings: ContentSettings,
  further: readonly string[] = [],
): Promise<Engines> {
  const { content, codeSystems, config: file } = settings;
  const flags = {
    ...(content !== undefined && { content }),
    ...(codeSystems !== undefined && { codeSystems }),
    ...(file !== undefined && { config: file }),
  };
  const { config } = settleConfig({ flags, environment: context.environment });
  if (context.isTerminal) context.tell('calx: reading the content\r');
  const engines = await context.loadEngines([...config.content, ...further], config.codeSystems);
  // The line of progress makes room for what follows.
  if (context.isTerminal) context.tell(`${' '.repeat(25)}\r`);
  for (const warning of engines.warnings) context.tell(`calx: warning: ${warning}\n`);
  return engines;
}

export interface VersionedEngine extends Engine {
  readonly fhirVersion: FhirVersion;
}

/** The engine of the version that was asked for. */
export async function engineFor(context: CliContext, settings: AnswerSettings): Promise<VersionedEngine> {
  const fhirVersion = settings.fhir === 'r4' ? 'R4' : 'R5';
  return { ...(await enginesFor(context, settings)).versions[fhirVersion], fhirVersion };
}
