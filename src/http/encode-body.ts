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
  /** Bytes, or a text whose every character is one byte. */
  readonly body: Buffer | string;
  /** For `Content-Encoding`; undefined where the body is as it was. */
  readonly coding: string | undefined;
}

/** The text in UTF-8 and in this coding; small ones stay as they are. */
export function encodeBody(text: string, coding: string | undefined): EncodedBody | Promise<EncodedBody> {
  const body = bodyOf(text);
  const coder = coding === undefined || body.length < minBytes ? undefined : coders.get(coding);
  if (coder === undefined) return { body, coding: undefined };
  return packed(body, coding, coder);
}

async function packed(body: Buffer | string, coding: string | undefined, coder: Coder): Promise<EncodedBody> {
  return { body: await coder(typeof body === 'string' ? Buffer.from(body, 'latin1') : body), coding };
}

/** Copying larger bodies that are not plain ASCII costs more than a second write. */
const maxOneWrite = 16 * 1024;

/**
 * A text in UTF-8: where it is short, and wherever it is plain ASCII, as a text of one byte a character. Node sends that
 * with the headers in one write, and making bytes of it first would cost more than all the rest of sending it.
 */
export function bodyOf(text: string): Buffer | string {
  // Most bodies are plain ASCII, whose characters are their bytes.
  if (Buffer.byteLength(text) === text.length) return text;
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length <= maxOneWrite ? bytes.toString('latin1') : bytes;
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
