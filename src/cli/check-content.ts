/** `calx check-content`: holds the published content against every rule of src/content/content-check.ts. */
import { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { formatFault } from '../content/content-record.ts';
import { checkOwnContent } from '../engines.ts';
import type { CliContext } from './cli-context.ts';

export function checkContentCommand(context: CliContext): Command {
  return new Command('check-content')
    .description("check Calx's own content: schemas of both versions, codes, references, expected expansions")
    .option('--json', 'print the findings as JSON, for programs')
    .allowExcessArguments(false)
    .action((settings: { readonly json?: true }) => checkContent(context, settings.json === true));
}

async function checkContent(context: CliContext, isJson: boolean): Promise<void> {
  if (context.isTerminal) context.tell('calx: checking the content\r');
  const { findings, summary } = await checkOwnContent(context.installation);
  if (isJson) context.write(`${JSON.stringify({ summary, findings }, null, 2)}\n`);
  else context.write([...findings.map(formatFault), summary].map(line => `${line}\n`).join(''));
  if (findings.length > 0) throw new ConfigError('the content breaks the rules above', 1);
}
