/**
 * What the benchmark serves beside HL7's and Calx's content: value sets over the generated code system and a concept
 * map of it, in a folder; and the code system itself, by `calx import` where there is one, else as a resource.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, generatedConcepts, generatedDefinition, generatedSystem, sites } from './generated-concepts.ts';

export const generatedBase = 'https://w3id.org/calcinosis/fhir/bench';
export const seed = 20261125;
/** Value sets of each kind. */
export const kinds = { isA: 200, narrow: 50, listed: 40 } as const;
/** Elements of the concept map. */
export const mapped = 12_000;

export interface BenchContent {
  readonly size: number;
  /** Arguments of `calx serve`. */
  readonly args: readonly string[];
  /** What the import took, where there was one. */
  readonly imported: Readonly<Record<string, unknown>> | undefined;
}

/** Writes all that is missing below the folder; `size` is the number of concepts. */
export function prepareContent(folder: string, size: number): BenchContent {
  const resources = join(folder, `content-${size}`);
  mkdirSync(resources, { recursive: true });
  for (const resource of [...valueSets(size), conceptMap(size)]) {
    writeFileSync(join(resources, `${resource.id}.json`), JSON.stringify(resource));
  }
  if (canImport()) {
    const store = join(folder, 'code-systems');
    const imported = importSystem(folder, store, size);
    return { size, args: ['--content', resources, '--code-systems', store], imported };
  }
  const codeSystem = { ...generatedDefinition({ size, seed }), concept: [...generatedConcepts({ size, seed })] };
  writeFileSync(join(resources, 'generated.json'), JSON.stringify(codeSystem));
  return { size, args: ['--content', resources], imported: undefined };
}

/** Whether the built command line knows `calx import`. */
export function canImport(): boolean {
  return existsSync(join('dist', 'cli', 'import.js'));
}

function importSystem(folder: string, store: string, size: number): Record<string, unknown> {
  const facts = join(folder, `imported-${size}.json`);
  if (existsSync(facts) && existsSync(store)) return JSON.parse(readFileSync(facts, 'utf8')) as Record<string, unknown>;
  const file = join(folder, `generated-${size}.ndjson`);
  const made = [
    '--import',
    'tsx',
    'test/bench/generate-code-system.ts',
    '--size',
    String(size),
    '--seed',
    String(seed),
  ];
  run([...made, '--out', file]);
  const text = run(['dist/cli.js', 'import', file, '--code-systems', store, '--json']);
  writeFileSync(facts, text);
  return JSON.parse(text) as Record<string, unknown>;
}

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return stdout;
}

interface Named {
  readonly id: string;
}

function valueSet(id: string, include: readonly object[]): Named & Record<string, unknown> {
  return {
    resourceType: 'ValueSet',
    id,
    url: `${generatedBase}/ValueSet/${id}`,
    version: '1.0.0',
    name: id.replaceAll(/[^A-Za-z0-9]/g, ''),
    title: id,
    status: 'active',
    experimental: true,
    date: '2026-11-01',
    description: 'Made up for measuring',
    compose: { include },
  };
}

const system = generatedSystem;

function* valueSets(size: number): Iterable<Named & Record<string, unknown>> {
  yield valueSet('bench-all', [{ system }]);
  for (let at = 0; at < kinds.isA; at++) {
    yield valueSet(`bench-is-a-${at}`, [{ system, filter: [isA(at)] }]);
  }
  for (let at = 0; at < kinds.narrow; at++) {
    const severity = { property: 'severity', op: '=', value: ['mild', 'moderate', 'severe'][at % 3] };
    yield valueSet(`bench-narrow-${at}`, [{ system, filter: [isA(at), severity] }]);
  }
  for (let at = 0; at < kinds.listed; at++) {
    const step = Math.max(Math.floor(size / 1_100), 1);
    const concept = Array.from({ length: 1_000 }, (_, index) => ({ code: codeOf((index * step + at) % size) }));
    yield valueSet(`bench-listed-${at}`, [{ system, concept }]);
  }
}

/** Concepts of the upper levels have many below them. */
function isA(at: number): object {
  return { property: 'concept', op: 'is-a', value: codeOf(1 + at) };
}

function conceptMap(size: number): Named & Record<string, unknown> {
  const element = Array.from({ length: Math.min(mapped, size) }, (_, index) => ({
    code: codeOf(index),
    target: [{ code: sites[index % sites.length]?.en, relationship: 'related-to' }],
  }));
  return {
    resourceType: 'ConceptMap',
    id: 'bench-map',
    url: `${generatedBase}/ConceptMap/bench-map`,
    version: '1.0.0',
    name: 'BenchMap',
    title: 'Map of the benchmark',
    status: 'active',
    experimental: true,
    date: '2026-11-01',
    description: 'Made up for measuring',
    group: [{ source: system, target: `${system}/site`, element }],
  };
}
