/**
 * The first stage of an import: the source is read once, as a stream, into a spool of records. Every so many bytes what
 * is known is put on disk, so that an import that was interrupted goes on behind the last of these points.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { CsvScanner } from './csv-scanner.ts';
import type { CsvMapping } from './csv-mapping.ts';
import { JsonScanner } from './json-scanner.ts';
import type { RecordSink, SourceScanner } from './source-scanner.ts';
import { SpoolWriter } from './spool.ts';

export interface Source {
  readonly file: string;
  /** Length of the file, and when it was changed. */
  readonly bytes: number;
  readonly changed: number;
  /** Undefined for JSON and NDJSON. */
  readonly mapping: CsvMapping | undefined;
}

export interface SpooledSource {
  readonly spool: string;
  readonly spoolBytes: number;
  /** JSON of the CodeSystem without concepts. */
  readonly definition: string;
  /** Bytes of the source that an earlier import had read. */
  readonly resumedAt: number;
}

export interface ReadOptions {
  /** A folder of this import's own. */
  readonly folder: string;
  readonly checkpointBytes: number;
  readonly onProgress: (fraction: number) => void;
  readonly onCheckpoint: () => void;
}

/** What is known at a point to go on from. */
interface Checkpoint {
  readonly fingerprint: string;
  /** Bytes of the source, unpacked, that are in the spool or in the scanner's state. */
  readonly read: number;
  readonly spoolBytes: number;
  readonly scanner: unknown;
  /** Known when all is read. */
  readonly definition?: string;
}

/** Raised whenever spool or checkpoint change, so that an older import is not gone on with. */
const formatVersion = 1;

/** Reads the source into the folder's spool, from where an earlier import of the same source was interrupted. */
export async function readSource(source: Source, options: ReadOptions): Promise<SpooledSource> {
  const fingerprint = fingerprintOf(source);
  const [spool, checkpointFile] = [join(options.folder, 'spool'), join(options.folder, 'checkpoint.json')];
  const from = findCheckpoint(checkpointFile, fingerprint);
  const resumedAt = from?.read ?? 0;
  if (from?.definition !== undefined) {
    return { spool, spoolBytes: from.spoolBytes, definition: from.definition, resumedAt };
  }
  const writer = new SpoolWriter(spool, from?.spoolBytes ?? 0);
  const scanner = scannerFor(source, record => writer.append(record), from?.scanner);
  const keep = (read: number, definition?: string): void => {
    writer.sync();
    const known: Checkpoint = { fingerprint, read, spoolBytes: writer.bytes, scanner: scanner.state() };
    writeAtOnce(checkpointFile, JSON.stringify({ ...known, ...(definition !== undefined && { definition }) }));
    options.onCheckpoint();
  };
  try {
    const read = await scan(source, scanner, { ...options, resumedAt, keep });
    const definition = scanner.end();
    keep(read, definition);
    return { spool, spoolBytes: writer.bytes, definition, resumedAt };
  } finally {
    writer.close();
  }
}

type Scanning = ReadOptions & { readonly resumedAt: number; readonly keep: (read: number) => void };

async function scan(source: Source, scanner: SourceScanner, scanning: Scanning): Promise<number> {
  const { resumedAt, checkpointBytes, keep } = scanning;
  const isPacked = isGzip(source.file);
  let read = isPacked ? 0 : resumedAt;
  let kept = resumedAt;
  for await (const bytes of portionsOf(source, isPacked, scanning)) {
    // A packed file is unpacked from its beginning; what is in the spool already is passed over.
    const fresh = bytes.subarray(Math.min(Math.max(resumedAt - read, 0), bytes.length));
    read += bytes.length;
    if (fresh.length > 0) scanner.feed(fresh);
    if (read - kept < checkpointBytes) continue;
    keep(read);
    kept = read;
  }
  return read;
}

/** The bytes of the source, unpacked; those of a plain file from `resumedAt` on. */
async function* portionsOf(
  { file, bytes }: Source,
  isPacked: boolean,
  { resumedAt, onProgress }: Scanning,
): AsyncGenerator<Buffer> {
  const start = isPacked ? 0 : resumedAt;
  const stream = createReadStream(file, { start, highWaterMark: 1024 * 1024 });
  const unpacked = isPacked ? stream.pipe(createGunzip({ chunkSize: 1024 * 1024 })) : stream;
  if (isPacked) stream.on('error', error => unpacked.destroy(error));
  for await (const portion of unpacked) {
    onProgress((start + stream.bytesRead) / Math.max(bytes, 1));
    yield portion as Buffer;
  }
}

function isGzip(path: string): boolean {
  const file = openSync(path, 'r');
  const start = Buffer.alloc(2);
  readSync(file, start, 0, 2, 0);
  closeSync(file);
  return start[0] === 0x1f && start[1] === 0x8b;
}

function scannerFor({ mapping }: Source, sink: RecordSink, saved: unknown): SourceScanner {
  return mapping === undefined ? new JsonScanner(sink, saved) : new CsvScanner(mapping, sink, saved);
}

function fingerprintOf(source: Source): string {
  return createHash('sha256')
    .update(JSON.stringify([formatVersion, source]))
    .digest('base64url');
}

function findCheckpoint(path: string, fingerprint: string): Checkpoint | undefined {
  if (!existsSync(path)) return undefined;
  const found = JSON.parse(readFileSync(path, 'utf8')) as Checkpoint;
  return found.fingerprint === fingerprint ? found : undefined;
}

function writeAtOnce(path: string, text: string): void {
  writeFileSync(`${path}.tmp`, text, { flush: true });
  renameSync(`${path}.tmp`, path);
}
