/**
 * Opens a code system file in place: its bytes are read once, and the tables are views of them. Reading takes turns with
 * other work, so that a server that loads a file goes on answering.
 */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { endianness } from 'node:os';
import type { CodeSystemTables } from '../../contracts/code-system-tables.ts';
import { decodeHeader, headerLength, isSection, padded, preambleBytes } from './layout.ts';
import type { Section, SectionArray } from './layout.ts';

export interface OpenedCodeSystem {
  readonly tables: CodeSystemTables;
  /** Identity of the content. */
  readonly key: string;
  /** Memory that the tables take. */
  readonly bytes: number;
}

/** Bytes that are read at once. */
const portion = 16 * 1024 * 1024;

/** Opens the file; rejects with an Error that names it where it is none, damaged, too short or of another format. */
export async function openCodeSystemFile(path: string): Promise<OpenedCodeSystem> {
  if (endianness() !== 'LE') throw new Error('Code system files are read on little-endian machines only');
  const file = await open(path, 'r');
  try {
    return await read(file);
  } catch (error) {
    throw new Error(`${path} ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    await file.close();
  }
}

async function read(file: FileHandle): Promise<OpenedCodeSystem> {
  const preamble = await readBytes(file, 0, preambleBytes);
  const json = await readBytes(file, preambleBytes, headerLength(preamble));
  const { header, key } = decodeHeader(preamble, json);
  const start = padded(preambleBytes + json.length);
  const { buffer } = await readBytes(file, start, header.bytes);
  return { tables: restore(header.tables, buffer) as CodeSystemTables, key, bytes: header.bytes };
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer<ArrayBuffer>> {
  const bytes = Buffer.from(new ArrayBuffer(length));
  for (let at = 0; at < length;) {
    const { bytesRead } = await file.read(bytes, at, Math.min(portion, length - at), position + at);
    if (bytesRead === 0) throw new Error('ends too early');
    at += bytesRead;
  }
  return bytes;
}

/** The value with views of the buffer in the places of sections. */
function restore(value: unknown, buffer: ArrayBuffer): unknown {
  if (isSection(value)) return view(value.section, buffer);
  if (Array.isArray(value)) return value.map(item => restore(item, buffer));
  if (typeof value !== 'object' || value === null) return value;
  const restored = value as Record<string, unknown>;
  for (const [key, child] of Object.entries(restored)) restored[key] = restore(child, buffer);
  return restored;
}

function view({ type, offset, bytes }: Section, buffer: ArrayBuffer): SectionArray {
  return type === 'u32' ? new Uint32Array(buffer, offset, bytes / 4) : new Uint8Array(buffer, offset, bytes);
}
