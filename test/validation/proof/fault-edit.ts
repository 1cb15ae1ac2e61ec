/** One change of a resource, which can be made to its JSON and to its XML. */
import type { Path, Tree } from './fault-sites.ts';

export type Edit =
  | { readonly kind: 'remove'; readonly path: Path }
  /** A text becomes an object and an object a text. */
  | { readonly kind: 'retype'; readonly path: Path }
  /** A property, or one item of a list, gets another value. */
  | { readonly kind: 'set'; readonly path: Path; readonly value: unknown }
  /** A property of an object, or a further item of a list that it has. */
  | { readonly kind: 'add'; readonly path: Path; readonly name: string; readonly value: unknown }
  /** What may be there once is there twice. */
  | { readonly kind: 'double'; readonly path: Path };

/** The resource as JSON with the change. */
export function editJson(json: string, edit: Edit): string {
  const resource = JSON.parse(json) as Tree;
  const holder = walk(resource, edit.kind === 'add' ? edit.path : edit.path.slice(0, -1));
  const key = edit.kind === 'add' ? edit.name : (edit.path.at(-1) ?? '');
  if (edit.kind === 'remove') Reflect.deleteProperty(holder, key);
  else holder[key] = changed(holder[key], edit);
  return JSON.stringify(resource);
}

function changed(old: unknown, edit: Exclude<Edit, { kind: 'remove' }>): unknown {
  switch (edit.kind) {
    case 'retype':
      return typeof old === 'string' ? { text: old } : typeof old === 'object' ? 'text' : { value: old };
    case 'set':
      return edit.value;
    case 'add':
      return Array.isArray(old)
        ? [...(old as unknown[]), edit.value]
        : ['extension', 'contained'].includes(edit.name)
          ? [edit.value]
          : edit.value;
    case 'double':
      return [old, old];
  }
}

function walk(tree: Tree, path: Path): Tree {
  return path.reduce<Tree>((at, step) => at[step] as Tree, tree);
}
