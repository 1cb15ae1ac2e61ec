/** What canonicals name, for validation, from one FHIR version's store. */
import type { CanonicalFinder } from '../contracts/canonical-finder.ts';
import type { ResourceStore } from '../contracts/resource-store.ts';
import { parseCanonical } from '../fhir/canonical.ts';

/** A finder over the store; it reads a resource each time it is asked to, so callers keep what they make of one. */
export function createCanonicalFinder(store: ResourceStore): CanonicalFinder {
  return {
    find(type, canonical) {
      const { url, version } = parseCanonical(canonical);
      const all = store.list(type, url);
      const stored = version === undefined ? all[0] : all.find(one => answersVersion(one.version, version));
      return stored?.read();
    },
    *list(type) {
      for (const stored of store.listAll(type)) yield stored.read();
    },
    read: (type, id) => store.read(type, id)?.read(),
  };
}

/** `4.0` means any `4.0.x`. */
function answersVersion(version: string | undefined, asked: string): boolean {
  return version === asked || version?.startsWith(`${asked}.`) === true;
}
