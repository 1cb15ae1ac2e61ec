/** Packs files as a gzipped tar whose bytes depend on the files and the date alone: no clock, user or machine in it. */
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { pack } from 'tar-stream';
import type { PackageFile } from './package-file.ts';

const compress = promisify(gzip);
/** Byte 9 of a gzip file names the system that wrote it (https://www.rfc-editor.org/rfc/rfc1952#page-7). */
const systemByte = 9;
const unknownSystem = 255;

/** The bytes of the `.tgz`; `date` is YYYY-MM-DD. Another zlib may compress otherwise: the same Node gives the same. */
export async function packTarball(files: readonly PackageFile[], date: string): Promise<Buffer> {
  const archive = pack();
  const mtime = new Date(`${date}T00:00:00Z`);
  const chunks: Buffer[] = [];
  const read = (async () => {
    for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk);
  })();
  for (const { path, text } of files)
    archive.entry({ name: path, mtime, mode: 0o644, uid: 0, gid: 0, uname: '', gname: '' }, text);
  archive.finalize();
  await read;
  const bytes = await compress(Buffer.concat(chunks), { level: constants.Z_BEST_COMPRESSION });
  bytes[systemByte] = unknownSystem;
  return bytes;
}
