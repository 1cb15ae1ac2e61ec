/**
 * Reads a definition artifact: HL7's definitions of one FHIR version, of which one resource can be read alone. Opening
 * costs the header only; a type's rows are inflated when first asked for, and a few inflated blocks are kept.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { CacheUse } from '../contracts/cache-use.ts';
import type { StoredResource } from '../contracts/resource-store.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import { groupBy } from '../fhir/group-by.ts';
import type { AnyResource } from '../fhir/model.ts';
import { ByteBoundedCache } from './byte-bounded-cache.ts';
import { artifactFormatVersion, artifactMagic } from './definition-format.ts';
import type { ArtifactHeader, DefinitionRow, SearchCell, SearchColumn, Stretch } from './definition-format.ts';

/** One of HL7's definitions, with what only definitions have. */
export interface StoredDefinition extends StoredResource {
  readonly kind?: string;
  readonly derivation?: string;
  /** StructureDefinition: the type that it defines or constrains. */
  readonly constrains?: string;
  /** Values of a search parameter, in the form of store/search/search-values.ts. */
  searchValues(parameter: string): readonly string[];
}

/** All inflated blocks that are kept together hold at most this many bytes. */
const cachedBytes = 8 * 1024 * 1024;

interface TypeIndex {
  readonly definitions: readonly StoredDefinition[];
  readonly byId: ReadonlyMap<string, StoredDefinition>;
  /** The one that answers a reference without version first. */
  readonly byUrl: ReadonlyMap<string, readonly StoredDefinition[]>;
}

/** The header of the artifact at this path, or undefined where there is none that this program can read. */
export function readArtifactHeader(path: string): ArtifactHeader | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      return readHeader(file).header;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Opens the artifact at this path; throws an Error that names it where it is absent or of another format. */
export function openDefinitionArtifact(path: string): DefinitionArtifact {
  const file = openSync(path, 'r');
  const { header, end } = readHeader(file);
  if (header.formatVersion !== artifactFormatVersion) {
    closeSync(file);
    throw new Error(
      `${path} has format ${String(header.formatVersion)}, not ${String(artifactFormatVersion)}: build again`,
    );
  }
  return new DefinitionArtifact(file, header, end);
}

function readHeader(file: number): { header: ArtifactHeader; end: number } {
  const start = readBytes(file, 0, artifactMagic.length + 4);
  if (!start.subarray(0, artifactMagic.length).equals(artifactMagic)) throw new Error('not a definition artifact');
  const length = start.readUInt32LE(artifactMagic.length);
  const header = JSON.parse(readBytes(file, start.length, length).toString('utf8')) as ArtifactHeader;
  return { header, end: start.length + length };
}

function readBytes(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  const count = readSync(file, bytes, 0, length, position);
  if (count < length) throw new Error('the definition artifact ends too early');
  return bytes;
}

export class DefinitionArtifact {
  readonly fhirVersion: FhirVersion;
  readonly packages: ArtifactHeader['packages'];
  /** Identity of what the artifact was built from. */
  readonly fingerprint: string;
  readonly #file: number;
  readonly #header: ArtifactHeader;
  readonly #dataStart: number;
  readonly #blocks = new ByteBoundedCache(cachedBytes);
  readonly #indexes = new Map<string, TypeIndex>();
  readonly #searchColumns = new Map<string, SearchColumn>();

  /** How the cache of inflated blocks is used, in bytes. */
  get cacheUse(): CacheUse {
    return this.#blocks.use;
  }

  constructor(file: number, header: ArtifactHeader, dataStart: number) {
    this.#file = file;
    this.#header = header;
    this.#dataStart = dataStart;
    this.fhirVersion = header.fhirVersion;
    this.packages = header.packages;
    this.fingerprint = header.fingerprint;
  }

  /** Resource types that it has, sorted. */
  get types(): readonly string[] {
    return Object.keys(this.#header.types).sort();
  }

  /** How many resources of the type it has, without reading the index. */
  count(type: string): number {
    return this.#header.types[type]?.count ?? 0;
  }

  /** All of a type, by title or name. */
  listAll(type: string): readonly StoredDefinition[] {
    return this.#index(type).definitions;
  }

  find(type: string, id: string): StoredDefinition | undefined {
    return this.#index(type).byId.get(id);
  }

  /** Every version of the url, the one first that answers a reference without version. */
  list(type: string, url: string): readonly StoredDefinition[] {
    return this.#index(type).byUrl.get(url) ?? [];
  }

  /** The one that answers `url|version`, or the bare url. */
  findCanonical(type: string, url: string, version?: string): StoredDefinition | undefined {
    const all = this.list(type, url);
    return version === undefined ? all[0] : all.find(definition => definition.version === version);
  }

  close(): void {
    closeSync(this.#file);
  }

  #index(type: string): TypeIndex {
    const known = this.#indexes.get(type);
    if (known !== undefined) return known;
    const index = indexDefinitions(this.#readRows(type).map((row, at) => this.#toDefinition(type, row, at)));
    this.#indexes.set(type, index);
    return index;
  }

  #readRows(type: string): readonly DefinitionRow[] {
    const sections = this.#header.types[type];
    return sections === undefined ? [] : (JSON.parse(this.#inflate(sections.rows).toString('utf8')) as DefinitionRow[]);
  }

  #toDefinition(type: string, row: DefinitionRow, at: number): PlacedDefinition {
    const { package: from, place, block, offset, length, ...known } = row;
    const source = this.#header.packages[from];
    const definition: StoredDefinition = {
      type,
      ...known,
      origin: 'hl7',
      source: source === undefined ? 'HL7' : `${source.name}#${source.version}`,
      key: `${this.#header.fingerprint.slice(0, 12)}/${this.fhirVersion}/${type}/${row.id}`,
      read: () => this.#readResource({ block, offset, length }),
      searchValues: parameter => this.#readSearchValues(type, parameter, at),
    };
    return { definition, place: place ?? 0 };
  }

  #readResource({ block, offset, length }: Pick<DefinitionRow, 'block' | 'offset' | 'length'>): AnyResource {
    const stretch = this.#header.blocks[block];
    if (stretch === undefined) throw new Error('the definition artifact lacks a block that its index names');
    const bytes = this.#blocks.get(block, () => this.#inflate(stretch));
    return JSON.parse(bytes.toString('utf8', offset, offset + length)) as AnyResource;
  }

  #readSearchValues(type: string, parameter: string, at: number): readonly string[] {
    return cellValues(this.#column(type, parameter)[at] ?? null);
  }

  #column(type: string, parameter: string): SearchColumn {
    const key = `${type} ${parameter}`;
    const known = this.#searchColumns.get(key);
    if (known !== undefined) return known;
    const columns = this.#header.types[type]?.search ?? {};
    const stretch = Object.hasOwn(columns, parameter) ? columns[parameter] : undefined;
    const column =
      stretch === undefined ? [] : shareTexts(JSON.parse(this.#inflate(stretch).toString('utf8')) as SearchColumn);
    this.#searchColumns.set(key, column);
    return column;
  }

  #inflate({ offset, length }: Stretch): Buffer {
    return brotliDecompressSync(readBytes(this.#file, this.#dataStart + offset, length));
  }
}

/** A definition with its place among those of the same url. */
interface PlacedDefinition {
  readonly definition: StoredDefinition;
  readonly place: number;
}

function indexDefinitions(placed: readonly PlacedDefinition[]): TypeIndex {
  const inPlace = placed.toSorted((left, right) => left.place - right.place).map(({ definition }) => definition);
  const withUrl = inPlace.filter(({ url }) => url !== undefined);
  const byUrl = groupBy(withUrl, ({ url }) => url ?? '');
  const definitions = placed.map(({ definition }) => definition);
  return { definitions, byId: new Map(definitions.map(definition => [definition.id, definition])), byUrl };
}

function cellValues(cell: SearchCell): readonly string[] {
  if (cell === null) return [];
  return typeof cell === 'string' ? [cell] : cell;
}

/** Many resources have the same value: it is kept once. */
function shareTexts(column: SearchColumn): SearchColumn {
  const texts = new Map<string, string>();
  const share = (text: string): string => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  return column.map(cell => (cell === null ? null : typeof cell === 'string' ? share(cell) : cell.map(share)));
}
