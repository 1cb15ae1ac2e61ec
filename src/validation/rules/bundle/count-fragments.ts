/** Elements with an id: in the tree of a resource and in its narrative. */
import { isTree } from '../trees.ts';

/** How many elements of a tree have the id. */
export function countFragments(value: unknown, id: string): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countFragments(item, id), 0);
  if (!isTree(value)) return 0;
  let count = value['id'] === id ? 1 : 0;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'div' && typeof inner === 'string') count += countInNarrative(inner, id);
    else count += countFragments(inner, id);
  }
  return count;
}

/** The ids of all elements in a tree, and the names of anchors in narratives. */
export function fragmentsIn(value: unknown, ids = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) for (const item of value) fragmentsIn(item, ids);
  if (!isTree(value)) return ids;
  if (typeof value['id'] === 'string') ids.add(value['id']);
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'div' && typeof inner === 'string')
      for (const id of [...idsInNarrative(inner), ...namesInNarrative(inner)]) ids.add(id);
    else fragmentsIn(inner, ids);
  }
  return ids;
}

function countInNarrative(div: string, id: string): number {
  let count = 0;
  for (const one of idsInNarrative(div)) if (one === id) count++;
  return count;
}

function* idsInNarrative(div: string): Generator<string> {
  for (const match of div.matchAll(/\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) yield match[1] ?? match[2] ?? '';
}

function* namesInNarrative(div: string): Generator<string> {
  for (const match of div.matchAll(/<a\s[^<>]*?\bname\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    yield match[1] ?? match[2] ?? '';
}
