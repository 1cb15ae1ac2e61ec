/** Canonical resources as the engines want them: found in one FHIR version's store, read into the model. */
import type { Found, ResourceFinder, TerminologyResources } from '../contracts/resource-finder.ts';
import type { ResourceStore, StoredResource } from '../contracts/resource-store.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { VersionCodec } from '../fhir/versions/version-codec.ts';
import { KeptResources } from './kept-resources.ts';

type TerminologyType = keyof TerminologyResources;

/** JSON values in all resources that are kept together: a few tens of MB. */
const maxKeptValues = 400_000;

/**
 * A finder over the store, whose resources never change. Of value sets and concept maps it keeps the last used as the
 * model; of code systems it keeps none, for the engine keeps snapshots of them.
 */
export function createResourceFinder(store: ResourceStore, codec: VersionCodec): ResourceFinder {
  const kept = new KeptResources(maxKeptValues);
  const known = new Map<string, readonly Found<TerminologyResources[TerminologyType]>[]>();
  const foundOf = (stored: StoredResource) => toFound(stored, () => codec.read(stored.read()), kept);
  const list = (type: TerminologyType, url: string) => {
    const key = `${type} ${url}`;
    const listed = known.get(key);
    if (listed !== undefined) return listed;
    const found = store.list(type, url).flatMap(foundOf);
    // Clients choose what they ask for: only what there is counts, so that this ends.
    if (found.length > 0) known.set(key, found);
    return found;
  };
  return {
    // What the store lists under a type is of that type.
    list: (type, url) => list(type, url) as readonly Found<TerminologyResources[typeof type]>[],
    *listAll(type) {
      for (const stored of store.listAll(type)) {
        yield* foundOf(stored) as readonly Found<TerminologyResources[typeof type]>[];
      }
    },
  };
}

/** A resource without canonical url can't be referred to, so it is not found. */
function toFound(
  stored: StoredResource,
  read: () => AnyResource,
  kept: KeptResources,
): readonly Found<TerminologyResources[TerminologyType]>[] {
  const { type, key, url, version, versionAlgorithm, content, supplements, valueSet } = stored;
  if (url === undefined) return [];
  const readModel = type === 'CodeSystem' ? read : () => kept.get(key, read);
  return [
    {
      cacheKey: key,
      url,
      version,
      ...(versionAlgorithm !== undefined && { versionAlgorithm }),
      ...(content !== undefined && { content }),
      ...(supplements !== undefined && { supplements }),
      ...(valueSet !== undefined && { valueSet }),
      read: () => readModel() as unknown as TerminologyResources[TerminologyType],
    },
  ];
}
