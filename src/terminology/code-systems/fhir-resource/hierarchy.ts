/**
 * Who is above whom in a code system (https://hl7.org/fhir/codesystem.html#hierarchy). A tree is answered by interval
 * labels: a concept's descendants are one run of the depth-first order. Where a concept has several parents, the
 * closure of a concept is walked once and kept as a bitset, for as many concepts as the bound allows.
 */
import type { ConceptId } from '../../../contracts/code-system-provider.ts';
import { ConceptBits } from '../../concept-set.ts';

/** Kept closures take at most this many bytes; beyond it they are walked again. */
const closureBytes = 16 * 1024 * 1024;

export class Hierarchy {
  readonly size: number;
  readonly hasEdges: boolean;
  readonly #parents: Adjacency;
  readonly #children: Adjacency;
  /** Undefined where some concept has several parents or stands above itself. */
  readonly #intervals: Intervals | undefined;
  readonly #closures = new Map<ConceptId, ConceptBits>();

  /** Edges are pairs parent, child; one that is given twice counts once. */
  constructor(size: number, edges: readonly (readonly [ConceptId, ConceptId])[]) {
    const unique = uniqueEdges(size, edges);
    this.size = size;
    this.hasEdges = unique.length > 0;
    this.#children = adjacency(size, unique);
    this.#parents = adjacency(
      size,
      unique.map(([parent, child]) => [child, parent] as const),
    );
    this.#intervals = labelTree(size, this.#parents, this.#children);
  }

  parents(concept: ConceptId): readonly ConceptId[] {
    return neighbours(this.#parents, concept);
  }

  children(concept: ConceptId): readonly ConceptId[] {
    return neighbours(this.#children, concept);
  }

  /** True if `ancestor` is `descendant` or above it. */
  subsumes(ancestor: ConceptId, descendant: ConceptId): boolean {
    if (ancestor === descendant) return true;
    const labels = this.#intervals;
    if (labels === undefined) return this.descendants(ancestor).has(descendant);
    const at = labels.start[descendant] ?? 0;
    return at > (labels.start[ancestor] ?? 0) && at <= (labels.end[ancestor] ?? 0);
  }

  /** All that are below the concept, without itself. */
  descendants(concept: ConceptId): ConceptBits {
    const labels = this.#intervals;
    if (labels !== undefined) {
      const [start, end] = [labels.start[concept] ?? 0, labels.end[concept] ?? 0];
      return ConceptBits.of(this.size, labels.order.subarray(start + 1, end + 1));
    }
    const known = this.#closures.get(concept);
    if (known !== undefined) return known;
    const found = this.#reach(concept, this.#children);
    if (this.#closures.size * (this.size >>> 3) < closureBytes) this.#closures.set(concept, found);
    return found;
  }

  /** All that are above the concept, without itself. */
  ancestors(concept: ConceptId): ConceptBits {
    return this.#reach(concept, this.#parents);
  }

  #reach(from: ConceptId, edges: Adjacency): ConceptBits {
    const reached = new Set<ConceptId>();
    const pending = [from];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const neighbour of neighbours(edges, next)) {
        if (neighbour === from || reached.has(neighbour)) continue;
        reached.add(neighbour);
        pending.push(neighbour);
      }
    }
    return ConceptBits.of(this.size, reached);
  }
}

/** Neighbours of concept `c` are `list[start[c]] … list[start[c + 1] - 1]`. */
interface Adjacency {
  readonly start: Uint32Array;
  readonly list: Uint32Array;
}

function neighbours({ start, list }: Adjacency, concept: ConceptId): readonly ConceptId[] {
  return Array.from(list.subarray(start[concept] ?? 0, start[concept + 1] ?? 0));
}

function uniqueEdges(
  size: number,
  edges: readonly (readonly [ConceptId, ConceptId])[],
): readonly (readonly [ConceptId, ConceptId])[] {
  const seen = new Set<number>();
  return edges.filter(([parent, child]) => {
    const key = parent * size + child;
    return parent !== child && !seen.has(key) && seen.add(key);
  });
}

function adjacency(size: number, edges: readonly (readonly [ConceptId, ConceptId])[]): Adjacency {
  const start = new Uint32Array(size + 1);
  for (const [from] of edges) start[from + 1] = (start[from + 1] ?? 0) + 1;
  for (let at = 1; at <= size; at++) start[at] = (start[at] ?? 0) + (start[at - 1] ?? 0);
  const list = new Uint32Array(edges.length);
  const next = start.slice();
  for (const [from, to] of edges) {
    const at = next[from] ?? 0;
    list[at] = to;
    next[from] = at + 1;
  }
  return { start, list };
}

/** Depth-first labels: the descendants of `c` are `order[start[c] + 1 … end[c]]`. */
interface Intervals {
  readonly order: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

function labelTree(size: number, parents: Adjacency, children: Adjacency): Intervals | undefined {
  const roots = rootsOfTree(size, parents);
  if (roots === undefined) return undefined;
  const [order, start, end] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  let visited = 0;
  const pending = roots.toReversed();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    start[next] = visited;
    order[visited++] = next;
    for (const child of neighbours(children, next).toReversed()) pending.push(child);
  }
  // What is not reached from a root stands above itself.
  if (visited < size) return undefined;
  for (let at = size - 1; at >= 0; at--) {
    const concept = order[at] ?? 0;
    const last = neighbours(children, concept).at(-1);
    end[concept] = last === undefined ? at : (end[last] ?? at);
  }
  return { order, start, end };
}

/** Concepts without a parent, or undefined where one has several. */
function rootsOfTree(size: number, parents: Adjacency): readonly ConceptId[] | undefined {
  const roots: ConceptId[] = [];
  for (let concept = 0; concept < size; concept++) {
    const count = (parents.start[concept + 1] ?? 0) - (parents.start[concept] ?? 0);
    if (count > 1) return undefined;
    if (count === 0) roots.push(concept);
  }
  return roots;
}
