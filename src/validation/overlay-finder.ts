/** Resources that a request brings, in front of those of the service: they are seen by that request alone. */
import type { CanonicalFinder, CanonicalType } from '../contracts/canonical-finder.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import type { AnyResource } from '../fhir/model.ts';

/** The finder with the resources in front. */
export function overlayFinder(finder: CanonicalFinder, resources: readonly AnyResource[]): CanonicalFinder {
  const own = (type: CanonicalType): readonly AnyResource[] => resources.filter(one => one.resourceType === type);
  return {
    find(type, canonical) {
      const { url, version } = parseCanonical(canonical);
      const found = own(type).findLast(
        one => one['url'] === url && (version === undefined || one['version'] === version),
      );
      return found ?? finder.find(type, canonical);
    },
    describe(type, canonical) {
      const { url } = parseCanonical(canonical);
      const isOwn = own(type).some(one => one['url'] === url);
      return isOwn ? this.find(type, canonical) : finder.describe(type, canonical);
    },
    findUrlByIdentifier: (type, value) => finder.findUrlByIdentifier(type, value),
    *list(type) {
      yield* own(type);
      yield* finder.list(type);
    },
    read: (type, id) => resources.find(one => one.resourceType === type && one.id === id) ?? finder.read(type, id),
  };
}

/** The canonical urls of resources. */
export function urlsOf(resources: readonly AnyResource[]): ReadonlySet<string> {
  return new Set(resources.flatMap(({ url }) => (typeof url === 'string' ? [url] : [])));
}
