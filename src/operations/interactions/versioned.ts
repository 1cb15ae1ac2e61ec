/**
 * The one version that each resource has here (https://hl7.org/fhir/resource.html#Meta): its id is made of the content,
 * so that it changes when the content does and never otherwise.
 */
import { createHash } from 'node:crypto';
import type { StoredResource } from '../../contracts/resource-store.ts';
import type { AnyResource } from '../../fhir/model.ts';

/** Id of the stored version; it is the resource's weak entity tag too. A store's key may have any characters. */
export function versionIdOf({ key }: StoredResource): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

/** The wire resource with `meta.versionId`. */
export function readVersioned(stored: StoredResource): AnyResource {
  const { resourceType, id, meta, ...rest } = stored.read();
  const versioned = { ...(meta as object | undefined), versionId: versionIdOf(stored) };
  return { resourceType, ...(id !== undefined && { id }), meta: versioned, ...rest };
}
