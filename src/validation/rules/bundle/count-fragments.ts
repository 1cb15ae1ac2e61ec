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

function countInNarrative(div: string, id: string): number {
  let count = 0;
  for (const match of div.matchAll(/\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) if ((match[1] ?? match[2]) === id) count++;
  return count;
}
