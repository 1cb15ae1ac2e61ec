/** `calx validate FILE…`: judges resources by their type, the profiles that they name and those given. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { Command, Option } from 'commander';
import { ConfigError } from '../config.ts';
import type { Engines } from '../engines.ts';
import { CliExit, exitCodes } from '../exit-code.ts';
import { defaultPolicies, policyChoices } from '../validation/policies.ts';
import type { ValidationPolicies } from '../validation/policies.ts';
import type { CliContext } from './cli-context.ts';
import { enginesFor } from './content-options.ts';
import { findFiles } from './validate/find-files.ts';
import { humanReport } from './validate/human-report.ts';
import { jsonReport } from './validate/json-report.ts';
import type { JudgeOptions } from './validate/judge-subject.ts';
import { sarifReport } from './validate/sarif-report.ts';
import { fromLevel } from './validate/validated.ts';
import { validateFiles } from './validate/validate-files.ts';

type PolicySettings = Pick<
  ValidationPolicies,
  'unknownExtensions' | 'externalReferences' | 'bestPractice' | 'wrongDisplay' | 'unknownCodeSystem'
>;

interface ValidateSettings extends PolicySettings {
  readonly profile?: readonly string[];
  readonly fhir?: 'r4' | 'r5';
  readonly package?: readonly string[];
  readonly content?: readonly string[];
  readonly config?: string;
  readonly json?: true;
  readonly sarif?: string;
  readonly level: 'error' | 'warning' | 'information';
  readonly exampleUrls: boolean;
}

const severities = ['error', 'warning', 'information'];

export function validateCommand(context: CliContext): Command {
  const command = new Command('validate')
    .description('judge FHIR resources: structure, profiles, invariants, codes; exit code 1 where there are errors')
    .argument(
      '<file...>',
      'JSON, XML or NDJSON files, folders, quoted patterns such as "**/*.json"; - for standard input',
    )
    .option('--profile <url...>', 'profiles that each resource must conform to, beside those that it names')
    .addOption(
      new Option('--fhir <version>', 'FHIR version; guessed from each resource where not given').choices(['r4', 'r5']),
    )
    .option('--package <path...>', 'FHIR packages (.tgz or folder) with the profiles and value sets to judge by')
    .option('--sarif <file>', 'write the issues as SARIF 2.1.0 too, for code hosts and editors')
    .addOption(
      new Option('--level <severity>', 'report issues of this severity and above')
        .choices(severities)
        .default('information'),
    )
    .option('--json', 'print results and summary as JSON, for programs')
    .option('-c, --content <path...>', 'your own content: a folder, or a FHIR package (folder or .tgz)')
    .option('--config <file>', 'settings in a JSON file')
    .action((files: readonly string[], settings: ValidateSettings) => validate(context, files, settings));
  return withPolicies(command);
}

function withPolicies(command: Command): Command {
  const { unknownExtensions, externalReferences, bestPractice, wrongDisplay, unknownCodeSystem } = defaultPolicies;
  const policy = (name: keyof typeof policyChoices, what: string, help: string, value: string): Option =>
    new Option(`--${name} <${what}>`, help).choices(policyChoices[name]).default(value);
  return command
    .addOption(policy('unknown-extensions', 'severity', 'extensions that nothing here defines', unknownExtensions))
    .option('--no-example-urls', 'ask for the definitions of example.org and the like too')
    .addOption(policy('external-references', 'how', 'references that lead outside', externalReferences))
    .addOption(policy('best-practice', 'severity', 'rules that are best practice', bestPractice))
    .addOption(policy('wrong-display', 'severity', 'displays that are not those of their codes', wrongDisplay))
    .addOption(policy('unknown-code-system', 'severity', 'code systems that are not loaded', unknownCodeSystem));
}

async function validate(context: CliContext, args: readonly string[], settings: ValidateSettings): Promise<void> {
  const files = await findFiles(args);
  const { content, config, package: packages = [] } = settings;
  const contentSettings = { ...(content !== undefined && { content }), ...(config !== undefined && { config }) };
  const engines = await enginesFor(context, contentSettings, packages);
  const sarif = settings.sarif === undefined ? undefined : openOutput(settings.sarif);
  const print = settings.json === true ? jsonReport(context.write) : humanReport(context.write);
  const reports = sarif === undefined ? [print] : [print, sarifReport(sarif.write, context.installation.version)];
  try {
    const { withErrors } = await validateFiles(context, files, {
      options: optionsOf(engines, settings),
      reports: reports.map(report => fromLevel(report, settings.level)),
    });
    if (withErrors > 0) throw new CliExit(exitCodes.no);
  } finally {
    sarif?.close();
  }
}

function openOutput(path: string): { readonly write: (text: string) => void; readonly close: () => void } {
  try {
    const file = openSync(path, 'w');
    return { write: text => void writeSync(file, text), close: () => closeSync(file) };
  } catch (error) {
    throw new ConfigError(`--sarif: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function optionsOf(engines: Engines, settings: ValidateSettings): JudgeOptions {
  const { fhir, profile = [], exampleUrls } = settings;
  const { unknownExtensions, externalReferences, bestPractice, wrongDisplay, unknownCodeSystem } = settings;
  return {
    engines,
    fhirVersion: fhir === undefined ? undefined : fhir === 'r4' ? 'R4' : 'R5',
    profiles: profile,
    policies: {
      ...{ unknownExtensions, externalReferences, bestPractice, wrongDisplay, unknownCodeSystem },
      allowsExampleUrls: exampleUrls,
    },
  };
}
