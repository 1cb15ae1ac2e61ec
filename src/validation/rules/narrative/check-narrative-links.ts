/** Links of a narrative: of schemes that do no harm, and to places that there are. */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { fragmentsIn } from '../bundle/count-fragments.ts';
import { isTree, treesIn } from '../trees.ts';
import { textOf } from './xhtml-tree.ts';
import type { XhtmlElement } from './xhtml-element.ts';

/** Schemes that run something. */
const harmful = /^\s*(?:javascript|vbscript):/i;

/** Checks what `a` and `img` refer to. */
export function checkLinks(node: ValidationNode, elements: readonly XhtmlElement[], context: ValidationContext): void {
  let places: ReadonlySet<string> | undefined;
  for (const element of elements) {
    const url = urlOf(element);
    if (url === undefined) continue;
    const fault = faultOf(url);
    if (fault !== undefined) context.report('XHTML_URL_INVALID', { node, args: [url, fault] });
    else if (element.name === 'a' && /^#./.test(url)) {
      places ??= placesIn(node, elements);
      const isThere = places.has(url.slice(1)) || isEntry(node, url.slice(1));
      if (!isThere) context.report('TYPE_SPECIFIC_CHECKS_DT_XHTML_RESOLVE', { node, args: [url, textOf(element)] });
    }
  }
}

function urlOf({ name, attributes }: XhtmlElement): string | undefined {
  return name === 'a' ? attributes.get('href') : name === 'img' ? attributes.get('src') : undefined;
}

function faultOf(url: string): string | undefined {
  if (harmful.test(url)) return 'it runs a script';
  return !url.startsWith('data:') && /\s/.test(url.trim()) ? 'it has a blank' : undefined;
}

/** What a link may lead to: elements with an id in the resource or a narrative of it, and `<a name="…">`. */
function placesIn(node: ValidationNode, elements: readonly XhtmlElement[]): ReadonlySet<string> {
  const named = elements.flatMap(({ name, attributes }) => (name === 'a' ? (attributes.get('name') ?? []) : []));
  return new Set([...fragmentsIn(containerOf(node).tree), ...named]);
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
