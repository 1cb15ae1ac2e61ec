/** `calx lookup SYSTEM CODE`: what a code system says of a code. */
import { Command } from 'commander';
import { formatResource } from '../fhir/formats/json.ts';
import type { AnyResource } from '../fhir/model.ts';
import { codeSystemLookup } from '../operations/code-system-lookup.ts';
import type { CliContext } from './cli-context.ts';
import { withAnswerOptions } from './content-options.ts';
import type { AnswerSettings } from './content-options.ts';
import { partsNamed, partsOf, textNamed } from './output/parameters.ts';
import type { Part } from './output/parameters.ts';
import { formatFacts, formatTable } from './output/table.ts';
import { runOperation } from './run-operation.ts';

interface LookupSettings extends AnswerSettings {
  readonly systemVersion?: string;
  readonly language?: string;
  readonly property?: readonly string[];
}

export function lookupCommand(context: CliContext): Command {
  const command = new Command('lookup')
    .description('show what a code system says of a code')
    .argument('<system>', 'canonical url of the code system')
    .argument('<code>')
    .option('--system-version <version>', 'version of the code system')
    .option('--language <tag>', 'language of the display, such as de')
    .option('--property <code...>', 'only these properties')
    .action((system: string, code: string, settings: LookupSettings) => lookup(context, { system, code }, settings));
  return withAnswerOptions(command);
}

async function lookup(
  context: CliContext,
  coding: { readonly system: string; readonly code: string },
  settings: LookupSettings,
): Promise<void> {
  const { systemVersion: version, language: displayLanguage, property } = settings;
  const values = { ...coding, version, displayLanguage, property };
  const answer = await runOperation(context, settings, codeSystemLookup, values);
  context.write(settings.json === true ? formatResource(answer, true) : formatConcept(coding.code, answer));
}

function formatConcept(code: string, answer: AnyResource): string {
  const parts = partsOf(answer);
  const version = textNamed(parts, 'version');
  const facts = formatFacts([
    ['code', code],
    ['display', textNamed(parts, 'display')],
    ['definition', textNamed(parts, 'definition')],
    ['code system', `${textNamed(parts, 'name') ?? ''}${version === undefined ? '' : ` ${version}`}`],
    ['abstract', textNamed(parts, 'abstract') === 'true' ? 'yes' : undefined],
  ]);
  const properties = partsNamed(parts, 'property').map(row(['code', 'value', 'description']));
  const designations = partsNamed(parts, 'designation').map(row(['value', 'language', 'use']));
  return [
    facts,
    formatTable(['property', 'value', 'description'], properties),
    formatTable(['designation', 'language', 'use'], designations),
  ]
    .filter(text => text !== '')
    .join('\n');
}

function row(names: readonly string[]): (parameter: Part) => string[] {
  return ({ part = [] }) => names.map(name => textNamed(part, name) ?? '');
}
