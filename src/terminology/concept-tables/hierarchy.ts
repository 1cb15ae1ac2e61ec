/**
 * Who is above whom in a code system (https://hl7.org/fhir/codesystem.html#hierarchy), over tables that
 * build-hierarchy.ts makes. In a tree a concept's descendants are one run of the depth-first order; an edge that the
 * spanning tree lacks adds the run of the concept that it leads to. No closure is kept, whatever the number of parents.
 */
import type { ConceptId } from '../../contracts/code-system-provider.ts';
import type { Adjacency, HierarchyTables } from '../../contracts/code-system-tables.ts';
import { placeOf } from '../ascending-ids.ts';
import { ConceptBits, wordsFor } from '../concept-set.ts';
import { allSteps } from '../run-steps.ts';
import { numberAt } from './number-at.ts';

/** Places of the order to mark between two pauses. */
const placesPerStep = 65_536;

export class Hierarchy {
  readonly size: number;
  readonly hasEdges: boolean;
  readonly #tables: HierarchyTables;

  constructor(tables: HierarchyTables) {
    this.size = tables.order.length;
    this.hasEdges = tables.children.list.length > 0;
    this.#tables = tables;
  }

  parents(concept: ConceptId): readonly ConceptId[] {
    return neighbours(this.#tables.parents, concept);
  }

  children(concept: ConceptId): readonly ConceptId[] {
    return neighbours(this.#tables.children, concept);
  }

  /** Concepts that have a parent. */
  withParents(): ConceptBits {
    return withNeighbours(this.#tables.parents);
  }

  /** Concepts that have a child. */
  withChildren(): ConceptBits {
    return withNeighbours(this.#tables.children);
  }

  /** True if `ancestor` is `descendant` or above it. */
  subsumes(ancestor: ConceptId, descendant: ConceptId): boolean {
    if (this.#isBelowInTree(descendant, ancestor)) return true;
    // Without a second parent anywhere, the tree is all there is.
    if (this.#tables.crossTo.length === 0) return false;
    const { first, last } = this.#tables;
    const [from, to] = [numberAt(first, ancestor), numberAt(last, ancestor)];
    return this.#walkUp(descendant, concept => {
      const place = numberAt(first, concept);
      return place >= from && place <= to;
    });
  }

  /** All that are below the concept, without itself. */
  descendants(concept: ConceptId): ConceptBits {
    return allSteps(this.descendantsInSteps(concept));
  }

  /** The same with pauses between pieces of work of a few milliseconds. */
  *descendantsInSteps(concept: ConceptId): Generator<undefined, ConceptBits> {
    const { first, last } = this.#tables;
    const words = new Uint32Array(wordsFor(this.size));
    const pending = [concept];
    let work = 0;
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (has(words, next)) continue;
      const end = numberAt(last, next);
      for (let place = numberAt(first, next); place <= end;) {
        const stretchEnd = this.#markStretch(words, place, Math.min(end, place + placesPerStep));
        this.#follow(place, stretchEnd, pending);
        work += stretchEnd - place + 1;
        place = this.#skipMarked(words, stretchEnd, end);
        if (work < placesPerStep) continue;
        yield undefined;
        work = 0;
      }
    }
    words[concept >>> 5] = numberAt(words, concept >>> 5) & ~(1 << (concept & 31));
    return ConceptBits.compact(this.size, words);
  }

  /** All that are above the concept, without itself. */
  ancestors(concept: ConceptId): ConceptBits {
    const above: ConceptId[] = [];
    this.#walkUp(concept, reached => {
      above.push(reached);
      return false;
    });
    return ConceptBits.of(this.size, above);
  }

  /** Marks places of the order from `start` up to `end`, or up to one that is marked; gives the place behind. */
  #markStretch(words: Uint32Array, start: number, end: number): number {
    const { order } = this.#tables;
    let place = start;
    for (; place <= end; place++) {
      const concept = numberAt(order, place);
      if (has(words, concept)) return place;
      set(words, concept);
    }
    return place;
  }

  /** Adds where the edges lead that the tree lacks, from the places between `start` and before `end`. */
  #follow(start: number, end: number, pending: ConceptId[]): void {
    const { crossFrom, crossTo } = this.#tables;
    const lastEdge = placeOf(crossFrom, end);
    for (let edge = placeOf(crossFrom, start); edge < lastEdge; edge++) pending.push(numberAt(crossTo, edge));
  }

  /** The next place up to `end` that is not marked. What is marked is so with all that is below it in its tree. */
  #skipMarked(words: Uint32Array, start: number, end: number): number {
    const { order, last } = this.#tables;
    let place = start;
    while (place <= end && has(words, numberAt(order, place))) place = numberAt(last, numberAt(order, place)) + 1;
    return place;
  }

  /** Itself counts. */
  #isBelowInTree(concept: ConceptId, ancestor: ConceptId): boolean {
    const { first, last } = this.#tables;
    const place = numberAt(first, concept);
    return place >= numberAt(first, ancestor) && place <= numberAt(last, ancestor);
  }

  /** Visits each concept above this one, once, until one is what was looked for. */
  #walkUp(from: ConceptId, isFound: (concept: ConceptId) => boolean): boolean {
    const { starts, list } = this.#tables.parents;
    const reached = new Reached(from);
    for (let next = 0; next < reached.concepts.length; next++) {
      const concept = reached.concepts[next] ?? 0;
      const end = numberAt(starts, concept + 1);
      for (let at = numberAt(starts, concept); at < end; at++) {
        const parent = numberAt(list, at);
        if (reached.add(parent) && isFound(parent)) return true;
      }
    }
    return false;
  }
}

/** Most concepts among which to look is cheaper than to keep a set. */
const fewConcepts = 48;

/** Concepts in the order in which they were reached, each once. */
class Reached {
  readonly concepts: ConceptId[];
  #set: Set<ConceptId> | undefined;

  constructor(first: ConceptId) {
    this.concepts = [first];
  }

  /** False where it was reached before. */
  add(concept: ConceptId): boolean {
    if (this.#set?.has(concept) ?? this.concepts.includes(concept)) return false;
    this.concepts.push(concept);
    if (this.#set !== undefined) this.#set.add(concept);
    else if (this.concepts.length > fewConcepts) this.#set = new Set(this.concepts);
    return true;
  }
}

function neighbours({ starts, list }: Adjacency, concept: ConceptId): readonly ConceptId[] {
  const found: ConceptId[] = [];
  const end = numberAt(starts, concept + 1);
  for (let at = numberAt(starts, concept); at < end; at++) found.push(numberAt(list, at));
  return found;
}

function withNeighbours({ starts }: Adjacency): ConceptBits {
  const size = starts.length - 1;
  const words = new Uint32Array(wordsFor(size));
  for (let concept = 0; concept < size; concept++) {
    if (numberAt(starts, concept + 1) > numberAt(starts, concept)) set(words, concept);
  }
  return new ConceptBits(size, words);
}

function set(words: Uint32Array, concept: ConceptId): void {
  words[concept >>> 5] = numberAt(words, concept >>> 5) | (1 << (concept & 31));
}

function has(words: Uint32Array, concept: ConceptId): boolean {
  return (numberAt(words, concept >>> 5) & (1 << (concept & 31))) !== 0;
}
