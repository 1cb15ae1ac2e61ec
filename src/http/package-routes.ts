/**
 * `/packages`: the FHIR packages of the content by the three GETs of a FHIR package registry (catalog, versions of a
 * package, tarball; https://registry.fhir.org), and the tables beside them. Read only; nothing is made while it is asked.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PackageOnShelf, PackageShelf, ShelfFile } from '../contracts/package-shelf.ts';
import { notFound } from '../fhir/fhir-error.ts';
import { fhirVersionOf } from '../fhir/fhir-version.ts';
import { send, sendJson } from './send.ts';
import { parseQuery } from './url-parts.ts';
import { conditionsOf, isKnown } from './validators.ts';

export interface PackageRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Decoded segments behind `/packages`. */
  readonly segments: readonly string[];
  readonly queryText: string;
  /** `http://host/packages`, as the client sees it. */
  readonly base: string;
}

/** Answers a GET below `/packages`; throws (404) where there is nothing. */
export async function answerPackages(shelf: PackageShelf | undefined, asked: PackageRequest): Promise<void> {
  if (shelf === undefined) throw notFound('No packages were made here; `calx package` makes them');
  const { response, segments, base } = asked;
  const [first, second] = segments;
  if (segments.length > 2) throw notFound('There is nothing at this path');
  if (first === undefined) sendIndex(response, listAll(shelf, base));
  else if (first === 'catalog' && second === undefined) sendIndex(response, findPackages(shelf, asked.queryText));
  else if (first === 'tables') await sendFile(shelf, findFile(shelf.tables, `tables/${second ?? ''}`), asked);
  else if (second === undefined) sendIndex(response, describeVersions(versionsOf(shelf, first), base));
  else await sendFile(shelf, findVersion(versionsOf(shelf, first), second), asked);
}

const brief: readonly string[] = ['Cache-Control', 'public, max-age=300'];

function sendIndex(response: ServerResponse, value: unknown): void {
  sendJson(response, value, { headers: [...brief] });
}

function listAll({ packages, tables }: PackageShelf, base: string): object {
  return {
    packages: packages.map(each => ({ ...each, url: tarballUrl(base, each) })),
    tables: tables.map(each => ({ ...each, url: `${base}/${each.file}` })),
    catalog: `${base}/catalog`,
  };
}

function tarballUrl(base: string, { name, version }: Pick<PackageOnShelf, 'name' | 'version'>): string {
  return `${base}/${name}/${version}`;
}

/** The registry's own answer has these names with capitals, whatever its documentation says. */
interface CatalogEntry {
  readonly Name: string;
  readonly Description: string;
  readonly FhirVersion: string;
}

/** Parameters narrow the answer; names are taken in any case, and others are passed over. */
function findPackages({ packages }: PackageShelf, queryText: string): readonly CatalogEntry[] {
  const wishes = [...parseQuery(queryText)].map(([name, value]) => [name.toLowerCase(), value] as const);
  return packages
    .filter(each => wishes.every(([name, value]) => value === '' || catalogTests[name]?.(each, value) !== false))
    .map(({ name, description, fhirVersion }) => ({
      ...{ Name: name, Description: description, FhirVersion: shortVersion(fhirVersion) },
    }));
}

type CatalogTest = (each: PackageOnShelf, value: string) => boolean;

const catalogTests: Readonly<Record<string, CatalogTest>> = {
  name: ({ name }, value) => name.includes(value.toLowerCase()),
  version: ({ version }, value) => version.includes(value),
  canonical: ({ canonical }, value) => value.startsWith(canonical) || canonical.includes(value),
  pkgcanonical: ({ canonical }, value) => value === canonical,
  fhirversion: ({ fhirVersion }, value) =>
    value.toUpperCase() === shortVersion(fhirVersion) || fhirVersionOf(value) === fhirVersionOf(fhirVersion),
};

/** `R4`. */
function shortVersion(number: string): string {
  return fhirVersionOf(number) ?? number;
}

function versionsOf({ packages }: PackageShelf, name: string): readonly PackageOnShelf[] {
  const found = packages.filter(each => each.name === name);
  if (found.length > 0) return found;
  const names = packages.map(each => each.name).join(', ');
  throw notFound(`There is no package '${name.slice(0, 100)}' here; there are ${names}`);
}

function findVersion(versions: readonly PackageOnShelf[], version: string): PackageOnShelf {
  const found = version === 'latest' ? versions.at(-1) : versions.find(each => each.version === version);
  if (found !== undefined) return found;
  throw notFound(`There is no version '${version.slice(0, 100)}' of the package here`);
}

function findFile<File extends ShelfFile>(files: readonly File[], name: string): File {
  const found = files.find(({ file }) => file === name);
  if (found === undefined) throw notFound('There is no such table here; /packages lists them');
  return found;
}

/** What npm's registry tells of a package (https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md). */
function describeVersions(versions: readonly PackageOnShelf[], base: string): object {
  const [latest] = versions.slice(-1);
  const entries = versions.map(each => {
    const { name, version, description, title, canonical, fhirVersion, bytes, shasum, integrity } = each;
    const tarball = tarballUrl(base, each);
    const fhir = { fhirVersion: shortVersion(fhirVersion), fhirVersions: [fhirVersion], canonical, url: tarball };
    const dist = { tarball, shasum, integrity, size: bytes };
    return [version, { name, version, title, description, ...fhir, dist }] as const;
  });
  return {
    _id: latest?.name,
    name: latest?.name,
    description: latest?.description,
    'dist-tags': { latest: latest?.version },
    time: Object.fromEntries(versions.map(({ version, date }) => [version, `${date}T00:00:00.000Z`])),
    versions: Object.fromEntries(entries),
  };
}

const types: readonly (readonly [ending: string, type: string])[] = [
  ['.tgz', 'application/gzip'],
  ['.csv', 'text/csv; charset=utf-8; header=present'],
  ['.ndjson', 'application/x-ndjson; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
];

/** The bytes as they lie there: their checksum is told, so that they are sent in no other coding. */
async function sendFile(shelf: PackageShelf, { file, shasum, bytes }: ShelfFile, asked: PackageRequest): Promise<void> {
  const { request, response } = asked;
  const headers = ['ETag', `"${shasum}"`, ...brief];
  if (isKnown(conditionsOf(request), { tag: shasum, lastModified: undefined })) {
    send(response, 304, headers);
    return;
  }
  const name = file.slice(file.lastIndexOf('/') + 1);
  const type = types.find(([ending]) => name.endsWith(ending))?.[1] ?? 'application/octet-stream';
  const own = [
    'Content-Type',
    type,
    'Content-Length',
    String(bytes),
    'Content-Disposition',
    `attachment; filename="${name}"`,
  ];
  send(response, 200, [...headers, ...own], request.method === 'HEAD' ? undefined : await shelf.read(file));
}
