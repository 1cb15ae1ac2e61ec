/** `calx import`: makes a code system file of a CodeSystem of any size, lists what was imported, removes one. */
import { Command, Option } from 'commander';
import { ConfigError, settleConfig } from '../config.ts';
import { importCodeSystem } from '../content/code-system-import/import-code-system.ts';
import type { ImportStage, ImportSummary } from '../content/code-system-import/import-code-system.ts';
import { openDefinitions } from '../engines.ts';
import type { Definitions } from '../engines.ts';
import { CliExit, exitCodes } from '../exit-code.ts';
import { formatCanonical } from '../fhir/canonical.ts';
import { fhirVersions } from '../fhir/fhir-version.ts';
import type { AnyResource, CodeSystem } from '../fhir/model.ts';
import { versionCodecs } from '../fhir/versions/index.ts';
import { CodeSystemFolders, removeCodeSystemFile } from '../store/code-system-file/code-system-folder.ts';
import type { CodeSystemFile } from '../store/code-system-file/code-system-folder.ts';
import { TableBuilder } from '../terminology/code-systems/compiled/table-builder.ts';
import type { CliContext } from './cli-context.ts';
import { formatFacts, formatTable } from './output/table.ts';

interface ImportSettings {
  readonly mapping?: string;
  readonly fhir: 'r4' | 'r5';
  readonly codeSystems?: string;
  readonly list?: true;
  readonly remove?: string;
  readonly json?: true;
}

export function importCommand(context: CliContext): Command {
  return new Command('import')
    .description('import a CodeSystem of any size (JSON, NDJSON, CSV or TSV, gzip allowed) for the service to use')
    .argument('[file]', 'the CodeSystem')
    .option('-m, --mapping <file>', 'what the columns of a CSV or TSV hold, as JSON')
    .addOption(new Option('--fhir <version>', 'FHIR version of the CodeSystem').choices(['r4', 'r5']).default('r5'))
    .option(
      '--code-systems <folder>',
      'folder of imported code systems (CALX_CODE_SYSTEMS; default: .calx/code-systems)',
    )
    .option('--list', 'list what was imported')
    .option('--remove <canonical>', 'remove what was imported, by url or url|version')
    .option('--json', 'print JSON, for programs')
    .allowExcessArguments(false)
    .action((file: string | undefined, settings: ImportSettings) => run(context, file, settings));
}

async function run(context: CliContext, file: string | undefined, settings: ImportSettings): Promise<void> {
  const flags = settings.codeSystems === undefined ? {} : { codeSystems: settings.codeSystems };
  const folder = settleConfig({ flags, environment: context.environment }).config.codeSystems;
  if (settings.list === true) return list(context, folder, settings);
  if (settings.remove !== undefined) return remove(context, folder, settings.remove);
  if (file === undefined) throw new ConfigError('import takes a FILE, --list or --remove');
  const started = performance.now();
  const progress = new Progress(context);
  const definitions = openDefinitions(context.installation);
  const summary = await importCodeSystem({
    file,
    folder,
    ...(settings.mapping !== undefined && { mapping: settings.mapping }),
    readDefinition: resource => readDefinition(resource, settings.fhir, definitions),
    createCompiler: definition => new TableBuilder(definition),
    onProgress: (stage, fraction) => progress.tell(stage, fraction),
  }).finally(() => progress.clear());
  for (const warning of summary.warnings) context.tell(`calx: warning: ${warning}\n`);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage();
  const facts = {
    ...summary,
    seconds: Number(seconds.toFixed(1)),
    cpuSeconds: Number(((user + system) / 1_000_000).toFixed(1)),
    peakMegabytes: peakMegabytes(),
  };
  context.write(settings.json === true ? `${JSON.stringify(facts, null, 2)}\n` : told(facts));
}

/** In the model, and held against both versions' schemas, since both serve it. */
function readDefinition(resource: AnyResource, fhir: 'r4' | 'r5', { gates }: Definitions) {
  const read = fhir === 'r4' ? versionCodecs.R4.read(resource) : versionCodecs.R5.read(resource);
  const faults = fhirVersions.flatMap(version =>
    gates[version]
      .check(versionCodecs[version].write(read))
      .map(({ path, reason }) => `${path}: ${reason} (${version})`),
  );
  return { model: read as unknown as CodeSystem, faults };
}

function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

interface Facts extends ImportSummary {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

function told(facts: Facts): string {
  const { url, version, concepts, counts, path, bytes, seconds, cpuSeconds, resumedAt } = facts;
  const resumed = resumedAt > 0 ? `, from byte ${resumedAt} on, where it was interrupted` : '';
  return formatFacts([
    ['imported', formatCanonical(url, version)],
    ['concepts', String(concepts)],
    ['edges', String(counts.edges)],
    ['properties', String(counts.properties)],
    ['designations', String(counts.designations)],
    ['file', `${path}, ${megabytes(bytes)} MB`],
    ['took', `${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of them computing${resumed}`],
    ['peak memory', `${facts.peakMegabytes} MB`],
  ]);
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

async function readFiles(context: CliContext, folder: string): Promise<readonly CodeSystemFile[]> {
  const { files, faults } = await new CodeSystemFolders().read(folder);
  for (const fault of faults) context.tell(`calx: warning: ${fault}\n`);
  return files;
}

async function list(context: CliContext, folder: string, { json }: ImportSettings): Promise<void> {
  const rows = (await readFiles(context, folder)).map(({ tables: { definition, size }, bytes, path }) => ({
    url: definition.url ?? '',
    version: definition.version ?? '',
    concepts: size,
    megabytes: megabytes(bytes),
    path,
  }));
  if (json === true) return context.write(`${JSON.stringify(rows, null, 2)}\n`);
  const cells = rows.map(({ url, version, concepts, megabytes: size, path }) => [
    url,
    version,
    `${concepts}`,
    size,
    path,
  ]);
  context.write(cells.length === 0 ? `nothing is imported in ${folder}\n` : formatTable(columns, cells));
}

const columns = ['url', 'version', 'concepts', 'MB', 'file'];

async function remove(context: CliContext, folder: string, canonical: string): Promise<void> {
  const named = (await readFiles(context, folder)).filter(({ tables: { definition } }) => {
    const { url = '', version } = definition;
    return canonical === url || canonical === formatCanonical(url, version);
  });
  for (const { path } of named) {
    await removeCodeSystemFile(path);
    context.write(`removed ${path}\n`);
  }
  if (named.length > 0) return;
  context.tell(`calx: nothing in ${folder} is ${canonical}\n`);
  throw new CliExit(exitCodes.no);
}

/** One line that is written over, for a person at a terminal. */
class Progress {
  readonly #context: CliContext;
  #last = '';

  constructor(context: CliContext) {
    this.#context = context;
  }

  tell(stage: ImportStage, fraction: number): void {
    const line = `calx: ${stage} ${Math.min(Math.floor(fraction * 100), 100)} %`;
    if (!this.#context.isTerminal || line === this.#last) return;
    this.#context.tell(`\r${line.padEnd(this.#last.length)}`);
    this.#last = line;
  }

  clear(): void {
    if (this.#last !== '') this.#context.tell(`\r${' '.repeat(this.#last.length)}\r`);
    this.#last = '';
  }
}
