/** `calx translate SYSTEM CODE`: what a code is in another code system, by concept maps. */
import { Command } from 'commander';
import { formatResource } from '../fhir/formats/json.ts';
import type { AnyResource, Coding } from '../fhir/model.ts';
import { conceptMapTranslate } from '../operations/concept-map-translate.ts';
import { CliExit, exitCodes } from '../exit-code.ts';
import type { CliContext } from './cli-context.ts';
import { withAnswerOptions } from './content-options.ts';
import type { AnswerSettings } from './content-options.ts';
import { partsNamed, partsOf, textNamed, valueNamed } from './output/parameters.ts';
import type { Part } from './output/parameters.ts';
import { formatTable, printable } from './output/table.ts';
import { runOperation } from './run-operation.ts';

interface TranslateSettings extends AnswerSettings {
  readonly map?: string;
  readonly targetSystem?: string;
  readonly reverse?: true;
}

export function translateCommand(context: CliContext): Command {
  const command = new Command('translate')
    .description('translate a code by concept maps; exit code 1 where there is no match')
    .argument('<system>', 'code system of the code')
    .argument('<code>')
    .option('--map <url>', 'only this concept map')
    .option('--target-system <url>', 'only matches in this code system')
    .option('--reverse', 'the code is a target: find its sources')
    .action((system: string, code: string, settings: TranslateSettings) =>
      translate(context, { system, code }, settings),
    );
  return withAnswerOptions(command);
}

async function translate(
  context: CliContext,
  coding: { readonly system: string; readonly code: string },
  settings: TranslateSettings,
): Promise<void> {
  const { map: url, targetSystem: targetsystem, reverse } = settings;
  const values = { ...coding, url, targetsystem, reverse };
  const answer = await runOperation(context, settings, conceptMapTranslate, values);
  context.write(settings.json === true ? formatResource(answer, true) : formatMatches(answer));
  if (textNamed(partsOf(answer), 'result') !== 'true') throw new CliExit(exitCodes.no);
}

function formatMatches(answer: AnyResource): string {
  const parts = partsOf(answer);
  const rows = partsNamed(parts, 'match').map(rowOf);
  const message = textNamed(parts, 'message');
  const table = formatTable(['relationship', 'code', 'display', 'system', 'map'], rows);
  return `${table}${message === undefined ? '' : `${printable(message)}\n`}${table === '' ? 'no match\n' : ''}`;
}

function rowOf({ part = [] }: Part): string[] {
  const relationship = textNamed(part, 'relationship') ?? textNamed(part, 'equivalence') ?? '';
  const { code = '', display = '', system = '' } = (valueNamed(part, 'concept') ?? {}) as Coding;
  const map = textNamed(part, 'originMap') ?? textNamed(part, 'source') ?? '';
  return [relationship, code, display, system, map];
}
