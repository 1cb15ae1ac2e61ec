/**
 * What form a request comes in and an answer goes out in (https://hl7.org/fhir/http.html#mime-type): JSON only so far.
 * A `fhirVersion` parameter of a media type must be the endpoint's.
 */
import { notSupported } from '../fhir/fhir-error.ts';
import type { FhirError } from '../fhir/fhir-error.ts';
import { fhirVersionNames, fhirVersionOf } from '../fhir/fhir-version.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';

interface MediaType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const jsonTypes = new Set(['application/fhir+json', 'application/json', 'text/json']);
const jsonFormats = new Set([...jsonTypes, 'json', 'application/fhir json']);
const wildcards = new Set(['*/*', 'application/*', '*']);
const utf8 = new Set(['utf-8', 'utf8', 'us-ascii']);

/** The Content-Type of answers of this endpoint. */
export function contentTypeOf(version: FhirVersion): string {
  return `application/fhir+json; fhirVersion=${fhirVersionNames[version].mime}; charset=utf-8`;
}

/** Throws 406 where JSON of this version is not among what the client takes. `_format` overrides `Accept`. */
export function assertAcceptable(version: FhirVersion, format: string | null, accept: string | undefined): void {
  if (format !== null && format !== '') {
    if (!isJsonFormat(format, version)) throw notAcceptable(format, version);
  } else if (accept !== undefined && accept.trim() !== '') {
    const isTaken = splitList(accept).some(range => isTakenRange(parseMediaType(range), version));
    if (!isTaken) throw notAcceptable(accept, version);
  }
}

/** Throws 415 where a body's Content-Type is not JSON of this version in UTF-8. None stated counts as JSON. */
export function assertReadable(version: FhirVersion, contentType: string | undefined): void {
  if (contentType === undefined || contentType.trim() === '') return;
  const { type, parameters } = parseMediaType(contentType);
  if (!jsonTypes.has(type) || !isOfVersion(parameters, version)) {
    throw unsupportedMediaType(`A body of type '${shorten(contentType)}' is not read: ${expected(version)}`);
  }
  assertUtf8(parameters);
}

/** Throws 415 where a body is not a form in UTF-8. */
export function assertForm(contentType: string | undefined): void {
  const { type, parameters } = parseMediaType(contentType ?? 'application/x-www-form-urlencoded');
  if (type !== 'application/x-www-form-urlencoded') {
    throw unsupportedMediaType('The body of _search must be application/x-www-form-urlencoded');
  }
  assertUtf8(parameters);
}

/** Whether the client asks for errors where it would otherwise be ignored (`Prefer: handling=strict`). */
export function isStrictHandling(prefer: string | undefined): boolean {
  return prefer !== undefined && /(^|[,;\s])handling\s*=\s*"?strict"?\s*($|[,;])/i.test(prefer);
}

function assertUtf8(parameters: MediaType['parameters']): void {
  const charset = parameters.get('charset');
  if (charset === undefined || utf8.has(charset.toLowerCase())) return;
  throw unsupportedMediaType(`The character set '${shorten(charset)}' is not read; send UTF-8`);
}

function isJsonFormat(format: string, version: FhirVersion): boolean {
  const { type, parameters } = parseMediaType(format);
  return jsonFormats.has(type) && isOfVersion(parameters, version);
}

function isTakenRange({ type, parameters }: MediaType, version: FhirVersion): boolean {
  const isJson = jsonTypes.has(type) || wildcards.has(type);
  return isJson && Number(parameters.get('q') ?? '1') !== 0 && isOfVersion(parameters, version);
}

function isOfVersion(parameters: MediaType['parameters'], version: FhirVersion): boolean {
  const stated = parameters.get('fhirversion');
  return stated === undefined || fhirVersionOf(stated) === version;
}

function parseMediaType(text: string): MediaType {
  const [type = '', ...rest] = text.split(';').map(part => part.trim());
  const pairs = rest.map((parameter): [string, string] => {
    const [name = '', value = ''] = parameter.split('=').map(part => part.trim());
    return [name.toLowerCase(), value.replace(/^"(.*)"$/, '$1')];
  });
  return { type: type.toLowerCase(), parameters: new Map(pairs) };
}

function splitList(text: string): string[] {
  return text.split(',').map(part => part.trim());
}

function notAcceptable(asked: string, version: FhirVersion): FhirError {
  return notSupported(`Answers are not made as '${shorten(asked)}': ${expected(version)}`, { status: 406 });
}

function unsupportedMediaType(text: string): FhirError {
  return notSupported(text, { status: 415 });
}

function expected(version: FhirVersion): string {
  const { mime, path } = fhirVersionNames[version];
  return `/${path} speaks application/fhir+json with fhirVersion ${mime}; XML is not supported yet`;
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
