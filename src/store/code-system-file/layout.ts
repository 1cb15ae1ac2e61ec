/**
 * Layout of a code system file: magic, version byte, length and SHA-256 of the header, header (JSON), then sections,
 * each of them one typed array on a boundary of 8 bytes, little-endian. The header holds all of the tables that is no
 * typed array, and in the place of each array the section that has it.
 */
import { createHash } from 'node:crypto';
import { formatResource, parseJson } from '../../fhir/formats/json.ts';

/** Raised whenever the layout or what the tables mean changes; a file of another version is to be imported again. */
export const fileVersion = 1;

/** End of the name of a code system file. */
export const codeSystemFileSuffix = '.calxcs';

/** First bytes of a code system file. */
export const fileMagic = Buffer.from('CALXCODE');

/** Magic, version byte, three bytes left free, length of the header, its SHA-256. */
export const preambleBytes = fileMagic.length + 4 + 4 + 32;

export type SectionArray = Uint8Array | Uint32Array;

/** One typed array in the file; `offset` counts from the end of the header, padding included. */
export interface Section {
  readonly type: 'u8' | 'u32';
  readonly offset: number;
  readonly bytes: number;
}

export interface FileHeader {
  /** SHA-256 over all sections. */
  readonly digest: string;
  /** Length of all sections with their padding. */
  readonly bytes: number;
  /** The tables, with `{ section }` where an array was. */
  readonly tables: unknown;
}

export function isSection(value: unknown): value is { readonly section: Section } {
  return typeof value === 'object' && value !== null && 'section' in value;
}

export function padded(length: number): number {
  return (length + 7) & ~7;
}

/** Preamble and header, padded to where the sections begin. */
export function encodeHeader(header: FileHeader): Buffer {
  const json = Buffer.from(formatResource(header));
  const start = Buffer.alloc(padded(preambleBytes + json.length), ' ');
  fileMagic.copy(start);
  start.writeUInt32LE(fileVersion, fileMagic.length);
  start.writeUInt32LE(json.length, fileMagic.length + 4);
  digestOf(json).copy(start, fileMagic.length + 8);
  json.copy(start, preambleBytes);
  return start;
}

/** Length of the header that the preamble tells; throws an Error that says what else the file is. */
export function headerLength(preamble: Buffer): number {
  if (!preamble.subarray(0, fileMagic.length).equals(fileMagic)) throw new Error('is not a code system file of Calx');
  const version = preamble.readUInt8(fileMagic.length);
  if (version !== fileVersion) {
    throw new Error(`has format ${String(version)}, not ${String(fileVersion)}: import the code system again`);
  }
  return preamble.readUInt32LE(fileMagic.length + 4);
}

/** The header in these bytes, and its identity; throws an Error where they are not what was written. */
export function decodeHeader(preamble: Buffer, json: Buffer): { readonly header: FileHeader; readonly key: string } {
  const digest = digestOf(json);
  if (!digest.equals(preamble.subarray(fileMagic.length + 8, preambleBytes))) throw new Error('has a damaged header');
  return { header: parseJson(json.toString('utf8')) as FileHeader, key: digest.toString('base64url') };
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
