/**
 * Who is above whom in a code system (https://hl7.org/fhir/codesystem.html#hierarchy), over tables that
 * build-hierarchy.ts makes. In a tree a concept's descendants are one run of the depth-first order; an edge that the
 * spanning tree lacks adds the run of the concept that it leads to. No closure is kept, whatever the number of parents.
 */
import type { ConceptId } from '../../contracts/code-system-provider.ts';
import type { Adjacency, HierarchyTables } from '../../contracts/code-system-tables.ts';
import { ConceptBits, wordsFor } from '../concept-set.ts';
import { numberAt } from './number-at.ts';

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

  /** True if `ancestor` is `descendant` or above it. */
  subsumes(ancestor: ConceptId, descendant: ConceptId): boolean {
    if (this.#isBelowInTree(descendant, ancestor)) return true;
    // Without a second parent anywhere, the tree is all there is.
    if (this.#tables.crossTo.length === 0) return false;
    return this.#walkUp(descendant, concept => this.#isBelowInTree(concept, ancestor));
  }

  /** All that are below the concept, without itself. */
  descendants(concept: ConceptId): ConceptBits {
    const { first, last, crossFrom, crossTo } = this.#tables;
    const words = new Uint32Array(wordsFor(this.size));
    const pending = [concept];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const [start, end] of this.#markRun(words, numberAt(first, next), numberAt(last, next))) {
        for (let edge = lowerBound(crossFrom, start); (crossFrom[edge] ?? Infinity) <= end; edge++) {
          pending.push(numberAt(crossTo, edge));
        }
      }
    }
    words[concept >>> 5] = numberAt(words, concept >>> 5) & ~(1 << (concept & 31));
    return new ConceptBits(this.size, words);
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

  /** Marks a run of the order; gives the stretches that were not marked. What is marked is so with all below it. */
  #markRun(words: Uint32Array, start: number, end: number): readonly (readonly [start: number, end: number])[] {
    const { order, last } = this.#tables;
    const stretches: (readonly [number, number])[] = [];
    let from = start;
    for (let place = start; place <= end; place++) {
      const concept = numberAt(order, place);
      if (!has(words, concept)) {
        set(words, concept);
        continue;
      }
      if (place > from) stretches.push([from, place - 1]);
      place = last[concept] ?? place;
      from = place + 1;
    }
    if (from <= end) stretches.push([from, end]);
    return stretches;
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
    const reached = new Set([from]);
    const pending = [from];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (let at = numberAt(starts, next); at < numberAt(starts, next + 1); at++) {
        const parent = numberAt(list, at);
        if (reached.has(parent)) continue;
        if (isFound(parent)) return true;
        reached.add(parent);
        pending.push(parent);
      }
    }
    return false;
  }
}

function neighbours({ starts, list }: Adjacency, concept: ConceptId): readonly ConceptId[] {
  return Array.from(list.subarray(numberAt(starts, concept), numberAt(starts, concept + 1)));
}

function set(words: Uint32Array, concept: ConceptId): void {
  words[concept >>> 5] = numberAt(words, concept >>> 5) | (1 << (concept & 31));
}

function has(words: Uint32Array, concept: ConceptId): boolean {
  return (numberAt(words, concept >>> 5) & (1 << (concept & 31))) !== 0;
}

/** Index of the first of the ascending numbers that is not below the bound. */
function lowerBound(numbers: Uint32Array, bound: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numberAt(numbers, middle) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
