/**
 * Reads a FHIR package (https://hl7.org/fhir/packages.html): a `.tgz`, or the folder it unpacks to. Only the resources
 * directly in `package/` are content; `example/` and the other folders are not. Sizes and counts are bounded, because
 * a small archive can unpack to a large one.
 */
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { fhirVersionNames, fhirVersionOf, fhirVersions } from '../fhir/fhir-version.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { ReadContent } from './content-record.ts';
import { joinContent } from './content-record.ts';
import { messageOf, parseContent } from './parse-content.ts';

/** What one package may hold; the whole of HL7's R4 core is about 120 MB in 5,000 files. */
export interface PackageLimits {
  readonly files: number;
  readonly bytes: number;
}

const defaultLimits: PackageLimits = { files: 20_000, bytes: 512 * 1024 * 1024 };
const manifestName = 'package.json';
const notResources = new Set([manifestName, '.index.json', '.index.db']);

/** Files directly in `package/`, by name. */
type PackageFiles = Map<string, string>;

/** The resources of a package folder or `.tgz` in the FHIR version that its manifest names. */
export async function loadPackage(path: string, limits: PackageLimits = defaultLimits): Promise<ReadContent> {
  try {
    const files = path.endsWith('.tgz') ? await readArchive(path, limits) : await readFolder(path, limits);
    return readResources(files, path);
  } catch (error) {
    return { resources: [], faults: [{ file: path, path: '', reason: `is no readable package: ${messageOf(error)}` }] };
  }
}

/** Whether the folder is an unpacked FHIR package: it has a manifest that names FHIR versions. */
export async function isPackageFolder(path: string): Promise<boolean> {
  return (await findManifestFolder(path)) !== undefined;
}

async function findManifestFolder(path: string): Promise<string | undefined> {
  for (const folder of [join(path, 'package'), path]) {
    const text = await readFile(join(folder, manifestName), 'utf8').catch(() => undefined);
    if (text !== undefined && versionTexts(text).length > 0) return folder;
  }
  return undefined;
}

async function readFolder(path: string, limits: PackageLimits): Promise<PackageFiles> {
  const folder = await findManifestFolder(path);
  if (folder === undefined) throw new Error(`it has no ${manifestName} with fhirVersions`);
  const files: PackageFiles = new Map();
  const entries = await readdir(folder, { withFileTypes: true });
  let bytes = 0;
  for (const entry of entries.filter(each => !each.isDirectory() && each.name.endsWith('.json'))) {
    bytes += (await stat(join(folder, entry.name))).size;
    hold(limits, files.size + 1, bytes);
    files.set(entry.name, await readFile(join(folder, entry.name), 'utf8'));
  }
  return files;
}

async function readArchive(path: string, limits: PackageLimits): Promise<PackageFiles> {
  const files: PackageFiles = new Map();
  const archive = extract();
  const budget = { files: 0, bytes: 0 };
  const unpack = async (): Promise<void> => {
    for await (const entry of archive) {
      hold(limits, ++budget.files, budget.bytes);
      const text = await readEntry(entry, bytes => hold(limits, budget.files, (budget.bytes += bytes)));
      const name = /^(?:\.\/)?package\/([^/]+\.json)$/.exec(entry.header.name)?.[1];
      if (name !== undefined) files.set(name, text);
    }
  };
  await Promise.all([pipeline(createReadStream(path), createGunzip(), archive), unpack()]);
  return files;
}

async function readEntry(entry: AsyncIterable<unknown>, count: (bytes: number) => void): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry as AsyncIterable<Buffer>) {
    count(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function hold(limits: PackageLimits, files: number, bytes: number): void {
  if (files > limits.files) throw new Error(`it has more than ${limits.files} files`);
  if (bytes > limits.bytes) throw new Error(`it unpacks to more than ${limits.bytes} bytes`);
}

function readResources(files: PackageFiles, path: string): ReadContent {
  const version = packageVersion(files.get(manifestName));
  const names = [...files.keys()].filter(name => !notResources.has(name)).sort();
  return joinContent(names.map(name => readResource(files.get(name) ?? '', `${path}/${name}`, version)));
}

function readResource(text: string, file: string, version: FhirVersion): ReadContent {
  const result = parseContent(text, file, version);
  if ('parsed' in result) return { resources: [result.parsed], faults: [] };
  return { resources: [], faults: [result.fault] };
}

function packageVersion(manifest: string | undefined): FhirVersion {
  if (manifest === undefined) throw new Error(`it has no package/${manifestName}`);
  const texts = versionTexts(manifest);
  const version = texts.map(fhirVersionOf).find(found => found !== undefined);
  if (version !== undefined) return version;
  const served = fhirVersions.map(each => fhirVersionNames[each].number).join(' and ');
  throw new Error(`its ${manifestName} names FHIR ${texts.join(', ') || 'nowhere'}; Calx reads ${served}`);
}

/** `fhirVersions` of a manifest, by its older name too. */
function versionTexts(manifest: string): string[] {
  try {
    const json = JSON.parse(manifest) as Record<string, unknown>;
    const listed = json['fhirVersions'] ?? json['fhir-version-list'];
    return Array.isArray(listed) ? listed.filter(each => typeof each === 'string') : [];
  } catch {
    return [];
  }
}
