/** The read and vread interactions (https://hl7.org/fhir/http.html#read). */
import type { ResourceStore, StoredResource } from '../../contracts/resource-store.ts';
import { notFound, notSupported } from '../../fhir/fhir-error.ts';
import type { OperationInstance } from '../operation.ts';
import type { VersionCodec } from '../../fhir/versions/version-codec.ts';
import { defined } from '../defined.ts';
import { versionIdOf } from './versioned.ts';

/** Throws `notSupported` (404) for a resource type that this endpoint does not serve. */
export function assertServed(store: ResourceStore, type: string): void {
  if (store.types.includes(type)) return;
  throw notSupported(`'${type.slice(0, 80)}' is not a resource type that is served here`, { status: 404 });
}

/** The stored resource; throws `notFound`. */
export function readResource(store: ResourceStore, type: string, id: string): StoredResource {
  assertServed(store, type);
  const stored = store.read(type, id);
  if (stored === undefined) throw notFound(`There is no ${type} with the id '${id.slice(0, 80)}'`);
  return stored;
}

/** The stored resource, where its one version is this one; throws `notFound`. */
export function readVersion(store: ResourceStore, type: string, id: string, versionId: string): StoredResource {
  const stored = readResource(store, type, id);
  if (versionIdOf(stored) === versionId) return stored;
  throw notFound(`${type}/${id} has no version '${versionId.slice(0, 80)}': only the current one is kept`);
}

/** The resource at which an instance-level operation is called. */
export function instanceOf(stored: StoredResource, codec: VersionCodec): OperationInstance {
  const { url, version } = stored;
  const wire = stored.read();
  return defined({ url, version, resource: codec.converts(wire.resourceType) ? codec.read(wire) : wire });
}
