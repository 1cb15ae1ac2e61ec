/** Resources that are held in memory: Calx's own, the operator's and the server's, each with where it came from. */
import { createHash } from 'node:crypto';
import type { ResourceOrigin, StoredResource } from '../contracts/resource-store.ts';
import { conflict, invalid } from '../fhir/fhir-error.ts';
import { formatCanonical } from '../fhir/canonical.ts';
import type { AnyResource } from '../fhir/model.ts';
import { versionAlgorithmOf } from '../fhir/version-order.ts';
import { knownElements } from './definition-format.ts';
import { lastUpdatedOf } from './last-updated.ts';

export interface MemoryRecord {
  /** In the wire form of the store's FHIR version, with id. */
  readonly resource: AnyResource;
  readonly origin: Exclude<ResourceOrigin, 'hl7'>;
  /** File or package that it came from, for people. */
  readonly source: string;
}

/** Where neither meta nor date says when a resource changed. */
const unknownInstant = '1970-01-01T00:00:00.000Z';

/** The record as the store hands it out; its key is a hash that is made when first asked for. */
export function toStoredResource({ resource, origin, source }: MemoryRecord): StoredResource {
  if (resource.id === undefined) throw invalid(`${source}: ${resource.resourceType} has no id`);
  const texts = Object.fromEntries(
    knownElements.map(element => [element, resource[element]]).filter(([, value]) => typeof value === 'string'),
  ) as Partial<Record<(typeof knownElements)[number], string>>;
  const versionAlgorithm = versionAlgorithmOf(resource);
  let key: string | undefined;
  return {
    type: resource.resourceType,
    id: resource.id,
    ...texts,
    ...(versionAlgorithm !== undefined && { versionAlgorithm }),
    origin,
    source,
    lastUpdated: lastUpdatedOf(resource, unknownInstant),
    get key() {
      key ??= createHash('sha256').update(JSON.stringify(resource)).digest('base64url');
      return key;
    },
    read: () => resource,
  };
}

/** Throws `conflict`, one line a pair, where two claim one `url|version` or one id; each line names both sources. */
export function assertDistinct(resources: readonly StoredResource[]): void {
  const claims = new Map<string, StoredResource>();
  const faults = resources.flatMap(resource => claimsOf(resource).flatMap(claim => contest(claim, resource, claims)));
  const [first] = faults;
  if (first !== undefined) throw conflict([...new Set(faults)].join('\n'));
}

function claimsOf({ type, id, url, version }: StoredResource): readonly string[] {
  return [`${type}/${id}`, ...(url === undefined ? [] : [`${type} ${formatCanonical(url, version)}`])];
}

function contest(claim: string, resource: StoredResource, claims: Map<string, StoredResource>): readonly string[] {
  const holder = claims.get(claim);
  if (holder !== undefined) return [`${claim} is claimed by both ${holder.source} and ${resource.source}`];
  claims.set(claim, resource);
  return [];
}
