/**
 * JSON texts of stored resources, or of the parts that were asked for: a search then joins texts that were made before.
 * What is stored never changes, so that none can be stale; they are kept while they fit.
 */
import type { StoredResource } from '../../contracts/resource-store.ts';
import { BoundedMap } from '../../fhir/bounded-map.ts';
import { formatResource } from '../../fhir/formats/json.ts';
import type { SubsetOf, SubsetRequest } from './subset.ts';
import { readVersioned } from './versioned.ts';

/** Characters of all texts together. */
const maxCharacters = 8 * 1024 * 1024;
/** What an entry takes beside its text, roughly. */
const entryCharacters = 400;

/** The compact JSON of the part of a resource, with `meta.versionId`. */
export type StoredTextOf = (stored: StoredResource, subset: SubsetRequest) => string;

/** The texts of one version's resources. */
export function createStoredTextOf(subsetOf: SubsetOf): StoredTextOf {
  const kept = new BoundedMap<StoredResource | string, string>(maxCharacters);
  return (stored, subset) => {
    const key = keyOf(stored, subset);
    const known = kept.find(key);
    if (known !== undefined) return known;
    const text = formatResource(subsetOf(readVersioned(stored), subset));
    const size = text.length + entryCharacters;
    // One large resource may not drive out most of the others.
    if (size <= maxCharacters / 4) kept.keep(key, text, size);
    return text;
  };
}

/** A whole resource is known by what the store hands out for it, which is the same as long as it is listed. */
function keyOf(stored: StoredResource, { summary, elements }: SubsetRequest): StoredResource | string {
  if (summary === undefined && elements === undefined) return stored;
  return `${stored.type}/${stored.id} ${stored.key} ${summary ?? ''} ${elements?.join() ?? ''}`;
}
