/** Steps from items to elements of theirs (https://hl7.org/fhirpath/#path-selection, #tree-navigation). */
import { after } from './form.ts';
import type { Form, Items } from './form.ts';
import type { Child, Paths } from './paths.ts';

type Tree = Readonly<Record<string, unknown>>;

/** The elements of this name; undefined where the name may mean something else. */
export function memberForm(paths: Paths, input: Form, name: string, isAtRoot: boolean): Form | undefined {
  // A type's name selects items, and what every object has is no element.
  if (!/^[a-z]\w*$/.test(name) || name in Object.prototype) return undefined;
  // FHIRPath reads properties of primitives too; at the root a primitive's name may be its type's.
  const isOfPrimitives = isAtRoot || name in String.prototype;
  const child = paths.child(input.path, name);
  const run = after(input, items => {
    const found: unknown[] = [];
    for (const item of items) {
      if (typeof item !== 'object' && isOfPrimitives) return undefined;
      if (typeof item === 'object' && !addMember(found, item as Tree, name, child)) return undefined;
    }
    return found;
  });
  return { run, path: child.path, isPlain: child.isPlain, isVerdict: false };
}

/** Adds what stands under the name; false where that is not certain. */
function addMember(found: unknown[], tree: Tree, name: string, { choices, mayBeChoice }: Child): boolean {
  if (choices === undefined) return !(mayBeChoice && hasChoice(tree, name)) && addKey(found, tree, name);
  const keys = choices.filter(key => tree[key] !== undefined || tree[`_${key}`] !== undefined);
  const [key] = keys;
  if (key === undefined) return true;
  return keys.length === 1 && addKey(found, tree, key);
}

function hasChoice(tree: Tree, name: string): boolean {
  for (const key in tree) if (key.startsWith(name) || key.startsWith(`_${name}`)) return true;
  return false;
}

/** Nulls and lists in lists are faults, and extensions of a primitive make it a node of its own: not told here. */
function addKey(found: unknown[], tree: Tree, key: string): boolean {
  const value = tree[key];
  if (value === null || tree[`_${key}`] !== undefined) return false;
  if (value === undefined) return true;
  if (!Array.isArray(value)) return found.push(value) > 0;
  for (const item of value as Items) {
    if (item === null || Array.isArray(item)) return false;
    found.push(item);
  }
  return true;
}

/** `children()` of all items. */
export function childrenOf(items: Items): Items | undefined {
  const found: unknown[] = [];
  for (const item of items) {
    if (typeof item !== 'object') continue;
    for (const key of Object.keys(item as Tree)) {
      if (key === 'resourceType') continue;
      if (key.startsWith('_') || !addKey(found, item as Tree, key)) return undefined;
    }
  }
  return found;
}

/** `descendants()`: level by level. */
export function descendantsOf(items: Items): Items | undefined {
  const found: unknown[] = [];
  let level = childrenOf(items);
  while (level !== undefined && level.length > 0) {
    for (const item of level) found.push(item);
    level = childrenOf(level);
  }
  return level === undefined ? undefined : found;
}
