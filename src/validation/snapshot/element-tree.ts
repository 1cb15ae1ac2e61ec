/**
 * A flat list of ElementDefinitions as a tree and back (https://hl7.org/fhir/elementdefinition.html#id): an element has
 * children and slices, both in their order; ids and paths are written anew from the place in the tree.
 */
import type { Element } from './element.ts';

export interface ElementNode {
  /** Last part of the path: `value[x]`. */
  name: string;
  sliceName: string | undefined;
  definition: Element;
  children: ElementNode[];
  /** Slices of the element, each re-slice behind what it slices again. */
  slices: ElementNode[];
}

/** The tree of a snapshot; undefined where it has no elements. */
export function treeOf(elements: readonly Element[]): ElementNode | undefined {
  const [first, ...others] = elements;
  if (first === undefined) return undefined;
  const root = nodeOf(first, first.path);
  const open: ElementNode[] = [root];
  for (const element of others) {
    const parts = element.path.split('.');
    const depth = parts.length - 1;
    const parent = open[depth - 1];
    if (parent === undefined) continue;
    const node = nodeOf(element, parts[depth] ?? '');
    place(node, parent);
    open.length = depth;
    open[depth] = node;
  }
  return root;
}

function nodeOf(definition: Element, name: string): ElementNode {
  return { name, sliceName: definition.sliceName, definition, children: [], slices: [] };
}

function place(node: ElementNode, parent: ElementNode): void {
  const sliced = node.sliceName === undefined ? undefined : parent.children.findLast(({ name }) => name === node.name);
  if (sliced === undefined) parent.children.push(node);
  else sliced.slices.push(node);
}

/** A copy whose nodes can be changed; definitions are never changed in place, so they are shared. */
export function copyTree(node: ElementNode): ElementNode {
  return { ...node, children: node.children.map(copyTree), slices: node.slices.map(copyTree) };
}

/** The elements in the order of a snapshot, with the ids and paths of their places. */
export function elementsOf(root: ElementNode): Element[] {
  const elements: Element[] = [];
  const write = (node: ElementNode, path: string, id: string): void => {
    elements.push(withPlace(node, path, id));
    for (const child of node.children) writeSliced(child, path, id);
  };
  const writeSliced = (child: ElementNode, parentPath: string, parentId: string): void => {
    const path = `${parentPath}.${child.name}`;
    const id = `${parentId}.${child.name}`;
    write(child, path, child.sliceName === undefined ? id : `${id}:${child.sliceName}`);
    for (const slice of child.slices) write(slice, path, `${id}:${slice.sliceName ?? ''}`);
  };
  write(root, root.name, root.name);
  return elements;
}

function withPlace({ definition, sliceName }: ElementNode, path: string, id: string): Element {
  // Said twice, so that the place comes first and yet is the new one.
  const place = { id, path, ...(sliceName !== undefined && { sliceName }) };
  return Object.assign({}, place, definition, place);
}
