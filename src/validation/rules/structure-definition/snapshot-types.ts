/** The types that the snapshot allows at a path, all slices together. */
import type { ElementNode } from '../../snapshot/element-tree.ts';
import type { Authoring } from './authoring.ts';

/** Codes as they are written; empty where the path is not in the snapshot. */
export function snapshotTypes(path: string, { snapshot }: Authoring): readonly string[] {
  const [root, ...names] = path.split('.');
  if (snapshot === undefined || snapshot.name !== root) return [];
  const nodes = names.reduce<readonly ElementNode[]>(
    (level, name) => level.flatMap(node => named(node, name)),
    [snapshot],
  );
  return [...new Set(nodes.flatMap(({ definition }) => (definition.type ?? []).map(({ code }) => code)))];
}

function named({ children }: ElementNode, name: string): readonly ElementNode[] {
  return children.filter(child => child.name === name).flatMap(child => [child, ...child.slices]);
}
