import fc from 'fast-check';
import { buildHierarchy, findCircle } from '../../../src/terminology/concept-tables/build-hierarchy.ts';
import { Hierarchy } from '../../../src/terminology/concept-tables/hierarchy.ts';

type Edge = readonly [parent: number, child: number];

const tablesOf = (size: number, edges: readonly Edge[]) =>
  buildHierarchy(size, { parents: edges.map(([parent]) => parent), children: edges.map(([, child]) => child) });
const hierarchyOf = (size: number, edges: readonly Edge[]): Hierarchy => new Hierarchy(tablesOf(size, edges));

/** Edges that only lead to higher ids, so never in a circle; with few of them the shape often is a forest. */
const acyclic = fc.integer({ min: 1, max: 24 }).chain(size =>
  fc.tuple(
    fc.constant(size),
    fc.array(
      fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).map(([a, b]): Edge => [Math.min(a, b), Math.max(a, b)]),
      { maxLength: 30 },
    ),
  ),
);

const forest = fc
  .array(fc.nat(), { minLength: 1, maxLength: 30 })
  .map(
    picks =>
      [
        picks.length,
        picks.flatMap((pick, child): Edge[] => (child === 0 || pick % 4 === 0 ? [] : [[pick % child, child]])),
      ] as const,
  );

/** Edges in any direction, circles among them. */
const anyShape = fc
  .integer({ min: 1, max: 16 })
  .chain(size =>
    fc.tuple(fc.constant(size), fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 40 })),
  );

/** All that edges lead to from here, itself included. */
function reached(edges: readonly Edge[], from: number): ReadonlySet<number> {
  const found = new Set([from]);
  for (const concept of found) for (const [parent, child] of edges) if (parent === concept) found.add(child);
  return found;
}

const reaches = (edges: readonly Edge[], from: number, to: number): boolean => reached(edges, from).has(to);

test.each([
  ['several parents allowed', acyclic],
  ['a forest', forest],
  ['circles allowed', anyShape],
])('subsumption is reachability: %s', (_shape, shapes) => {
  fc.assert(
    fc.property(shapes, ([size, edges]) => {
      const hierarchy = hierarchyOf(size, edges);
      const all = Array.from({ length: size }, (_, id) => id);
      const below = all.map(a => [...reached(edges, a)].sort((one, other) => one - other));
      const without = (ids: readonly number[], own: number): number[] => ids.filter(id => id !== own);
      expect(all.map(a => all.filter(b => hierarchy.subsumes(a, b)))).toEqual(below);
      expect(all.map(a => [...hierarchy.descendants(a)])).toEqual(all.map(a => without(below[a]!, a)));
      expect(all.map(b => [...hierarchy.ancestors(b)])).toEqual(
        all.map(b =>
          without(
            all.filter(a => below[a]!.includes(b)),
            b,
          ),
        ),
      );
    }),
    { numRuns: 400 },
  );
});

test('a circle of parents ends', () => {
  const hierarchy = hierarchyOf(3, [
    [0, 1],
    [1, 2],
    [2, 0],
  ]);
  expect([...hierarchy.descendants(0)]).toEqual([1, 2]);
  expect(hierarchy.subsumes(2, 1)).toBe(true);
});

test('a circle is found where there is one, and only there', () => {
  fc.assert(
    fc.property(anyShape, ([size, edges]) => {
      const found = findCircle(tablesOf(size, edges));
      const isInCircle = (concept: number): boolean =>
        edges.some(([parent, child]) => parent === concept && child !== concept && reaches(edges, child, concept));
      if (found === undefined) expect(Array.from({ length: size }, (_, id) => id).some(isInCircle)).toBe(false);
      else expect(isInCircle(found)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('parents and children are what the edges say, each once', () => {
  const hierarchy = hierarchyOf(3, [
    [0, 2],
    [1, 2],
    [0, 2],
    [2, 2],
  ]);
  expect(hierarchy.parents(2)).toEqual([0, 1]);
  expect(hierarchy.children(0)).toEqual([2]);
  expect(hierarchy.hasEdges).toBe(true);
  expect(hierarchyOf(3, []).hasEdges).toBe(false);
});
