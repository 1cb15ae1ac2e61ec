/** The resources that one FHIR version's endpoint serves: those held in memory in front of HL7's definitions. */
import { createHash } from 'node:crypto';
import type { ResourceOrigin, ResourceStore, StoredResource } from '../contracts/resource-store.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import { groupBy } from '../fhir/group-by.ts';
import { newestVersionFirst } from '../fhir/version-order.ts';
import type { DefinitionArtifact, StoredDefinition } from './definition-artifact.ts';
import { assertDistinct, toStoredResource } from './memory-record.ts';
import type { MemoryRecord } from './memory-record.ts';
import { createSearch } from './search/search.ts';
import { servedTypes } from './search/served-types.ts';

export interface ResourceStoreOptions {
  readonly fhirVersion: FhirVersion;
  /** Resources of Calx, the operator and the server, already validated. */
  readonly records: readonly MemoryRecord[];
  readonly artifact: DefinitionArtifact;
  /** Identity of content that is served beside the store's, for its `contentKey`. */
  readonly otherContent?: readonly string[];
}

/** A store over the records and the artifact; throws `conflict` where two records claim one identity. */
export function createResourceStore(options: ResourceStoreOptions): ResourceStore {
  const { fhirVersion, records, artifact, otherContent = [] } = options;
  const memory = indexMemory(records);
  const layers = { memory, artifact };
  const listings = new Map<string, readonly StoredResource[]>();
  const listOnce = (type: string): readonly StoredResource[] => {
    const known = listings.get(type) ?? listAll(layers, type);
    listings.set(type, known);
    return known;
  };
  const list = (type: string, url: string): readonly StoredResource[] => [
    ...(memory.byUrl.get(`${type} ${url}`) ?? []),
    ...artifact.list(type, url).map(definition => withFreeId(memory, definition)),
  ];
  const { searchParameters, search } = createSearch(fhirVersion, artifact, { listAll: listOnce, list });
  let contentKey: string | undefined;
  return {
    fhirVersion,
    get contentKey() {
      contentKey ??= contentKeyOf(layers, otherContent);
      return contentKey;
    },
    types: servedTypes[fhirVersion],
    read: (type, id) => memory.byId.get(`${type}/${id}`) ?? findDefinition(layers, type, id),
    list,
    listAll: listOnce,
    searchParameters,
    search,
  };
}

interface MemoryIndex {
  readonly byType: ReadonlyMap<string, readonly StoredResource[]>;
  readonly byId: ReadonlyMap<string, StoredResource>;
  /** By `type url`, the newest version first. */
  readonly byUrl: ReadonlyMap<string, readonly StoredResource[]>;
}

interface Layers {
  readonly memory: MemoryIndex;
  readonly artifact: DefinitionArtifact;
}

function contentKeyOf({ memory, artifact }: Layers, otherContent: readonly string[]): string {
  const hash = createHash('sha256').update(artifact.fingerprint);
  for (const key of otherContent) hash.update(`\n${key}`);
  for (const [place, { key }] of memory.byId) hash.update(`\n${place} ${key}`);
  return hash.digest('base64url');
}

const originRank: Readonly<Record<ResourceOrigin, number>> = { calx: 0, operator: 1, server: 2, hl7: 3 };

function indexMemory(records: readonly MemoryRecord[]): MemoryIndex {
  const resources = records.map(toStoredResource);
  assertDistinct(resources);
  const withUrl = resources.filter(({ url }) => url !== undefined);
  const newestFirst = withUrl.sort(newestVersionFirst);
  return {
    byId: new Map(resources.map(resource => [`${resource.type}/${resource.id}`, resource])),
    byType: groupBy(resources.sort(compareListing), ({ type }) => type),
    byUrl: groupBy(newestFirst, ({ type, url }) => `${type} ${url ?? ''}`),
  };
}

function compareListing(left: StoredResource, right: StoredResource): number {
  const [a, b] = [listingText(left), listingText(right)];
  return originRank[left.origin] - originRank[right.origin] || (a < b ? -1 : a > b ? 1 : 0);
}

function listingText({ title, name, id }: StoredResource): string {
  return `${(title ?? name ?? '').toLowerCase()}\0${id}`;
}

function listAll({ memory, artifact }: Layers, type: string): readonly StoredResource[] {
  const own = memory.byType.get(type) ?? [];
  const definitions = artifact.listAll(type);
  return own.length === 0 ? definitions : [...own, ...definitions.map(definition => withFreeId(memory, definition))];
}

/** A definition whose id one of ours has taken is served under `id-hl7`. */
function movedId(id: string): string {
  const suffix = '-hl7';
  return id.slice(0, 64 - suffix.length) + suffix;
}

function withFreeId(memory: MemoryIndex, definition: StoredDefinition): StoredDefinition {
  if (!memory.byId.has(`${definition.type}/${definition.id}`)) return definition;
  const id = movedId(definition.id);
  return { ...definition, id, read: () => ({ ...definition.read(), id }) };
}

function findDefinition({ memory, artifact }: Layers, type: string, id: string): StoredResource | undefined {
  const found = artifact.find(type, id);
  if (found !== undefined) return found;
  const taker = memory.byType.get(type)?.find(resource => movedId(resource.id) === id);
  const moved = taker === undefined ? undefined : artifact.find(type, taker.id);
  return moved === undefined ? undefined : withFreeId(memory, moved);
}
