/**
 * Makes the tables of a hierarchy (contracts/code-system-tables.ts) from its edges: neighbours both ways, depth-first
 * labels over a spanning forest, and the edges that the forest lacks. Circles are no error here; `findCircle` tells them.
 */
import type { ConceptId } from '../../contracts/code-system-provider.ts';
import type { Adjacency, HierarchyTables } from '../../contracts/code-system-tables.ts';
import { numberAt } from './number-at.ts';

/** Edge `i` leads from `parents[i]` down to `children[i]`. */
export interface Edges {
  readonly parents: ArrayLike<ConceptId>;
  readonly children: ArrayLike<ConceptId>;
}

/** The tables over `size` concepts. An edge that is given twice counts once, one from a concept to itself not at all. */
export function buildHierarchy(size: number, edges: Edges): HierarchyTables {
  const children = adjacency(size, edges.parents, edges.children);
  const parents = adjacency(size, edges.children, edges.parents);
  return { parents, children, ...labelForest(size, parents, children) };
}

/** A concept that stands above itself, if there is one: it is left when all that have no parent left are taken away. */
export function findCircle({ parents, children, order }: HierarchyTables): ConceptId | undefined {
  const size = order.length;
  const open = new Uint32Array(size);
  const free: ConceptId[] = [];
  for (let concept = 0; concept < size; concept++) {
    open[concept] = numberAt(parents.starts, concept + 1) - numberAt(parents.starts, concept);
    if (open[concept] === 0) free.push(concept);
  }
  let taken = 0;
  for (let next = free.pop(); next !== undefined; next = free.pop()) {
    taken += 1;
    for (let at = numberAt(children.starts, next); at < numberAt(children.starts, next + 1); at++) {
      const child = numberAt(children.list, at);
      open[child] = numberAt(open, child) - 1;
      if (open[child] === 0) free.push(child);
    }
  }
  if (taken === size) return undefined;
  return memberOfCircle(parents, open);
}

/** From any concept that is left, upwards among those that are left, until one comes again. */
function memberOfCircle({ starts, list }: Adjacency, open: Uint32Array): ConceptId {
  const seen = new Set<ConceptId>();
  let concept = open.findIndex(count => count > 0);
  while (!seen.has(concept)) {
    seen.add(concept);
    const above = list.subarray(numberAt(starts, concept), numberAt(starts, concept + 1));
    concept = above.find(parent => numberAt(open, parent) > 0) ?? concept;
  }
  return concept;
}

function adjacency(size: number, from: ArrayLike<ConceptId>, to: ArrayLike<ConceptId>): Adjacency {
  const starts = new Uint32Array(size + 1);
  for (let edge = 0; edge < from.length; edge++) {
    const at = numberAt(from, edge) + 1;
    starts[at] = numberAt(starts, at) + 1;
  }
  for (let at = 1; at <= size; at++) starts[at] = numberAt(starts, at) + numberAt(starts, at - 1);
  const list = new Uint32Array(from.length);
  const next = starts.slice();
  for (let edge = 0; edge < from.length; edge++) {
    const at = numberAt(next, numberAt(from, edge));
    list[at] = numberAt(to, edge);
    next[numberAt(from, edge)] = at + 1;
  }
  return withoutRepeats({ starts, list });
}

function withoutRepeats({ starts, list }: Adjacency): Adjacency {
  const size = starts.length - 1;
  const seenBy = new Uint32Array(size);
  const kept = new Uint32Array(size + 1);
  let length = 0;
  for (let concept = 0; concept < size; concept++) {
    for (let at = numberAt(starts, concept); at < numberAt(starts, concept + 1); at++) {
      const other = numberAt(list, at);
      if (other === concept || seenBy[other] === concept + 1) continue;
      seenBy[other] = concept + 1;
      list[length++] = other;
    }
    kept[concept + 1] = length;
  }
  return { starts: kept, list: list.slice(0, length) };
}

type Labels = Pick<HierarchyTables, 'order' | 'first' | 'last' | 'crossFrom' | 'crossTo'>;

/** Sentinel of a concept that no tree has reached. */
const unreached = 0xffff_ffff;

function labelForest(size: number, parents: Adjacency, children: Adjacency): Labels {
  const [order, treeParent] = [new Uint32Array(size), new Uint32Array(size).fill(unreached)];
  const first = new Uint32Array(size).fill(unreached);
  let visited = 0;
  const visitTree = (root: ConceptId): void => {
    const pending = [root];
    const from = [unreached];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const above = from.pop() ?? unreached;
      if (first[next] !== unreached) continue;
      treeParent[next] = above;
      first[next] = visited;
      order[visited++] = next;
      for (let at = numberAt(children.starts, next + 1) - 1; at >= numberAt(children.starts, next); at--) {
        pending.push(numberAt(children.list, at));
        from.push(next);
      }
    }
  };
  for (let concept = 0; concept < size; concept++) {
    if (parents.starts[concept] === parents.starts[concept + 1]) visitTree(concept);
  }
  // What no root reaches stands above itself.
  for (let concept = 0; visited < size; concept++) if (first[concept] === unreached) visitTree(concept);
  return { order, first, last: lastPlaces(order, first, treeParent), ...crossEdges(order, children, treeParent) };
}

/** By concept, the place of the last one below it in its tree: a parent's is that of its child that was visited last. */
function lastPlaces(order: Uint32Array, first: Uint32Array, treeParent: Uint32Array): Uint32Array {
  const last = first.slice();
  for (let place = order.length - 1; place >= 0; place--) {
    const concept = numberAt(order, place);
    const parent = treeParent[concept] ?? unreached;
    if (parent !== unreached) last[parent] = Math.max(numberAt(last, parent), numberAt(last, concept));
  }
  return last;
}

function crossEdges(
  order: Uint32Array,
  { starts, list }: Adjacency,
  treeParent: Uint32Array,
): Pick<Labels, 'crossFrom' | 'crossTo'> {
  const [from, to]: [number[], ConceptId[]] = [[], []];
  order.forEach((concept, place) => {
    for (let at = numberAt(starts, concept); at < numberAt(starts, concept + 1); at++) {
      const child = numberAt(list, at);
      if (treeParent[child] === concept) continue;
      from.push(place);
      to.push(child);
    }
  });
  return { crossFrom: Uint32Array.from(from), crossTo: Uint32Array.from(to) };
}
