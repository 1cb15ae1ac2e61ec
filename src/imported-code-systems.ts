/**
 * Wires code system files to the engines: each is one provider for both FHIR versions, and each endpoint serves its
 * CodeSystem without concepts, which the tag SUBSETTED says.
 */
import type { CodeSystemSource, SourcedCodeSystem } from './contracts/code-system-source.ts';
import { formatCanonical } from './fhir/canonical.ts';
import type { AnyResource, CodeSystem } from './fhir/model.ts';
import type { VersionCodec } from './fhir/versions/version-codec.ts';
import { compareVersions } from './fhir/version-order.ts';
import { CodeSystemFolders } from './store/code-system-file/code-system-folder.ts';
import type { CodeSystemFile } from './store/code-system-file/code-system-folder.ts';
import type { MemoryRecord } from './store/memory-record.ts';
import { CompiledCodeSystem } from './terminology/code-systems/compiled/compiled-code-system.ts';

export interface ImportedCodeSystems {
  readonly source: CodeSystemSource;
  readonly count: number;
  /** What is loaded, to be added to a sentence. */
  readonly sentence: string;
  /** What is wrong with each file that is not served. */
  readonly faults: readonly string[];
  /** The definitions as an endpoint serves them beside these records; one that a record defines already is left out. */
  records(codec: VersionCodec, beside: readonly MemoryRecord[]): readonly MemoryRecord[];
}

/** Where no folder is asked for. */
export const noImports: ImportedCodeSystems = imports([], []);

export type ImportedReader = (folder: string) => Promise<ImportedCodeSystems>;

interface Imported {
  readonly file: CodeSystemFile;
  readonly sourced: SourcedCodeSystem;
}

/** A reader of folders that opens what has not changed once only. */
export function createImportedReader(): ImportedReader {
  const folders = new CodeSystemFolders();
  let made = new Map<CodeSystemFile, SourcedCodeSystem>();
  return async folder => {
    const { files, faults } = await folders.read(folder);
    made = new Map(files.map(file => [file, made.get(file) ?? toSourced(file)]));
    const imported = [...made].map(([file, sourced]) => ({ file, sourced }));
    return imports(imported, faults);
  };
}

function imports(all: readonly Imported[], faults: readonly string[]): ImportedCodeSystems {
  const byName = new Map<string, Imported>();
  const repeated: string[] = [];
  for (const imported of all) {
    const name = nameOf(imported.sourced);
    const first = byName.get(name);
    if (first === undefined) byName.set(name, imported);
    else repeated.push(`${imported.file.path} has ${name} as ${first.file.path} has`);
  }
  const distinct = [...byName.values()];
  return {
    source: sourceOf(distinct.map(({ sourced }) => sourced)),
    count: distinct.length,
    sentence: sentenceOf(distinct),
    faults: [...faults, ...repeated],
    records: (codec, beside) => definitionRecords(distinct, codec, beside),
  };
}

function sentenceOf(all: readonly Imported[]): string {
  const concepts = all.reduce((sum, { file }) => sum + file.tables.size, 0);
  return all.length === 0 ? '' : `; imported code systems: ${all.length}, of ${concepts} concepts`;
}

function toSourced({ tables, key }: CodeSystemFile): SourcedCodeSystem {
  const { definition } = tables;
  const { url = '', version, valueSet, content } = definition;
  const provider = new CompiledCodeSystem(tables);
  return {
    cacheKey: key,
    url,
    version,
    content: content === 'fragment' ? 'fragment' : 'complete',
    ...(valueSet !== undefined && { valueSet }),
    definition,
    open: () => provider,
    filterUse: () => provider.filterUse,
  };
}

function sourceOf(all: readonly SourcedCodeSystem[]): CodeSystemSource {
  const newestFirst = all.toSorted((left, right) => compareVersions(right.version, left.version));
  return { list: url => newestFirst.filter(sourced => sourced.url === url), listAll: () => all };
}

const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

function definitionRecords(
  all: readonly Imported[],
  codec: VersionCodec,
  beside: readonly MemoryRecord[],
): readonly MemoryRecord[] {
  const codeSystems = beside.map(({ resource }) => resource).filter(resource => resource.resourceType === 'CodeSystem');
  const names = new Set(codeSystems.map(resource => nameOf(resource as { url?: string; version?: string })));
  const ids = new Set(codeSystems.map(({ id }) => id ?? ''));
  return all
    .filter(({ sourced }) => !names.has(nameOf(sourced)))
    .map(({ file, sourced }) => {
      const id = freeId(sourced.definition, ids);
      ids.add(id);
      const resource = codec.write({ ...marked(sourced.definition), id } as unknown as AnyResource);
      return { resource, origin: 'operator', source: file.path };
    });
}

function marked(definition: CodeSystem): CodeSystem {
  const { meta } = definition;
  return { ...definition, meta: { ...meta, tag: [...(meta?.tag ?? []), subsetted] } };
}

/** Its own id, or one made from its url where it has none; `-imported` is added where another resource has that. */
function freeId({ id, url = '' }: CodeSystem, taken: ReadonlySet<string>): string {
  const last = url.split(/[/:]/).at(-1) ?? '';
  const own = (id ?? last.replace(/[^A-Za-z0-9.-]+/g, '-')).slice(0, 64) || 'code-system';
  let free = own;
  for (let more = 1; taken.has(free); more++) free = `${own.slice(0, 50)}-imported${more > 1 ? String(more) : ''}`;
  return free;
}

function nameOf({ url = '', version }: { readonly url?: string; readonly version?: string | undefined }): string {
  return formatCanonical(url, version);
}
