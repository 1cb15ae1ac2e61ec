/**
 * The records of a source on disk, between reading and compiling: appended as they come, read in the order of their ids.
 * A record is a head of five numbers and its JSON.
 */
import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { SourceRecord } from './source-scanner.ts';

/** Id, one more than the id of the one it is nested in, line, length of the JSON; then the offset as a double. */
const headBytes = 24;
const bufferBytes = 4 * 1024 * 1024;
const mostNumber = 0xffff_ffff;

export class SpoolWriter {
  readonly #file: number;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  #buffered = 0;
  #written: number;

  /** Opens the spool and keeps its first `kept` bytes. */
  constructor(path: string, kept: number) {
    this.#file = openSync(path, kept === 0 ? 'w' : 'r+');
    ftruncateSync(this.#file, kept);
    this.#written = kept;
  }

  get bytes(): number {
    return this.#written + this.#buffered;
  }

  append({ id, nestedIn, line, offset, json }: SourceRecord): void {
    if (this.#buffered + headBytes > bufferBytes) this.#flush();
    const at = this.#buffered;
    this.#buffer.writeUInt32LE(id, at);
    this.#buffer.writeUInt32LE(nestedIn === undefined ? 0 : nestedIn + 1, at + 4);
    this.#buffer.writeUInt32LE(Math.min(line, mostNumber), at + 8);
    this.#buffer.writeUInt32LE(json.length, at + 12);
    this.#buffer.writeDoubleLE(offset, at + 16);
    this.#buffered += headBytes;
    this.#add(json);
  }

  /** All that was appended is on disk after this. */
  sync(): void {
    this.#flush();
    fsyncSync(this.#file);
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #add(bytes: Buffer): void {
    if (this.#buffered + bytes.length > bufferBytes) this.#flush();
    if (bytes.length > bufferBytes) {
      this.#write(bytes);
      return;
    }
    bytes.copy(this.#buffer, this.#buffered);
    this.#buffered += bytes.length;
  }

  #flush(): void {
    this.#write(this.#buffer.subarray(0, this.#buffered));
    this.#buffered = 0;
  }

  #write(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at, bytes.length - at, this.#written + at);
    this.#written += bytes.length;
  }
}

/** The records of a spool of so many bytes, in the order of their ids. */
export function* readSpool(path: string, bytes: number): Generator<SourceRecord> {
  const file = openSync(path, 'r');
  try {
    const window = new FileWindow(file, bytes);
    for (const position of placesById(window, bytes)) yield recordAt(window, position);
  } finally {
    closeSync(file);
  }
}

function placesById(window: FileWindow, bytes: number): readonly number[] {
  const places: number[] = [];
  for (let position = 0; position < bytes;) {
    const head = window.read(position, headBytes);
    places[head.readUInt32LE(0)] = position;
    position += headBytes + head.readUInt32LE(12);
  }
  return places;
}

function recordAt(window: FileWindow, position: number): SourceRecord {
  const head = window.read(position, headBytes);
  const nest = head.readUInt32LE(4);
  const [id, line, offset, length] = [
    head.readUInt32LE(0),
    head.readUInt32LE(8),
    head.readDoubleLE(16),
    head.readUInt32LE(12),
  ];
  const json = window.read(position + headBytes, length);
  return { id, nestedIn: nest === 0 ? undefined : nest - 1, line, offset, json };
}

/** Reads stretches of a file: what follows the last one from a window that is read at once, others by themselves. */
class FileWindow {
  readonly #file: number;
  readonly #fileBytes: number;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;
  #lastEnd = 0;

  constructor(file: number, fileBytes: number) {
    this.#file = file;
    this.#fileBytes = fileBytes;
  }

  read(position: number, length: number): Buffer {
    const isNext = position === this.#lastEnd;
    this.#lastEnd = position + length;
    if (!this.#holds(position, length)) {
      if (!isNext || length > bufferBytes) return this.#readFrom(position, length);
      this.#window = this.#readFrom(position, Math.min(bufferBytes, this.#fileBytes - position));
      this.#start = position;
    }
    return this.#window.subarray(position - this.#start, position - this.#start + length);
  }

  #holds(position: number, length: number): boolean {
    return position >= this.#start && position + length <= this.#start + this.#window.length;
  }

  #readFrom(position: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let at = 0; at < length;) {
      const count = readSync(this.#file, bytes, at, length - at, position + at);
      if (count === 0) throw new Error('the spool ends too early');
      at += count;
    }
    return bytes;
  }
}
