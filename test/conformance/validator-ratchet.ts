/**
 * Runs HL7's validator cases of ../shared against a server on a free port, and validates HL7's own example resources.
 * Figures are held against validator-baseline.json, which may only rise; errors on examples against example-faults.json,
 * the faults that the examples have. `--update` writes better figures, and the faults that are found.
 *
 *   tsx test/conformance/validator-ratchet.ts --shared ../shared [--update]
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../server-process.ts';
import { countVerdicts, faultText, readList } from './example-faults.ts';
import type { Faults, Reason } from './example-faults.ts';

const versions = ['R4', 'R5'] as const;
type Version = (typeof versions)[number];
const figureNames = ['balanced', 'specificity', 'sensitivity', 'locRecall'] as const;
type Figures = Record<(typeof figureNames)[number], number>;
type Baseline = Record<Version, Figures>;

const baselineFile = join('test', 'conformance', 'validator-baseline.json');
const faultsName = 'example-faults.json';
const exampleFolders: Record<Version, string> = {
  R4: join('node_modules', 'hl7.fhir.r4.core'),
  R5: join('node_modules', 'hl7.fhir.r5.examples'),
};

function runCases(shared: string, origin: string): Baseline {
  const folder = join(shared, 'validation');
  const bases = ['--base', `${origin}/r4`, '--base-r5', `${origin}/r5`, '--supply', 'tx-resource', '--fails'];
  const runner = [join(folder, 'score-validator.mjs'), '--split', join(folder, 'cases'), ...bases];
  const { stdout } = spawnSync(process.execPath, runner, { encoding: 'utf8', maxBuffer: 1 << 28 });
  process.stdout.write(stdout);
  const figuresOf = (version: Version): Figures => {
    const line = stdout.split('\n').find(one => one.startsWith(`${version} {`)) ?? '{}';
    return JSON.parse(line.slice(line.indexOf('{'))) as Figures;
  };
  return { R4: figuresOf('R4'), R5: figuresOf('R5') };
}

const conformance =
  /^(StructureDefinition|SearchParameter|ValueSet|CodeSystem|ConceptMap|OperationDefinition|CompartmentDefinition)-/;
const largest = 300_000;

/** All instances, and each 25th of the definitions. */
function exampleFiles(folder: string): string[] {
  const all = readdirSync(folder).filter(file => file.endsWith('.json') && file !== 'package.json');
  const definitions = all.filter(file => conformance.test(file)).filter((_file, at) => at % 25 === 0);
  const files = [...all.filter(file => !conformance.test(file)), ...definitions];
  return files.filter(file => statSync(join(folder, file)).size <= largest);
}

interface Told {
  readonly issue: readonly {
    readonly severity: string;
    readonly details?: { readonly coding?: readonly { readonly code: string }[]; readonly text?: string };
    readonly expression?: readonly string[];
  }[];
}

async function faultsOf(base: string, folder: string): Promise<Faults> {
  const faults: Record<string, string[]> = {};
  let count = 0;
  for (const file of exampleFiles(folder)) {
    const body = readFileSync(join(folder, file), 'utf8');
    const type = (JSON.parse(body) as { resourceType?: string }).resourceType;
    if (type === undefined) continue;
    count += 1;
    const headers = { 'Content-Type': 'application/fhir+json' };
    const response = await fetch(`${base}/${type}/$validate`, { method: 'POST', headers, body });
    const { issue } = (await response.json()) as Told;
    const errors = issue.filter(({ severity }) => severity === 'error' || severity === 'fatal');
    const told = errors.map(({ details, expression }) =>
      faultText(details?.coding?.[0]?.code ?? String(response.status), expression?.[0] ?? '', details?.text ?? ''),
    );
    if (told.length > 0) faults[file] = [...new Set(told)].sort();
  }
  process.stdout.write(`${base}: ${Object.keys(faults).length} of ${count} examples have errors\n`);
  return faults;
}

function fallen(baseline: Baseline, found: Baseline): string[] {
  return versions.flatMap(version =>
    figureNames
      .filter(name => found[version][name] < baseline[version][name])
      .map(name => `${version} ${name} fell from ${baseline[version][name]} to ${found[version][name]}`),
  );
}

/** Examples that may have errors which nobody has explained yet: 0.3 % of R4's, 0.5 % of R5's. */
const mostUnexplained: Record<Version, number> = { R4: 2, R5: 5 };

/** Tells faults that are not in the list; whether they are too many. */
function hasTooMany(version: Version, known: Faults, found: Faults): boolean {
  const news = Object.entries(found).flatMap(([file, told]) => {
    const fresh = told.filter(fault => known[file]?.includes(fault) !== true);
    return fresh.length === 0 ? [] : [`${version} ${file}: ${fresh.join(', ')}`];
  });
  for (const line of news) process.stdout.write(`unexplained: ${line}\n`);
  return news.length > mostUnexplained[version];
}

function pick(found: Baseline): Baseline {
  const own = (version: Version): Figures =>
    Object.fromEntries(figureNames.map(name => [name, found[version][name]])) as Figures;
  return { R4: own('R4'), R5: own('R5') };
}

async function main(): Promise<number> {
  const options = { shared: { type: 'string' }, update: { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ options });
  const baseline = JSON.parse(readFileSync(baselineFile, 'utf8')) as Baseline;
  const known = readList(faultsName) as Record<Version, Faults>;
  const server = await startServer(spawn, []);
  try {
    const found = runCases(values.shared ?? join('..', 'shared'), server.origin);
    const faults = {
      R4: await faultsOf(`${server.origin}/r4`, exampleFolders.R4),
      R5: await faultsOf(`${server.origin}/r5`, exampleFolders.R5),
    };
    const lower = fallen(baseline, found);
    const isWorse = versions.filter(version => hasTooMany(version, known[version], faults[version])).length > 0;
    for (const line of lower) process.stdout.write(`${line}\n`);
    const reasons = readList('example-fault-reasons.json') as readonly Reason[];
    for (const version of versions) {
      const counts = [...countVerdicts(faults[version], reasons)].map(pair => pair.join(' '));
      process.stdout.write(`${version} examples by verdict, unexplained as false-positive: ${counts.join(', ')}\n`);
    }
    if (lower.length === 0 && values.update) {
      writeFileSync(baselineFile, `${JSON.stringify(pick(found), null, 2)}\n`);
      writeFileSync(join('test', 'conformance', faultsName), `${JSON.stringify(faults, null, 2)}\n`);
    }
    return lower.length === 0 && (!isWorse || values.update) ? 0 : 1;
  } finally {
    await server.stop();
  }
}

process.exitCode = await main();
