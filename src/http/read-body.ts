/** A request's body as bytes, bounded, and what it holds. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { invalid, notSupported, tooLong } from '../fhir/fhir-error.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { OperationBody } from '../operations/operation.ts';
import { assertForm } from './negotiate.ts';
import type { Representation } from './negotiate.ts';
import { readResourceText } from './resource-text.ts';
import type { ShapesOf } from './resource-text.ts';

/** Largest body, after decompression. */
const maxBodyBytes = 16 * 1024 * 1024;

const noBytes = Buffer.alloc(0);

/** All bytes of the body; gzip, deflate and br are inflated within the limit. Empty where there is no body. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const { headers } = request;
  const length = headers['content-length'];
  if (headers['transfer-encoding'] === undefined && length === undefined) return noBytes;
  const coding = (headers['content-encoding'] ?? 'identity').toLowerCase();
  if (coding === 'identity') return collect(request, request, length === undefined ? undefined : Number(length));
  const inflater = inflaterOf(coding);
  return collect(request, request.pipe(inflater), undefined);
}

function inflaterOf(coding: string): ReturnType<typeof createGunzip> {
  switch (coding) {
    case 'gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw notSupported('The Content-Encoding is not read; send the body plain, or with gzip, deflate or br', {
        status: 415,
      });
  }
}

/** What the stream gives; `length` is what the headers promise. */
function collect(request: IncomingMessage, stream: Readable, length: number | undefined): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    let isDone = false;
    const end = (fault: Error | undefined): void => {
      if (isDone) return;
      isDone = true;
      stream.removeAllListeners('data');
      if (stream !== request) letGo(request, stream);
      if (fault === undefined) resolve(chunks.length === 1 ? (chunks[0] ?? noBytes) : Buffer.concat(chunks, size));
      // What is still on its way is taken in, so that the client gets round to the answer.
      else onceRead(request, () => reject(fault));
    };
    if (length !== undefined && length > maxBodyBytes) {
      end(tooLarge());
      return;
    }
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) end(tooLarge());
      else chunks.push(chunk);
    });
    stream.once('end', () => end(length === undefined || size === length ? undefined : brokenOff()));
    stream.once('error', () => end(brokenOff()));
    request.once('close', () => request.complete || end(brokenOff()));
    if (stream !== request) request.once('error', () => end(brokenOff()));
  });
}

function letGo(request: IncomingMessage, stream: Readable): void {
  request.unpipe();
  stream.on('error', () => undefined);
  stream.destroy();
  request.resume();
}

function onceRead(request: IncomingMessage, then: () => void): void {
  if (request.readableEnded || request.destroyed) {
    then();
    return;
  }
  let isTold = false;
  const tell = (): void => {
    if (!isTold) then();
    isTold = true;
  };
  request.once('end', tell).once('close', tell).once('error', tell).resume();
}

function tooLarge(): Error {
  return tooLong(`The body is larger than ${maxBodyBytes / 1024 / 1024} MiB`);
}

function brokenOff(): Error {
  return invalid('The request could not be read: its body is broken off, or does not match its headers');
}

/** The resource in a body, or undefined where it is empty. */
export function resourceInBody(bytes: Buffer, form: Representation, shapesOf: ShapesOf): AnyResource | undefined {
  return bytes.length === 0 ? undefined : readResourceText(textOf(bytes), form, shapesOf);
}

/** The body's text as it came, for an operation that judges it; undefined where it is empty. */
export function textInBody(bytes: Buffer, form: Representation, shapesOf: ShapesOf): OperationBody | undefined {
  if (bytes.length === 0) return undefined;
  return { text: textOf(bytes), format: form.format, shapes: shapesOf(form.fhirVersion) };
}

/** The form in a body as text, empty where there is none. */
export function formInBody(bytes: Buffer, contentType: string | undefined): string {
  if (bytes.length === 0) return '';
  assertForm(contentType);
  return textOf(bytes);
}

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw invalid('The body is not valid UTF-8');
  return bytes.toString('utf8');
}
