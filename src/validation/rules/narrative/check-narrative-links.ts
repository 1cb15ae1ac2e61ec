/** Links of a narrative: of schemes that do no harm, and to places that there are. */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { fragmentsIn } from '../bundle/count-fragments.ts';
import { isTree, treesIn } from '../trees.ts';
import { textOf } from './xhtml-tree.ts';
import type { XhtmlElement } from './xhtml-element.ts';

/** Schemes that run something. */
const harmful = /^\s*(?:javascript|vbscript):/i;

/** Schemes that name something without saying where it is. */
const literal = /^(?:urn|cid):./;

/** Checks what `a` and `img` refer to. */
export function checkLinks(node: ValidationNode, elements: readonly XhtmlElement[], context: ValidationContext): void {
  let places: ReadonlySet<string> | undefined;
  for (const element of elements) {
    const url = urlOf(element);
    if (url === undefined) continue;
    const fault = faultOf(url);
    if (fault !== undefined) context.report('XHTML_URL_INVALID', { node, args: [url, fault] });
    else if (/^#./.test(url)) {
      places ??= placesIn(node, elements);
      if (!places.has(url.slice(1)) && !isEntry(node, url.slice(1))) tellNowhere(node, element, url, context);
    } else if (element.name === 'a') checkAddress(node, element, url, context);
  }
}

function tellNowhere(node: ValidationNode, element: XhtmlElement, url: string, context: ValidationContext): void {
  if (element.name === 'img') context.report('Type_Specific_Checks_DT_XHTML_Resolve_Img', { node, args: [url] });
  else context.report('TYPE_SPECIFIC_CHECKS_DT_XHTML_RESOLVE', { node, args: [url, textOf(element)] });
}

function checkAddress(node: ValidationNode, element: XhtmlElement, url: string, context: ValidationContext): void {
  if (url.trim() === '') {
    context.report('TYPE_SPECIFIC_CHECKS_DT_XHTML_EMPTY_HREF', { node, args: [textOf(element)] });
  } else if (literal.test(url)) {
    context.report('TYPE_SPECIFIC_CHECKS_DT_XHTML_LITERAL_HREF', { node, args: [url, textOf(element)] });
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
