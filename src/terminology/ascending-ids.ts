/** Few concepts of many: their ids, ascending and each once. */
import type { ConceptId } from '../contracts/code-system-provider.ts';

/** The ids in their order, each once. */
export function toAscending(ids: Iterable<ConceptId>): Uint32Array {
  const all = Uint32Array.from(ids);
  if (isAscending(all)) return all;
  all.sort();
  return all.filter((id, at) => at === 0 || id !== all[at - 1]);
}

function isAscending(ids: Uint32Array): boolean {
  for (let at = 1; at < ids.length; at++) if ((ids[at - 1] ?? 0) >= (ids[at] ?? 0)) return false;
  return true;
}

/** Place of the first that is not below the id, from `start` on. */
export function placeOf(ids: Uint32Array, id: ConceptId, start = 0): number {
  let [low, high] = [start, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those that pass the test. */
export function idsWhere(ids: Uint32Array, test: (concept: ConceptId) => boolean): Uint32Array {
  const kept = new Uint32Array(ids.length);
  let count = 0;
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0;
    if (test(id)) kept[count++] = id;
  }
  return count === ids.length ? ids : kept.slice(0, count);
}

/** What both have. */
export function commonIds(one: Uint32Array, other: Uint32Array): Uint32Array {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  let place = 0;
  return idsWhere(few, id => {
    place = placeOf(many, id, place);
    return many[place] === id;
  });
}
