/**
 * Content on its way to the stores: Calx's own and the operator's are read, given their form in each FHIR version, and
 * held against that version's schema before anything is published. A fault of ours ends the start; an operator's
 * resource is refused with a warning.
 */
import { fhirVersionNames, fhirVersions } from '../fhir/fhir-version.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { VersionCodec } from '../fhir/versions/version-codec.ts';
import type { ResourceOrigin } from '../contracts/resource-store.ts';
import type { DefinitionFinder } from '../contracts/definition-finder.ts';
import type { SchemaGate } from '../contracts/schema-gate.ts';
import type { AuthoredResource, ContentFault } from './content-record.ts';
import { formatFault } from './content-record.ts';
import { findDuplicates } from './find-duplicates.ts';
import { loadOwnFolders } from './folder-loader.ts';
import type { OwnFolders } from './folder-loader.ts';
import { addNarrative } from './narrative/narrative.ts';
import { loadOperatorPath } from './operator-content.ts';
import { messageOf } from './parse-content.ts';
import { addSnapshots } from './snapshots.ts';

export interface ContentOptions {
  readonly ownFolders: OwnFolders;
  /** The `--content` paths. */
  readonly operatorPaths: readonly string[];
  /** Resource types that the service serves; others of an operator are skipped and counted. */
  readonly types: ReadonlySet<string>;
  readonly gates: Readonly<Record<FhirVersion, SchemaGate>>;
  readonly codecs: Readonly<Record<FhirVersion, VersionCodec>>;
  /** FHIR's own definitions, over which our own profiles get their snapshots; without them they have none. */
  readonly definitions?: Readonly<Record<FhirVersion, DefinitionFinder>>;
}

/** A resource that passed, in the wire form of one version. */
export interface PublishedRecord {
  readonly resource: AnyResource;
  readonly origin: Exclude<ResourceOrigin, 'hl7'>;
  /** The file it came from. */
  readonly source: string;
}

export interface LoadedContent {
  readonly records: Readonly<Record<FhirVersion, readonly PublishedRecord[]>>;
  /** What must end the start: an invalid resource of ours, an identity claimed twice, an unreadable path. */
  readonly faults: readonly ContentFault[];
  /** What was wrong with each resource of the operator that is not served. */
  readonly refused: readonly ContentFault[];
  /** Number of the operator's files that are not served, in one version or both. */
  readonly refusedCount: number;
  /** Number of the operator's resources whose type is not served. */
  readonly skippedCount: number;
  /** One line for each refusal and for the resources skipped. */
  readonly warnings: readonly string[];
}

interface Publication {
  readonly records: Record<FhirVersion, PublishedRecord[]>;
  readonly faults: ContentFault[];
}

/** Reads, converts and checks all content; never throws for what a file holds. */
export async function loadContent(options: ContentOptions): Promise<LoadedContent> {
  const own = await loadOwnFolders(options.ownFolders);
  const operators = await Promise.all(options.operatorPaths.map(loadOperatorPath));
  const published = complete(publish(own.resources, 'calx', options), options);
  const offered = operators.flatMap(content => content.resources);
  const served = offered.filter(({ resource }) => options.types.has(resource.resourceType));
  const accepted = publish(served, 'operator', options);
  const refused = [...operators.flatMap(content => content.faults), ...accepted.faults];
  const records = joinRecords(published.records, accepted.records);
  const unreadable = operators.flatMap(({ unreadable }) => (unreadable === undefined ? [] : [unreadable]));
  const skippedCount = offered.length - served.length;
  return {
    records,
    faults: [
      ...own.faults,
      ...published.faults,
      ...unreadable.map(reason => ({ file: '--content', path: '', reason })),
      ...findDuplicates(records),
    ],
    refused,
    refusedCount: new Set(refused.map(({ file }) => file)).size,
    skippedCount,
    warnings: [...refused.map(fault => `not served: ${formatFault(fault)}`), ...skippedWarning(skippedCount)],
  };
}

function skippedWarning(count: number): string[] {
  return count === 0 ? [] : [`${count} resources of --content are of types that are not served`];
}

function joinRecords(first: Publication['records'], second: Publication['records']): Publication['records'] {
  return { R4: [...first.R4, ...second.R4], R5: [...first.R5, ...second.R5] };
}

function publish(
  resources: readonly AuthoredResource[],
  origin: PublishedRecord['origin'],
  options: ContentOptions,
): Publication {
  const publication: Publication = { records: { R4: [], R5: [] }, faults: [] };
  const paired = pairedResources(resources);
  for (const authored of resources) publishOne(authored, origin, { options, publication, paired });
  return publication;
}

/** Our own definitions with their snapshots, which need all of them. */
function complete({ records, faults }: Publication, { definitions }: ContentOptions): Publication {
  if (definitions === undefined) return { records, faults };
  const R4 = addSnapshots(records.R4, definitions.R4, 'R4');
  const R5 = addSnapshots(records.R5, definitions.R5, 'R5');
  return { records: { R4: [...R4.records], R5: [...R5.records] }, faults: [...faults, ...R4.faults, ...R5.faults] };
}

/** Resources with a file for each version (`<id>.r4.json`, `<id>.r5.json`): neither is derived from the other. */
function pairedResources(resources: readonly AuthoredResource[]): ReadonlySet<string> {
  const namesOf = (version: FhirVersion): string[] => resources.filter(({ form }) => form === version).map(nameOf);
  const other = new Set(namesOf('R5'));
  return new Set(namesOf('R4').filter(name => other.has(name)));
}

function nameOf({ resource }: AuthoredResource): string {
  return `${resource.resourceType}/${resource.id ?? ''}`;
}

interface Publishing {
  readonly options: ContentOptions;
  readonly publication: Publication;
  readonly paired: ReadonlySet<string>;
}

function publishOne(
  authored: AuthoredResource,
  origin: PublishedRecord['origin'],
  { options, publication, paired }: Publishing,
): void {
  const narrated = origin === 'calx' ? { ...authored, resource: addNarrative(authored.resource) } : authored;
  const versions = paired.has(nameOf(narrated)) ? [ownVersion(narrated)] : versionsFor(narrated, options);
  for (const version of versions) {
    const about = origin === 'calx' ? aboutVersion(narrated, version) : narrated;
    const { wire, faults } = prepare(about, version, options);
    publication.faults.push(...faults);
    if (wire === undefined) {
      // What is broken in its own form is published in no other.
      if (version === ownVersion(narrated)) return;
      continue;
    }
    publication.records[version].push({ resource: wire, origin, source: authored.file });
  }
}

/** The version in which a resource was written; authored content has the shape of R5. */
function ownVersion({ form }: AuthoredResource): FhirVersion {
  return form === 'model' ? 'R5' : form;
}

/** The versions to publish in, the resource's own first. Types that can't be converted stay in their own. */
function versionsFor(authored: AuthoredResource, { codecs }: ContentOptions): FhirVersion[] {
  const own = ownVersion(authored);
  const isConverted = codecs[own].converts(authored.resource.resourceType);
  return [own, ...(isConverted ? fhirVersions.filter(version => version !== own) : [])];
}

interface Prepared {
  readonly wire: AnyResource | undefined;
  readonly faults: readonly ContentFault[];
}

function prepare(authored: AuthoredResource, version: FhirVersion, { codecs, gates }: ContentOptions): Prepared {
  const { file } = authored;
  try {
    const wire = wireForm(authored, version, codecs);
    const findings = [...identityFindings(wire), ...gates[version].check(wire)];
    const faults = findings.map(({ path, reason }) => ({ file, path, reason: `${reason} (${version})` }));
    return { wire: faults.length === 0 ? wire : undefined, faults };
  } catch (error) {
    const reason = `cannot be written as ${version}: ${messageOf(error)}`;
    return { wire: undefined, faults: [{ file, path: '', reason }] };
  }
}

function wireForm(
  { resource, form }: AuthoredResource,
  version: FhirVersion,
  codecs: ContentOptions['codecs'],
): AnyResource {
  if (form === version || !codecs[version].converts(resource.resourceType)) return resource;
  return codecs[version].write(form === 'model' ? resource : codecs[form].read(resource));
}

/** Our own definitions are authored once, and each is about the version in which it is published. */
function aboutVersion(authored: AuthoredResource, version: FhirVersion): AuthoredResource {
  const { resource, form } = authored;
  if (form !== 'model' || resource.resourceType !== 'StructureDefinition') return authored;
  return { ...authored, resource: { ...resource, fhirVersion: fhirVersionNames[version].number } };
}

function identityFindings(resource: AnyResource): { path: string; reason: string }[] {
  return typeof resource.id === 'string' && /^[A-Za-z0-9\-.]{1,64}$/.test(resource.id)
    ? []
    : [{ path: `${resource.resourceType}.id`, reason: 'is missing or not a FHIR id' }];
}
