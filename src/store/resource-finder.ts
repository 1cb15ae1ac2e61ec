/** Canonical resources as the engines want them: found in one FHIR version's store, read into the model. */
import type { Found, ResourceFinder, TerminologyResources } from '../contracts/resource-finder.ts';
import type { ResourceStore, StoredResource } from '../contracts/resource-store.ts';
import type { VersionCodec } from '../fhir/versions/version-codec.ts';

type TerminologyType = keyof TerminologyResources;

/** A finder over the store; it reads and converts a resource each time it is asked to, so callers keep the result. */
export function createResourceFinder(store: ResourceStore, codec: VersionCodec): ResourceFinder {
  return {
    list: (type, url) => store.list(type, url).flatMap(stored => toFound<typeof type>(stored, codec)),
    *listAll(type) {
      for (const stored of store.listAll(type)) yield* toFound<typeof type>(stored, codec);
    },
  };
}

/** A resource without canonical url can't be referred to, so it is not found. */
function toFound<Type extends TerminologyType>(
  stored: StoredResource,
  codec: VersionCodec,
): readonly Found<TerminologyResources[Type]>[] {
  const { key, url, version, versionAlgorithm, content, supplements, valueSet } = stored;
  if (url === undefined) return [];
  return [
    {
      cacheKey: key,
      url,
      version,
      ...(versionAlgorithm !== undefined && { versionAlgorithm }),
      ...(content !== undefined && { content }),
      ...(supplements !== undefined && { supplements }),
      ...(valueSet !== undefined && { valueSet }),
      read: () => codec.read(stored.read()) as unknown as TerminologyResources[Type],
    },
  ];
}
