/** Resources within one text, by what references call them (https://hl7.org/fhir/bundle.html#references). */
import { isAbsoluteUri } from '../absolute-uri.ts';
import { fragmentsIn } from '../rules/bundle/count-fragments.ts';
import { ValidationNode } from '../validation-node.ts';

type Tree = Readonly<Record<string, unknown>>;

const restUrl = /^(.*\/)?([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/([A-Za-z0-9\-.]{1,64}))?$/;

export class ReferenceIndex {
  readonly #bundles = new WeakMap<object, ReadonlyMap<string, readonly ValidationNode[]>>();
  readonly #fragments = new WeakMap<object, ReadonlySet<string>>();

  /** The resources that a reference may mean: none outside the text, several only where the text is at fault. */
  find(reference: string, from: ValidationNode): readonly ValidationNode[] {
    if (reference.startsWith('#')) return findContained(reference.slice(1), from);
    const bundle = bundleAround(from);
    if (bundle === undefined) return [];
    const entries = this.#entriesOf(bundle);
    const entry = entryAround(from, bundle);
    const absolute = absoluteForm(reference, fullUrlOf(entry));
    const [url = '', version] = absolute.split('/_history/');
    const found = entries.get(url) ?? [];
    return version === undefined ? found : found.filter(node => versionOf(node) === version);
  }

  /** Whether an element has the id: in the resource, what it is contained in, or a Bundle around it. */
  hasFragment(id: string, from: ValidationNode): boolean {
    for (let node: ValidationNode | undefined = from.resource; node !== undefined; node = node.outerResource) {
      if (this.#fragmentsOf(node).has(id)) return true;
    }
    return false;
  }

  #fragmentsOf({ tree }: ValidationNode): ReadonlySet<string> {
    const known = this.#fragments.get(tree);
    if (known !== undefined) return known;
    const found = fragmentsIn(tree);
    this.#fragments.set(tree, found);
    return found;
  }

  #entriesOf(bundle: ValidationNode): ReadonlyMap<string, readonly ValidationNode[]> {
    const known = this.#bundles.get(bundle.tree);
    if (known !== undefined) return known;
    const entries = new Map<string, ValidationNode[]>();
    const add = (url: string, node: ValidationNode): void => {
      const all = entries.get(url);
      if (all === undefined) entries.set(url, [node]);
      else all.push(node);
    };
    for (const entry of bundle.children('entry', 'Bundle.entry')) {
      const node = resourceNode(entry, 'resource');
      if (node === undefined) continue;
      const fullUrl = entry.text('fullUrl');
      if (fullUrl !== undefined) add(fullUrl, node);
      else if (typeof node.tree['id'] === 'string') add(`${node.type}/${node.tree['id']}`, node);
    }
    this.#bundles.set(bundle.tree, entries);
    return entries;
  }
}

/** The node of the resource under a key, with its type. */
export function resourceNode(holder: ValidationNode, key: string): ValidationNode | undefined {
  const [first] = holder.children(key);
  const type = first?.tree['resourceType'];
  if (first === undefined || typeof type !== 'string') return undefined;
  return new ValidationNode(holder, { key, index: first.index, value: first.value, type });
}

function findContained(id: string, from: ValidationNode): readonly ValidationNode[] {
  const { resource } = from;
  const container = resource.key === 'contained' && resource.parent !== undefined ? resource.parent.resource : resource;
  if (id === '') return [container];
  return container
    .children('contained')
    .filter(({ tree }) => tree['id'] === id)
    .map(({ index, value, tree }) => {
      const type = String(tree['resourceType']);
      return new ValidationNode(container, { key: 'contained', index, value, type });
    });
}

function bundleAround(from: ValidationNode): ValidationNode | undefined {
  for (let node: ValidationNode | undefined = from; node !== undefined; node = node.parent) {
    if (node.isResource && node.type === 'Bundle') return node;
  }
  return undefined;
}

function entryAround(from: ValidationNode, bundle: ValidationNode): ValidationNode | undefined {
  for (let node: ValidationNode | undefined = from; node !== undefined; node = node.parent) {
    if (node.parent === bundle) return node;
  }
  return undefined;
}

function fullUrlOf(entry: ValidationNode | undefined): string | undefined {
  return entry?.text('fullUrl');
}

/** A relative reference is taken from the root of the fullUrl of the entry that it stands in. */
function absoluteForm(reference: string, fullUrl: string | undefined): string {
  if (isAbsoluteUri(reference)) return reference;
  const root = fullUrl === undefined ? undefined : restUrl.exec(fullUrl)?.[1];
  return root === undefined ? reference : root + reference;
}

function versionOf({ tree }: ValidationNode): unknown {
  return (tree['meta'] as Tree | undefined)?.['versionId'];
}
