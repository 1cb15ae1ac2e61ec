/** Content codings of answers (https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding): gzip and Brotli. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { parseWeighted } from './media-type.ts';

/** Smaller bodies gain nothing that is worth the time. */
const minBytes = 1024;
/** Levels that cost about as much time as the answer itself: JSON shrinks to a tenth even so. */
const brotliQuality = 4;
const gzipLevel = 4;

type Coder = (body: Buffer) => Promise<Buffer>;
const coders: ReadonlyMap<string, Coder> = new Map<string, Coder>([
  [
    'br',
    body =>
      promisify(brotliCompress)(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      }),
  ],
  ['gzip', body => promisify<Buffer, object, Buffer>(gzip)(body, { level: gzipLevel })],
]);

export interface EncodedBody {
  readonly bytes: Buffer;
  /** For `Content-Encoding`; undefined where the bytes are as they were. */
  readonly coding: string | undefined;
}

/** The body in this coding; small ones stay as they are. */
export async function encodeBody(bytes: Buffer, coding: string): Promise<EncodedBody> {
  const coder = bytes.length < minBytes ? undefined : coders.get(coding);
  return coder === undefined ? { bytes, coding: undefined } : { bytes: await coder(bytes), coding };
}

/** The coding that the client likes best: Brotli where it likes several alike, undefined where it wants none. */
export function chooseCoding(acceptEncoding: string): string | undefined {
  const wishes = parseWeighted(acceptEncoding);
  const weightOf = (coding: string): number =>
    (wishes.find(({ type }) => type === coding) ?? wishes.find(({ type }) => type === '*'))?.weight ?? 0;
  const plain = wishes.find(({ type }) => type === 'identity')?.weight ?? 0;
  const [best] = [...coders.keys()].sort((one, other) => weightOf(other) - weightOf(one));
  return best !== undefined && weightOf(best) > 0 && weightOf(best) >= plain ? best : undefined;
}
