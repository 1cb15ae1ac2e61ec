/** `calx check-content`: holds the published content against every rule of src/content/content-check.ts. */
import { Command } from 'commander';
import { checkOwnContent } from '../server.ts';
import type { Installation } from '../server.ts';
import { ConfigError } from '../config.ts';
import { formatFault } from '../content/content-record.ts';

export function checkContentCommand(installation: Installation): Command {
  return new Command('check-content')
    .description("check Calx's own content: schemas of both versions, codes, references, expected expansions")
    .allowExcessArguments(false)
    .action(() => checkContent(installation));
}

async function checkContent(installation: Installation): Promise<void> {
  const { findings, summary } = await checkOwnContent(installation);
  for (const finding of findings) process.stdout.write(`${formatFault(finding)}\n`);
  process.stdout.write(`${summary}\n`);
  if (findings.length > 0) throw new ConfigError('the content breaks the rules above', 1);
}
