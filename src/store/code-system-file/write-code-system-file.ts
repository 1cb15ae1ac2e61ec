/** Writes a code system file in the layout of layout.ts, at once: a temporary file beside it, then a rename. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { CodeSystemTables } from '../../contracts/code-system-tables.ts';
import { encodeHeader, padded } from './layout.ts';
import type { Section, SectionArray } from './layout.ts';

/** Bytes that are written at once. */
const portion = 8 * 1024 * 1024;

/** Writes the tables; the same tables give the same bytes. Gives the length of the file. */
export function writeCodeSystemFile(path: string, tables: CodeSystemTables): number {
  const sections = new Sections();
  const described = sections.take(tables);
  const start = encodeHeader({ digest: sections.digest(), bytes: sections.bytes, tables: described });
  const temporary = `${path}.${String(process.pid)}.tmp`;
  const file = openSync(temporary, 'w');
  try {
    for (const bytes of [start, ...sections.chunks()]) writeAll(file, bytes);
    fsyncSync(file);
    closeSync(file);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return start.length + sections.bytes;
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, Math.min(portion, bytes.length - at));
}

/** Typed arrays in the order in which they are met. */
class Sections {
  readonly #arrays: SectionArray[] = [];
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** The value with a section in the place of each typed array. */
  take(value: unknown): unknown {
    if (value instanceof Uint8Array || value instanceof Uint32Array) return { section: this.#add(value) };
    if (Array.isArray(value)) return value.map(item => this.take(item));
    if (typeof value !== 'object' || value === null) return value;
    // A spread carries the texts of decimals along.
    const copy = { ...value } as Record<string, unknown>;
    for (const [key, child] of Object.entries(copy)) copy[key] = this.take(child);
    return copy;
  }

  *chunks(): Generator<Uint8Array> {
    for (const array of this.#arrays) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      yield bytes;
      yield new Uint8Array(padded(bytes.length) - bytes.length);
    }
  }

  digest(): string {
    const hash = createHash('sha256');
    for (const chunk of this.chunks()) hash.update(chunk);
    return hash.digest('base64url');
  }

  #add(array: SectionArray): Section {
    const section: Section = {
      type: array instanceof Uint32Array ? 'u32' : 'u8',
      offset: this.#bytes,
      bytes: array.byteLength,
    };
    this.#arrays.push(array);
    this.#bytes += padded(array.byteLength);
    return section;
  }
}
