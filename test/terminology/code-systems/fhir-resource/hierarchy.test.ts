import fc from 'fast-check';
import { Hierarchy } from '../../../../src/terminology/code-systems/fhir-resource/hierarchy.ts';

type Edge = readonly [parent: number, child: number];

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

function reaches(edges: readonly Edge[], from: number, to: number): boolean {
  return from === to || edges.some(([parent, child]) => parent === from && child !== from && reaches(edges, child, to));
}

test.each([
  ['several parents allowed', acyclic],
  ['a forest', forest],
])('subsumption is reachability: %s', (_shape, shapes) => {
  fc.assert(
    fc.property(shapes, ([size, edges]) => {
      const hierarchy = new Hierarchy(size, edges);
      for (let a = 0; a < size; a++) {
        const below = [...hierarchy.descendants(a)];
        for (let b = 0; b < size; b++) {
          const expected = reaches(edges, a, b);
          expect(hierarchy.subsumes(a, b)).toBe(expected);
          expect(below.includes(b)).toBe(expected && a !== b);
          expect(hierarchy.ancestors(b).has(a)).toBe(expected && a !== b);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('a circle of parents ends', () => {
  const hierarchy = new Hierarchy(3, [
    [0, 1],
    [1, 2],
    [2, 0],
  ]);
  expect([...hierarchy.descendants(0)]).toEqual([1, 2]);
  expect(hierarchy.subsumes(2, 1)).toBe(true);
});

test('parents and children are what the edges say, each once', () => {
  const hierarchy = new Hierarchy(3, [
    [0, 2],
    [1, 2],
    [0, 2],
    [2, 2],
  ]);
  expect(hierarchy.parents(2)).toEqual([0, 1]);
  expect(hierarchy.children(0)).toEqual([2]);
  expect(hierarchy.hasEdges).toBe(true);
  expect(new Hierarchy(3, []).hasEdges).toBe(false);
});
