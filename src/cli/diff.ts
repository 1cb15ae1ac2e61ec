/** `calx diff A B`: what differs between two versions of the content, by code and by recommendation. */
import { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { messageOf } from '../content/parse-content.ts';
import { compareContent } from '../content/review/compare-content.ts';
import type { ContentDifference, ItemChange } from '../content/review/compare-content.ts';
import type { VersionedContent } from '../content/review/list-items.ts';
import { loadVersion } from '../content/review/load-version.ts';
import { CliExit, exitCodes } from '../exit-code.ts';
import { versionCodecs } from '../fhir/versions/index.ts';
import type { CliContext } from './cli-context.ts';
import { printable } from './output/table.ts';

export function diffCommand(context: CliContext): Command {
  return new Command('diff')
    .description('compare two versions of the content by code and by recommendation; exit code 1 where they differ')
    .argument('<a>', 'a FHIR package (.tgz or folder), a folder of resources, or the folder of a Calx')
    .argument('<b>', 'the same, for what came after')
    .option('--json', 'print the differences as JSON, for programs')
    .allowExcessArguments(false)
    .action((a: string, b: string, settings: { readonly json?: true }) =>
      diff(context, [a, b], settings.json === true),
    );
}

async function diff(context: CliContext, [a, b]: readonly [string, string], isJson: boolean): Promise<void> {
  const difference = compareContent(await load(a), await load(b));
  const { codes, recommendations, resources } = difference;
  const all = [...codes, ...recommendations, ...resources];
  const count = (change: string): number => all.filter(each => each.change === change).length;
  const summary = { added: count('added'), removed: count('removed'), changed: count('changed') };
  if (isJson) context.write(`${JSON.stringify({ ...difference, summary }, null, 2)}\n`);
  else
    context.write(
      `${textOf(difference)}${summary.added} added, ${summary.removed} removed, ${summary.changed} changed\n`,
    );
  if (all.length > 0) throw new CliExit(exitCodes.no);
}

async function load(path: string): Promise<VersionedContent> {
  try {
    return await loadVersion(path, versionCodecs);
  } catch (error) {
    throw new ConfigError(messageOf(error));
  }
}

function textOf({ codes, recommendations, resources }: ContentDifference): string {
  return [section('Codes', codes), section('Recommendations', recommendations), section('Resources', resources)].join(
    '',
  );
}

const signs = { added: '+', removed: '-', changed: '~' } as const;

function section(title: string, changes: readonly ItemChange[]): string {
  if (changes.length === 0) return '';
  const lines = changes.flatMap(({ key, label, change, fields = {} }) => [
    `  ${signs[change]} ${printable(key)}  ${printable(label)}`.trimEnd(),
    ...Object.entries(fields).map(
      ([name, { from, to }]) => `      ${printable(name)}: ${quoted(from)} -> ${quoted(to)}`,
    ),
  ]);
  return `${title}\n${lines.map(line => `${line}\n`).join('')}\n`;
}

/** Longer texts are cut; `--json` has them whole. */
const longest = 300;

function quoted(text: string): string {
  if (text === '') return '(none)';
  return `'${printable(text.length > longest ? `${text.slice(0, longest - 3)}...` : text)}'`;
}
