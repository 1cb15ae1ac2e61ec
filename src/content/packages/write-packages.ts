/**
 * Writes the packages of both FHIR versions and the tables into a folder, with an index of all: what the service gives
 * out at `/packages`. The folder is written whole, so that nothing of an earlier build stays in it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ShelfFile, ShelfIndex } from '../../contracts/package-shelf.ts';
import { fhirVersionNames, fhirVersions } from '../../fhir/fhir-version.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { VersionCodec } from '../../fhir/versions/version-codec.ts';
import { textOf } from '../check/checked-content.ts';
import { checkLicences } from '../check/licences.ts';
import { checkTerminologies } from '../check/terminologies.ts';
import { formatFault } from '../content-record.ts';
import type { PublishedRecord } from '../load-content.ts';
import { buildPackage } from './build-package.ts';
import { packTarball } from './pack-tarball.ts';
import { byText, fileNameOf, jsonText } from './package-file.ts';
import { rowsOf } from './table-rows.ts';
import { csvText, ndjsonText } from './write-table.ts';

export interface PackagesSource {
  /** Our own content: what an operator adds is not ours to give out. */
  readonly records: Readonly<Record<FhirVersion, readonly PublishedRecord[]>>;
  readonly codecs: Readonly<Record<FhirVersion, VersionCodec>>;
  /** The folder of examples. */
  readonly examples: string;
}

/** Name of the index in the folder. */
const shelfIndexName = 'index.json';

/** Writes all into `folder`; throws an Error where a licence would be broken, or where the folder holds something else. */
export async function writePackages(source: PackagesSource, folder: string): Promise<ShelfIndex> {
  assertPublishable(source);
  await assertOurs(folder);
  const files = new Map<string, Buffer>();
  const packages = [];
  for (const fhirVersion of fhirVersions) {
    const built = buildPackage(await packageSource(source, fhirVersion));
    const { name, version, title, description, canonical, date } = built;
    const shelved = shelve(files, `${name}-${version}.tgz`, await packTarball(built.files, date));
    const number = fhirVersionNames[fhirVersion].number;
    packages.push({ name, version, fhirVersion: number, title, description, canonical, date, ...shelved });
  }
  const index = { packages, tables: shelveTables(files, source) };
  files.set(shelfIndexName, Buffer.from(jsonText(index)));
  await writeFolder(folder, files);
  return index;
}

/** What the content check finds of licences is refused here too: nobody may have run it. */
function assertPublishable(source: PackagesSource): void {
  const faults = [...checkTerminologies(source), ...checkLicences(source)];
  if (faults.length > 0) throw new Error(`not to be published:\n  ${faults.map(formatFault).join('\n  ')}`);
}

/** What a person keeps in a folder is not wiped out by a wrong name. */
async function assertOurs(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  if (names.length > 0 && !names.includes(shelfIndexName))
    throw new Error(`${folder} holds something else than packages; name another folder`);
}

async function packageSource({ records, codecs, examples }: PackagesSource, fhirVersion: FhirVersion) {
  const { path } = fhirVersionNames[fhirVersion];
  const sound = await readTexts(join(examples, path));
  const invalid = await readTexts(join(examples, 'invalid', path));
  const rules = JSON.parse(await readFile(join(examples, 'invalid', 'manifest.json'), 'utf8')) as { file: string }[];
  const own = rules.filter(({ file }) => file.startsWith(`${path}/`));
  return {
    fhirVersion,
    codec: codecs[fhirVersion],
    resources: records[fhirVersion].map(({ resource }) => resource),
    examples: [...sound.values()].map(text => JSON.parse(text) as AnyResource),
    invalid: invalid.set(
      'manifest.json',
      jsonText(own.map(rule => ({ ...rule, file: rule.file.slice(path.length + 1) }))),
    ),
  };
}

async function readTexts(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.json')).sort(byText);
  return new Map(
    await Promise.all(names.map(async name => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

/** In the model's form, which R5's is for these types. */
function shelveTables(files: Map<string, Buffer>, { records, codecs }: PackagesSource): ShelfIndex['tables'] {
  const resources = records.R5.map(({ resource }) => resource)
    .filter(isTabular)
    .map(resource => codecs.R5.read(resource));
  const inOrder = resources.sort((one, other) => byText(fileNameOf(one), fileNameOf(other)));
  const tables = inOrder.flatMap(resource => {
    const rows = rowsOf(resource);
    const [stem, title] = [`tables/${resource.resourceType}-${resource.id ?? ''}`, textOf(resource, 'title') ?? ''];
    const about = { resource: `${resource.resourceType}/${resource.id ?? ''}`, title };
    return [
      { ...about, ...shelve(files, `${stem}.csv`, Buffer.from(csvText(rows))) },
      { ...about, ...shelve(files, `${stem}.ndjson`, Buffer.from(ndjsonText(rows))) },
    ];
  });
  const notice = shelve(files, 'tables/NOTICE.txt', Buffer.from(noticeOf(inOrder)));
  return [...tables, { resource: '', title: 'Whose codes are in the tables, and on which terms', ...notice }];
}

function isTabular({ resourceType }: AnyResource): boolean {
  return resourceType === 'CodeSystem' || resourceType === 'ConceptMap';
}

/** A table has no place for the statement that its resource has. */
function noticeOf(resources: readonly AnyResource[]): string {
  const head = 'Drafts for information only: no clinician has reviewed them.\n';
  const parts = resources.map(each => `${each.resourceType}-${each.id ?? ''}: ${textOf(each, 'copyright') ?? ''}\n`);
  return [head, ...parts].join('\n');
}

function shelve(files: Map<string, Buffer>, file: string, bytes: Buffer): ShelfFile {
  files.set(file, bytes);
  const digest = (algorithm: string, encoding: 'hex' | 'base64'): string =>
    createHash(algorithm).update(bytes).digest(encoding);
  return {
    file,
    bytes: bytes.length,
    shasum: digest('sha1', 'hex'),
    integrity: `sha512-${digest('sha512', 'base64')}`,
  };
}

async function writeFolder(folder: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [file, bytes] of files) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}
