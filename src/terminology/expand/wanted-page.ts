/**
 * The concepts that an answer shows (https://hl7.org/fhir/valueset-operation-expand.html): those of the value set that
 * the request wants, cut to the page that it asks for. Who types asks for the same beginnings of words as others do, so
 * of a stored value set the page of a text filter is kept.
 */
import type { CacheUse } from '../../contracts/cache-use.ts';
import type { ConceptId } from '../../contracts/code-system-provider.ts';
import { BoundedMap } from '../../fhir/bounded-map.ts';
import type { ExpandRequest } from '../terminology-request.ts';
import { searchTerms } from '../text-search.ts';
import type { Budget } from './budget.ts';
import { conceptsAt, withoutFlagged } from './concept-group.ts';
import type { ConceptGroup } from './concept-group.ts';
import { activeOnly } from './evaluate-value-set.ts';
import { searched, searchGroups } from './search-groups.ts';
import type { Selection } from './selection-cache.ts';

const maxBytes = 8 * 1024 * 1024;
/** What a kept page takes beside its concepts, roughly. */
const pageBytes = 200;

/** Concepts of one group, in the order in which they are shown. */
export interface Piece {
  readonly group: ConceptGroup;
  readonly concepts: ArrayLike<ConceptId>;
}

export interface Page {
  /** How many concepts all pages have together. */
  readonly total: number;
  readonly pieces: readonly Piece[];
}

type Wanted = Pick<ExpandRequest, 'activeOnly' | 'excludeNotForUI' | 'filter' | 'offset' | 'count'>;

export interface PageLimits {
  readonly budget: Budget;
  /** Most concepts that one page may have; who wants more gets none. */
  readonly maxCodes: number;
}

/** The same by the places of the groups in their value set. */
interface Cut {
  readonly total: number;
  readonly pieces: readonly { readonly at: number; readonly concepts: ArrayLike<ConceptId> }[];
}

/** Finds pages, and keeps those of text filters. */
export class WantedPages {
  readonly #kept = new BoundedMap<string, Cut>(maxBytes);
  #hits = 0;
  #misses = 0;

  /** In bytes. */
  get use(): CacheUse {
    return { hits: this.#hits, misses: this.#misses, held: this.#kept.held, bound: maxBytes };
  }

  /** The page of the value set that the request wants. */
  async find({ key, groups }: Selection, wanted: Wanted, limits: PageLimits): Promise<Page> {
    const { filter } = wanted;
    if (filter === undefined) return pageOf(await cutOf(groups, wanted, limits), groups);
    const own = groups.map(searched);
    if (key === undefined) return pageOf(await cutOf(groups, wanted, limits), own);
    const pageKey = `${key}\n${keyOf(wanted, limits)}${searchTerms(filter).join('')}`;
    const kept = this.#kept.find(pageKey);
    if (kept === undefined) this.#misses += 1;
    else this.#hits += 1;
    return pageOf(kept ?? this.#keep(pageKey, await cutOf(groups, wanted, limits)), own);
  }

  #keep(key: string, { total, pieces }: Cut): Cut {
    // A piece may be a view of a greater list.
    const cut = { total, pieces: pieces.map(({ at, concepts }) => ({ at, concepts: Array.from(concepts) })) };
    const bytes = cut.pieces.reduce((sum, { concepts }) => sum + concepts.length * 8, pageBytes + key.length);
    if (bytes <= maxBytes / 64) this.#kept.keep(key, cut, bytes);
    return cut;
  }
}

/** Texts of the same words find the same. */
function keyOf(wanted: Wanted, limits: PageLimits): string {
  const flags = `${wanted.activeOnly === true ? 'a' : ''}${wanted.excludeNotForUI === true ? 's' : ''}`;
  return `${flags} ${wanted.offset ?? 0} ${countOf(wanted, limits)}`;
}

function countOf({ count }: Wanted, { maxCodes }: PageLimits): number {
  return count === undefined ? maxCodes : Math.min(count, maxCodes);
}

async function cutOf(groups: readonly ConceptGroup[], wanted: Wanted, limits: PageLimits): Promise<Cut> {
  const { offset = 0 } = wanted;
  const count = countOf(wanted, limits);
  const pieces: Cut['pieces'][number][] = [];
  let total = 0;
  for (const [at, group] of (await selectWanted(groups, wanted, limits.budget)).entries()) {
    const [start, end] = [Math.max(offset - total, 0), offset + count - total];
    total += group.concepts.size;
    if (start < group.concepts.size && end > 0) pieces.push({ at, concepts: conceptsAt(group, start, end) });
  }
  return { total, pieces };
}

/** Those of the concepts that are wanted: active, selectable, and with the words of a text. */
async function selectWanted(
  groups: readonly ConceptGroup[],
  wanted: Wanted,
  budget: Budget,
): Promise<readonly ConceptGroup[]> {
  const active = wanted.activeOnly === true ? groups.map(activeOnly) : groups;
  const selectable = wanted.excludeNotForUI === true ? active.map(selectableOnly) : active;
  return wanted.filter === undefined ? selectable : searchGroups(selectable, wanted.filter, budget);
}

function selectableOnly(group: ConceptGroup): ConceptGroup {
  return withoutFlagged(group, 'abstract');
}

function pageOf({ total, pieces }: Cut, groups: readonly ConceptGroup[]): Page {
  const shown: Piece[] = [];
  for (const { at, concepts } of pieces) {
    const group = groups[at];
    if (group !== undefined) shown.push({ group, concepts });
  }
  return { total, pieces: shown };
}
