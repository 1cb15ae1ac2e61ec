/** What canonicals name, for validation, from one FHIR version's store. */
import type { CanonicalFinder, CanonicalType } from '../contracts/canonical-finder.ts';
import type { ResourceStore, StoredResource } from '../contracts/resource-store.ts';
import { BoundedMap } from '../fhir/bounded-map.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import type { AnyResource } from '../fhir/model.ts';
import { KeptResources } from './kept-resources.ts';

/** JSON values in all whole resources that are kept together, some tens of MB: rules ask for the same again and again. */
const mostRead = 400_000;
/** Descriptions that are kept. */
const mostDescribed = 5_000;
const bulk: ReadonlySet<string> = new Set([
  ...['snapshot', 'differential', 'concept', 'compose', 'expansion', 'item', 'group', 'text', 'contained', 'rest'],
]);

/** A finder over the store; it keeps what was read last, and of the others what they are. */
export function createCanonicalFinder(store: ResourceStore): CanonicalFinder {
  const read = new KeptResources(mostRead);
  const described = new BoundedMap<string, AnyResource>(mostDescribed);
  const readKept = (stored: StoredResource): AnyResource => read.get(stored.key, () => stored.read());
  const findStored = (type: CanonicalType, canonical: string): StoredResource | undefined => {
    const { url, version } = parseCanonical(canonical);
    const all = store.list(type, url);
    return version === undefined ? all[0] : all.find(one => answersVersion(one.version, version));
  };
  return {
    find(type, canonical) {
      const stored = findStored(type, canonical);
      return stored && readKept(stored);
    },
    describe(type, canonical) {
      const stored = findStored(type, canonical);
      if (stored === undefined) return undefined;
      const known = described.find(stored.key);
      if (known !== undefined) return known;
      const resource = descriptionOf(stored.read());
      described.keep(stored.key, resource, 1);
      return resource;
    },
    findUrlByIdentifier(type, value) {
      const criteria = [{ name: 'identifier', values: [value] }];
      return store.search({ type, criteria, offset: 0, count: 1 }).resources[0]?.url;
    },
    *list(type) {
      for (const stored of store.listAll(type)) yield stored.read();
    },
    read: (type, id) => store.read(type, id)?.read(),
  };
}

/** The definition of an extension is small, and its rules are in its elements. */
function descriptionOf(resource: AnyResource): AnyResource {
  if (resource['type'] === 'Extension') return resource;
  const entries = Object.entries(resource).filter(([key]) => !bulk.has(key));
  return Object.fromEntries(entries) as AnyResource;
}

/** `4.0` means any `4.0.x`. */
function answersVersion(version: string | undefined, asked: string): boolean {
  return version === asked || version?.startsWith(`${asked}.`) === true;
}
