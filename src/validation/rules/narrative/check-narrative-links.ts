/** Links of a narrative: of schemes that do no harm, and to places that there are. */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { countFragments } from '../bundle/count-fragments.ts';
import { isTree, treesIn } from '../trees.ts';
import { elementsIn, textOf } from './xhtml-tree.ts';
import type { XhtmlElement } from './xhtml-tree.ts';

/** Schemes that run something. */
const harmful = /^\s*(?:javascript|vbscript):/i;

/** Checks what `a` and `img` refer to. */
export function checkLinks(node: ValidationNode, root: XhtmlElement, context: ValidationContext): void {
  for (const element of elementsIn(root)) {
    const { name, attributes } = element;
    const url = name === 'a' ? attributes.get('href') : name === 'img' ? attributes.get('src') : undefined;
    const fault = url === undefined ? undefined : faultOf(url);
    if (url === undefined) continue;
    if (fault !== undefined) context.report('XHTML_URL_INVALID', { node, args: [url, fault] });
    else if (name === 'a' && /^#./.test(url)) checkInternal(node, root, { url, text: textOf(element) }, context);
  }
}

function faultOf(url: string): string | undefined {
  if (harmful.test(url)) return 'it runs a script';
  return !url.startsWith('data:') && /\s/.test(url.trim()) ? 'it has a blank' : undefined;
}

interface Link {
  readonly url: string;
  readonly text: string;
}

function checkInternal(
  node: ValidationNode,
  root: XhtmlElement,
  { url, text }: Link,
  context: ValidationContext,
): void {
  const id = url.slice(1);
  if (isNamed(root, id) || countFragments(containerOf(node).tree, id) > 0 || isEntry(node, id)) return;
  context.report('TYPE_SPECIFIC_CHECKS_DT_XHTML_RESOLVE', { node, args: [url, text] });
}

/** `<a name="…">` is a place too. */
function isNamed(root: XhtmlElement, id: string): boolean {
  return [...elementsIn(root)].some(({ name, attributes }) => name === 'a' && attributes.get('name') === id);
}

/** The resource that is not contained. */
function containerOf({ resource }: ValidationNode): ValidationNode {
  return resource.key === 'contained' && resource.parent !== undefined ? resource.parent.resource : resource;
}

/** In a Bundle the other resources are in reach by their ids. */
function isEntry(node: ValidationNode, id: string): boolean {
  const bundle = containerOf(node).outerResource;
  if (bundle?.type !== 'Bundle') return false;
  return treesIn(bundle.tree['entry']).some(({ resource }) => isTree(resource) && resource['id'] === id);
}
