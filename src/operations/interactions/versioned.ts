/**
 * The one version that each resource has here (https://hl7.org/fhir/resource.html#Meta): its id is made of the content,
 * so that it changes when the content does and never otherwise.
 */
import { createHash } from 'node:crypto';
import type { StoredResource } from '../../contracts/resource-store.ts';
import { BoundedMap } from '../../fhir/bounded-map.ts';
import type { AnyResource } from '../../fhir/model.ts';

/** Id of the stored version; it is the resource's weak entity tag too. A store's key may have any characters. */
export function versionIdOf({ key }: StoredResource): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

/** Ids that are kept. */
const maxKept = 20_000;

/** Gives the id of a stored version; it is made once for what the store hands out as long as it is listed. */
export function createVersionIdOf(): (stored: StoredResource) => string {
  const kept = new BoundedMap<StoredResource, string>(maxKept);
  return stored => {
    const known = kept.find(stored);
    if (known !== undefined) return known;
    const made = versionIdOf(stored);
    kept.keep(stored, made, 1);
    return made;
  };
}

/** The wire resource with `meta.versionId`. */
export function readVersioned(stored: StoredResource): AnyResource {
  const { resourceType, id, meta, ...rest } = stored.read();
  const versioned = { ...(meta as object | undefined), versionId: versionIdOf(stored) };
  return { resourceType, ...(id !== undefined && { id }), meta: versioned, ...rest };
}
