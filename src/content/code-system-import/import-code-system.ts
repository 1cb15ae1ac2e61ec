/**
 * Imports a CodeSystem of any size from a file (docs/import.md), in two stages: the source is read into a spool, which
 * can be interrupted, and the spool is compiled into a code system file, which replaces an older one of the same url and
 * version at once. What FHIR forbids refuses the whole file; what it discourages is told.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { BuiltTables, TableCompiler } from '../../contracts/code-system-compiler.ts';
import { formatCanonical } from '../../fhir/canonical.ts';
import { businessRule, invalid } from '../../fhir/fhir-error.ts';
import { isResource, parseJson } from '../../fhir/formats/json.ts';
import type { AnyResource, CodeSystem } from '../../fhir/model.ts';
import { codeSystemFileSuffix } from '../../store/code-system-file/layout.ts';
import { writeCodeSystemFile } from '../../store/code-system-file/write-code-system-file.ts';
import { messageOf } from '../parse-content.ts';
import { asConcept, conceptCheck } from './check-concept.ts';
import { readCsvMapping } from './csv-mapping.ts';
import { ImportFaults } from './import-faults.ts';
import { lockFolder } from './lock-folder.ts';
import { readSource } from './read-source.ts';
import type { Source, SpooledSource } from './read-source.ts';
import { readSpool } from './spool.ts';

export type ImportStage = 'reading' | 'compiling' | 'writing';

export interface ImportOptions {
  readonly file: string;
  /** Where code system files lie. */
  readonly folder: string;
  /** The file that says what the columns of a CSV or TSV hold. */
  readonly mapping?: string;
  /** The definition in the model, and what is wrong with it in either FHIR version. */
  readonly readDefinition: (resource: AnyResource) => {
    readonly model: CodeSystem;
    readonly faults: readonly string[];
  };
  readonly createCompiler: (definition: CodeSystem) => TableCompiler;
  readonly onProgress?: (stage: ImportStage, fraction: number) => void;
  /** Bytes of the source between two points to go on from. */
  readonly checkpointBytes?: number;
  readonly onCheckpoint?: () => void;
}

export interface ImportSummary {
  readonly url: string;
  readonly version: string | undefined;
  readonly path: string;
  readonly bytes: number;
  readonly concepts: number;
  readonly counts: BuiltTables['counts'];
  readonly warnings: readonly string[];
  /** Bytes of the source that an interrupted import had read before. */
  readonly resumedAt: number;
}

const defaultCheckpointBytes = 64 * 1024 * 1024;

/** Imports one file; throws FhirError with what is wrong, and then leaves nothing behind. */
export async function importCodeSystem(options: ImportOptions): Promise<ImportSummary> {
  const source = describeSource(options);
  const folder = join(options.folder, `.import-${shortHash(source.file)}`);
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  try {
    const spooled = await readSource(source, {
      folder,
      checkpointBytes: options.checkpointBytes ?? defaultCheckpointBytes,
      onProgress: fraction => options.onProgress?.('reading', fraction),
      onCheckpoint: () => options.onCheckpoint?.(),
    }).catch(error => {
      throw invalid(`${options.file}: ${messageOf(error)}`);
    });
    return finish(spooled, options);
  } finally {
    unlock();
    // An interruption leaves the folder; a fault would only come again.
    rmSync(folder, { recursive: true, force: true });
  }
}

function describeSource({ file, mapping }: ImportOptions): Source {
  const path = resolve(file);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) throw invalid(`${file} is no file`);
  const isTable = /\.(csv|tsv)(\.gz)?$/i.test(file);
  if (isTable && mapping === undefined) throw invalid(`${file} needs --mapping FILE, which says what its columns hold`);
  const delimiter = /\.tsv(\.gz)?$/i.test(file) ? '\t' : ',';
  return {
    file: path,
    bytes: stats.size,
    changed: stats.mtimeMs,
    mapping: mapping === undefined ? undefined : readCsvMapping(readText(mapping), delimiter),
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw invalid(`${path} can't be read: ${messageOf(error)}`);
  }
}

function finish(spooled: SpooledSource, options: ImportOptions): ImportSummary {
  const definition = readDefinition(spooled.definition, options);
  const { built, concepts } = compile(spooled, definition, options);
  const { tables, circle, counts } = built;
  const cycleText = `the concept '${circle ?? ''}' stands above itself`;
  if (circle !== undefined && definition.hierarchyMeaning === 'is-a') {
    throw businessRule(`${options.file} is not imported: ${cycleText}, which its hierarchy of is-a forbids`);
  }
  const path = join(options.folder, fileNameOf(definition));
  options.onProgress?.('writing', 0);
  const bytes = writeCodeSystemFile(path, { ...tables, definition: withCount(tables.definition, concepts) });
  options.onProgress?.('writing', 1);
  const warnings = [...(circle === undefined ? [] : [cycleText]), ...warningsOf(built, definition, concepts)];
  const { url = '', version } = definition;
  return { url, version, path, bytes, concepts, counts, warnings, resumedAt: spooled.resumedAt };
}

function readDefinition(json: string, { file, readDefinition: read }: ImportOptions): CodeSystem {
  const resource = parseJson(json);
  if (!isResource(resource) || resource.resourceType !== 'CodeSystem') {
    throw invalid(`${file}: the resource must be a CodeSystem`);
  }
  const { url, content } = resource;
  if (typeof url !== 'string') throw invalid(`${file}: the CodeSystem has no url`);
  if (content !== 'complete' && content !== 'fragment') {
    throw invalid(
      `${file}: the content of the CodeSystem is '${String(content)}'; only complete and fragment are taken`,
    );
  }
  // Its elements have gone their own way.
  delete resource['concept'];
  const { model, faults } = read(resource);
  if (faults.length > 0) throw invalid(`${file}: ${faults.join('; ')}`);
  return model;
}

/** Records between two looks at the progress. */
const recordsPerStep = 5000;

function compile(
  { spool, spoolBytes }: SpooledSource,
  definition: CodeSystem,
  { createCompiler, file, onProgress }: ImportOptions,
): { readonly built: BuiltTables; readonly concepts: number } {
  const compiler = createCompiler(definition);
  const check = conceptCheck(definition);
  const faults = new ImportFaults();
  let taken = 0;
  for (const record of readSpool(spool, spoolBytes)) {
    taken += record.json.length;
    if (record.id % recordsPerStep === 0) onProgress?.('compiling', taken / spoolBytes);
    const concept = readConcept(record.json);
    const fault = 'fault' in concept ? concept.fault : check(concept.value);
    if (fault !== undefined || !('value' in concept)) {
      faults.add(record, fault ?? '');
      continue;
    }
    const known = compiler.add(asConcept(concept.value), record.nestedIn);
    if (known === undefined) continue;
    faults.add(record, `its code '${compiler.codeOf(known)}' is that of concept number ${known + 1} already`);
  }
  if (faults.count > 0) throw faults.refusal(file);
  const concepts = compiler.size;
  return { built: compiler.finish(), concepts };
}

function readConcept(json: Buffer): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: parseJson(json.toString('utf8')) };
  } catch (error) {
    return { fault: messageOf(error) };
  }
}

function withCount(definition: CodeSystem, concepts: number): CodeSystem {
  return definition.count === undefined ? { ...definition, count: concepts } : definition;
}

const referencesTold = 5;

function warningsOf(built: BuiltTables, definition: CodeSystem, concepts: number): readonly string[] {
  const { unknownReferences, unknownReferenceCount, undeclaredProperties, tables } = built;
  const { count } = definition;
  const warnings: string[] = [];
  if (unknownReferenceCount > 0) {
    const first = unknownReferences
      .slice(0, referencesTold)
      .map(({ concept, property, value }) => `concept number ${concept + 1} names ${property} '${value}'`);
    warnings.push(`${unknownReferenceCount} parents or children are not in the code system: ${first.join(', ')}`);
  }
  if (undeclaredProperties.length > 0) {
    warnings.push(`properties that the CodeSystem does not declare: ${undeclaredProperties.join(', ')}`);
  }
  if (count !== undefined && count !== concepts)
    warnings.push(`the CodeSystem counts ${count} concepts, ${concepts} are there`);
  if (tables.hierarchy.parents.list.length > 0 && definition.hierarchyMeaning === undefined) {
    warnings.push('the concepts have a hierarchy, but no hierarchyMeaning says what it means');
  }
  return warnings;
}

/** The same for every import of one url and version, so that a new one takes the place of the old. */
function fileNameOf({ id, url = '', version }: CodeSystem): string {
  const name = [id ?? basename(url), version].filter(part => part !== undefined).join('-');
  return `${name.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 80)}-${shortHash(formatCanonical(url, version))}${codeSystemFileSuffix}`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
