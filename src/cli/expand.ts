/** `calx expand URL`: the codes of a value set. */
import { Command } from 'commander';
import { formatResource } from '../fhir/formats/json.ts';
import type { AnyResource, ValueSet, ValueSetExpansionContains } from '../fhir/model.ts';
import { valueSetExpand } from '../operations/value-set-expand.ts';
import type { CliContext } from './cli-context.ts';
import { withAnswerOptions } from './content-options.ts';
import type { AnswerSettings } from './content-options.ts';
import { formatTable, printable } from './output/table.ts';
import { runOperation } from './run-operation.ts';

interface ExpandSettings extends AnswerSettings {
  readonly filter?: string;
  readonly count?: string;
  readonly offset?: string;
  readonly language?: string;
  readonly activeOnly?: true;
  readonly designations?: true;
}

export function expandCommand(context: CliContext): Command {
  const command = new Command('expand')
    .description('list the codes of a value set')
    .argument('<url>', 'canonical url of the value set, with |version where one is meant')
    .option('--filter <text>', 'only concepts whose words begin with these')
    .option('--count <number>', 'most concepts')
    .option('--offset <number>', 'first concept, from 0')
    .option('--language <tag>', 'language of the displays, such as de')
    .option('--active-only', 'leave inactive concepts out')
    .option('--designations', 'other names of each concept too (with --json)')
    .action((url: string, settings: ExpandSettings) => expand(context, url, settings));
  return withAnswerOptions(command);
}

async function expand(context: CliContext, url: string, settings: ExpandSettings): Promise<void> {
  const { filter, count, offset, language, activeOnly, designations } = settings;
  const answer = await runOperation(context, settings, valueSetExpand, {
    ...{ url, filter, count, offset, activeOnly },
    displayLanguage: language,
    includeDesignations: designations,
  });
  context.write(settings.json === true ? formatResource(answer, true) : formatExpansion(answer));
}

/** A tree where concepts nest, with how many there are. */
function formatExpansion(answer: AnyResource): string {
  // What both versions have here has one shape.
  const valueSet = answer as unknown as ValueSet;
  const rows = rowsOf(valueSet.expansion?.contains ?? [], 0);
  const total = valueSet.expansion?.total ?? rows.length;
  const sum = total === rows.length ? `${total} codes` : `${rows.length} of ${total} codes`;
  const table = formatTable(['code', 'display', 'note', 'system'], rows);
  return `${headingOf(valueSet)}\n\n${table}${table === '' ? '' : '\n'}${sum}\n`;
}

function headingOf({ title, name, url, version }: ValueSet): string {
  const heading = printable(title ?? name ?? url ?? 'Value set');
  return version === undefined ? heading : `${heading} (${printable(version)})`;
}

function rowsOf(contains: readonly ValueSetExpansionContains[], depth: number): readonly (readonly string[])[] {
  return contains.flatMap(concept => {
    const { code = '', display = '', system = '', version, abstract, inactive } = concept;
    const note = [...(abstract === true ? ['abstract'] : []), ...(inactive === true ? ['inactive'] : [])].join(', ');
    const canonical = version === undefined ? system : `${system}|${version}`;
    return [[indent(code, depth), display, note, canonical], ...rowsOf(concept.contains ?? [], depth + 1)];
  });
}

function indent(code: string, depth: number): string {
  return depth === 0 ? code : `${'\u2502 '.repeat(depth - 1)}\u2514 ${code}`;
}
