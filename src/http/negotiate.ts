/**
 * What form a request comes in and an answer goes out in (https://hl7.org/fhir/http.html#mime-type): JSON or XML, and
 * the FHIR version that a media type's `fhirVersion` names, where the endpoint serves it.
 */
import { notSupported } from '../fhir/fhir-error.ts';
import type { FhirError } from '../fhir/fhir-error.ts';
import { fhirVersionNames, fhirVersionOf } from '../fhir/fhir-version.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import { parseMediaType, parseWeighted } from './media-type.ts';
import type { MediaType } from './media-type.ts';

export const formats = ['json', 'xml'] as const;
export type Format = (typeof formats)[number];

/** How a resource stands on the wire. */
export interface Representation {
  readonly format: Format;
  readonly fhirVersion: FhirVersion;
  /** Whether a general type (`application/json`) was named, not FHIR's own. */
  readonly isPlain: boolean;
}

/** What a client says of the answer's form: `_format` and `Accept`. */
export interface Wish {
  readonly format: string | null;
  readonly accept: string | undefined;
}

/** The versions that a base URL serves; the first is the one for who names none. */
export type ServedVersions = readonly [FhirVersion, ...FhirVersion[]];

interface NamedFormat {
  readonly format: Format;
  readonly isPlain: boolean;
}

const namedFormats: ReadonlyMap<string, NamedFormat> = new Map(
  formats.flatMap((format): [string, NamedFormat][] => [
    [`application/fhir+${format}`, { format, isPlain: false }],
    [`application/${format}`, { format, isPlain: true }],
    [`text/${format}`, { format, isPlain: true }],
  ]),
);
const wildcards = new Set(['*/*', 'application/*', '*']);
const utf8 = new Set(['utf-8', 'utf8', 'us-ascii']);

/** The Content-Type of an answer. */
export function contentTypeOf({ format, fhirVersion }: Representation): string {
  return `application/fhir+${format}; fhirVersion=${fhirVersionNames[fhirVersion].mime}; charset=utf-8`;
}

/** The form of the answer; throws 406 where it can't be one that the client takes. `_format` overrides `Accept`. */
export function negotiate(served: ServedVersions, wish: Wish): Representation {
  const found = findRepresentation(served, wish);
  if (found !== undefined) return found;
  const asked = isStated(wish.format) ? wish.format : (wish.accept ?? '');
  throw notSupported(`Answers are not made as '${shorten(asked)}': ${expected(served)}`, { status: 406 });
}

/** A form for errors that the client can read, whichever version it asked for; JSON where it takes neither. */
export function readableForm(served: ServedVersions, wish: Wish): Representation {
  const [fhirVersion] = served;
  return findRepresentation(served, wish) ?? { ...anyVersion(wish), fhirVersion };
}

function anyVersion(wish: Wish): NamedFormat {
  return findRepresentation(['R4', 'R5'], wish) ?? { format: 'json', isPlain: false };
}

/** The form of a body; throws 415 where its Content-Type is none of ours. None stated counts as JSON. */
export function formOfBody(served: ServedVersions, contentType: string | undefined): Representation {
  if (!isStated(contentType)) return { format: 'json', isPlain: false, fhirVersion: served[0] };
  const { type, parameters } = parseMediaType(contentType);
  const named = namedFormats.get(type);
  const fhirVersion = servedVersionOf(served, parameters);
  if (named === undefined || fhirVersion === undefined) {
    throw unsupportedMediaType(`A body of type '${shorten(contentType)}' is not read: ${expected(served)}`);
  }
  assertUtf8(parameters);
  return { ...named, fhirVersion };
}

/** Throws 415 where a body is not a form in UTF-8. */
export function assertForm(contentType: string | undefined): void {
  const { type, parameters } = parseMediaType(contentType ?? 'application/x-www-form-urlencoded');
  if (type !== 'application/x-www-form-urlencoded') {
    throw unsupportedMediaType('The body of _search must be application/x-www-form-urlencoded');
  }
  assertUtf8(parameters);
}

function findRepresentation(served: ServedVersions, { format, accept }: Wish): Representation | undefined {
  const accepted = isStated(accept) ? findAccepted(served, accept) : plainWish(served);
  return isStated(format) ? findByFormat(served, format, accepted?.fhirVersion) : accepted;
}

function plainWish([fhirVersion]: ServedVersions): Representation {
  return { format: 'json', isPlain: false, fhirVersion };
}

/** `_format` is a media type or a code; its `+` may have come as a space. */
function findByFormat(
  served: ServedVersions,
  text: string,
  acceptedVersion: FhirVersion | undefined,
): Representation | undefined {
  const { type, parameters } = parseMediaType(text);
  const named = namedFormats.get(type.replace(' ', '+')) ?? namedFormats.get(`application/fhir+${type}`);
  if (named === undefined || !isOfCharset(parameters)) return undefined;
  const fhirVersion = parameters.has('fhirversion')
    ? servedVersionOf(served, parameters)
    : (acceptedVersion ?? served[0]);
  return fhirVersion && { ...named, fhirVersion };
}

function findAccepted(served: ServedVersions, accept: string): Representation | undefined {
  const ranges = parseWeighted(accept);
  const refused = new Set(
    ranges.filter(({ weight }) => weight === 0).map(({ type }) => namedFormats.get(type)?.format),
  );
  for (const { type, parameters } of ranges.filter(({ weight }) => weight > 0)) {
    const named = namedFormats.get(type) ?? firstTaken(type, refused);
    const fhirVersion = servedVersionOf(served, parameters);
    if (named === undefined || fhirVersion === undefined) continue;
    if (!refused.has(named.format) && isOfCharset(parameters)) return { ...named, fhirVersion };
  }
  return undefined;
}

function firstTaken(type: string, refused: ReadonlySet<Format | undefined>): NamedFormat | undefined {
  const format = wildcards.has(type) ? formats.find(each => !refused.has(each)) : undefined;
  return format && { format, isPlain: false };
}

/** The version that the parameters name, or the first where they name none; undefined where it is not served. */
function servedVersionOf(served: ServedVersions, parameters: MediaType['parameters']): FhirVersion | undefined {
  const stated = parameters.get('fhirversion');
  if (stated === undefined) return served[0];
  const fhirVersion = fhirVersionOf(stated);
  return fhirVersion && served.includes(fhirVersion) ? fhirVersion : undefined;
}

function isOfCharset(parameters: MediaType['parameters']): boolean {
  return utf8.has((parameters.get('charset') ?? 'utf-8').toLowerCase());
}

function assertUtf8(parameters: MediaType['parameters']): void {
  if (isOfCharset(parameters)) return;
  const charset = shorten(parameters.get('charset') ?? '');
  throw unsupportedMediaType(`The character set '${charset}' is not read; send UTF-8`);
}

function unsupportedMediaType(text: string): FhirError {
  return notSupported(text, { status: 415 });
}

function expected(served: ServedVersions): string {
  const versions = served.map(fhirVersion => fhirVersionNames[fhirVersion].mime).join(' or ');
  return `this base URL speaks application/fhir+json and application/fhir+xml with fhirVersion ${versions}, in UTF-8`;
}

function isStated(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && text.trim() !== '';
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
