/** Reading JSON trees of resources that rules hold others against, whatever is in them. */

/** A JSON object of the resource that is judged, or of one that it is judged by. */
export type Tree = Readonly<Record<string, unknown>>;

/** Objects in a value that should be a list of them. */
export function treesIn(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.filter(isTree) : [];
}

/** Whether a value is a JSON object. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text under a key, where there is one. */
export function textIn(tree: Tree | undefined, key: string): string | undefined {
  const value = tree?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** Key and value of a choice element such as `value[x]`. */
export function choiceIn(tree: Tree, stem: string): { readonly key: string; readonly value: unknown } | undefined {
  const key = Object.keys(tree).find(name => name.startsWith(stem) && /^[A-Z]/.test(name.slice(stem.length)));
  return key === undefined ? undefined : { key, value: tree[key] };
}

/** The values of an object's extensions with a url, in their order. */
export function extensionValues(tree: Tree, url: string): readonly unknown[] {
  return treesIn(tree['extension'])
    .filter(extension => extension['url'] === url)
    .map(extension => choiceIn(extension, 'value')?.value);
}
