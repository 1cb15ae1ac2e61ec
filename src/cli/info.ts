/** `calx info`: the settings in force, where each came from, and what is loaded. */
import { Command } from 'commander';
import { settleConfig, textKeys } from '../config.ts';
import type { ServeConfig, ServeSettings, SettledConfig } from '../config.ts';
import type { Engines } from '../engines.ts';
import { fhirVersionNames, fhirVersions } from '../fhir/fhir-version.ts';
import type { CliContext } from './cli-context.ts';
import { formatFacts, formatTable } from './output/table.ts';
import { addSettings } from './settings-options.ts';

type InfoSettings = ServeSettings & { readonly config?: string; readonly json?: true };

export function infoCommand(context: CliContext): Command {
  const command = new Command('info')
    .description('show the settings in force, where each came from, and what is loaded')
    .option('--json', 'print JSON, for programs')
    .action((settings: InfoSettings) => info(context, settings));
  return addSettings(command);
}

async function info(context: CliContext, flags: InfoSettings): Promise<void> {
  const settled = settleConfig({ flags, environment: context.environment });
  const engines = await context.loadEngines(settled.config.content, settled.config.codeSystems);
  const { version, releaseDate } = context.installation;
  const facts = { version, releaseDate, node: process.version, contentVersion: engines.contentVersion };
  const settings = settingsOf(settled);
  const isJson = flags.json === true;
  context.write(
    isJson
      ? `${JSON.stringify({ ...facts, settings, loaded: engines.counts, warnings: engines.warnings }, null, 2)}\n`
      : formatInfo(facts, settings, engines),
  );
}

interface SettingInForce {
  readonly name: string;
  readonly value: string | number | readonly string[] | null;
  readonly from: string;
}

function settingsOf({ config, origins }: SettledConfig): readonly SettingInForce[] {
  const keys: readonly (keyof ServeConfig)[] = [...textKeys(), 'content'];
  return keys.map(name => ({ name, value: config[name] ?? null, from: origins[name] }));
}

function formatInfo(
  facts: Readonly<Record<'version' | 'releaseDate' | 'node' | 'contentVersion', string>>,
  settings: readonly SettingInForce[],
  engines: Engines,
): string {
  const rows = settings.map(({ name, value, from }) => [name, textOf(value), from]);
  const content = fhirVersions.map(fhirVersion => {
    const { store } = engines.versions[fhirVersion];
    const listed = store.types.map(type => ({ type, count: ownCount(engines, fhirVersion, type) }));
    const text = listed.flatMap(({ type, count }) => (count === 0 ? [] : [`${count} ${type}`])).join(', ');
    return [`FHIR ${fhirVersionNames[fhirVersion].number}`, text] as const;
  });
  return [
    formatFacts([
      ['Calx', `${facts.version} of ${facts.releaseDate}`],
      ['Node', facts.node],
      ['content version', facts.contentVersion],
      ['loaded', engines.loaded],
    ]),
    formatFacts(content),
    formatTable(['setting', 'value', 'from'], rows),
  ].join('\n');
}

function ownCount({ versions }: Engines, fhirVersion: 'R4' | 'R5', type: string): number {
  const { store } = versions[fhirVersion];
  return store.listAll(type).filter(({ origin }) => origin === 'calx' || origin === 'operator').length;
}

function textOf(value: SettingInForce['value']): string {
  if (value === null || (typeof value === 'object' && value.length === 0)) return '-';
  return typeof value === 'object' ? value.join(', ') : String(value);
}
