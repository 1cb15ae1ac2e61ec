/** Makes a change in a resource's XML, at the element that the path of its JSON means. */
import { SaxesParser } from 'saxes';
import type { Edit } from './fault-edit.ts';
import type { Path, Tree } from './fault-sites.ts';

interface Node {
  readonly name: string;
  readonly children: Node[];
  /** Offsets: of `<`, behind the opening tag, and behind the whole. */
  readonly at: number;
  openEnd: number;
  end: number;
}

/** The XML with the change; undefined where XML has no element for it: ids and urls of extensions are attributes. */
export function editXml(xml: string, edit: Edit): string | undefined {
  const target = find(readNodes(xml), edit.path);
  if (target.length === 0) return undefined;
  const [first] = target as [Node, ...Node[]];
  const last = target.at(-1) ?? first;
  const splice = (from: number, to: number, text: string): string => xml.slice(0, from) + text + xml.slice(to);
  switch (edit.kind) {
    case 'remove':
      return splice(first.at, last.end, '');
    case 'retype': {
      const isPrimitive = /\svalue="/.test(xml.slice(first.at, first.openEnd));
      return splice(
        first.at,
        last.end,
        isPrimitive ? `<${first.name}><text value="x"/></${first.name}>` : `<${first.name} value="text"/>`,
      );
    }
    case 'set':
      return splice(first.at, last.end, toXml(first.name, edit.value));
    case 'double':
      return splice(last.end, last.end, xml.slice(first.at, last.end));
    case 'add':
      return add(xml, inner(first), edit.name, edit.value);
  }
}

const before: ReadonlySet<string> = new Set([
  'id',
  'meta',
  'implicitRules',
  'language',
  'text',
  'contained',
  'extension',
]);

/** Where the order of elements lets it stand: behind what comes before extensions, at the end for what nobody knows. */
function add(xml: string, node: Node, name: string, value: unknown): string {
  const shown = toXml(name, value);
  if (xml.slice(node.at, node.openEnd).endsWith('/>')) {
    return `${xml.slice(0, node.openEnd - 2)}>${shown}</${node.name}>${xml.slice(node.openEnd)}`;
  }
  const isResource = /^[A-Z]/.test(node.name);
  const stops = name === 'extension' ? before : new Set([...before].filter(one => one !== 'extension'));
  const heads = node.children.filter(child => stops.has(child.name) && (isResource || child.name === 'extension'));
  const at = ['extension', 'contained', 'text'].includes(name)
    ? (heads.at(-1)?.end ?? node.openEnd)
    : (node.children.at(-1)?.end ?? node.openEnd);
  return xml.slice(0, at) + shown + xml.slice(at);
}

function find(root: Node, path: Path): readonly Node[] {
  let found: readonly Node[] = [root];
  for (const step of path) {
    const [first] = found;
    if (first === undefined) return [];
    if (typeof step === 'number') found = found.slice(step, step + 1);
    else found = inner(first).children.filter(({ name }) => name === step);
  }
  return found;
}

/** `contained` and `resource` hold an element that has the type's name. */
function inner(node: Node): Node {
  const [only] = node.children;
  return isHolder(node) && only !== undefined ? only : node;
}

function isHolder({ children }: Node): boolean {
  return children.length === 1 && /^[A-Z]/.test(children[0]?.name ?? '');
}

function readNodes(xml: string): Node {
  const parser = new SaxesParser({ xmlns: false });
  const open: Node[] = [];
  let root: Node | undefined;
  let at = 0;
  parser.on('opentagstart', ({ name }) => {
    at = parser.position - name.length - 2;
  });
  parser.on('opentag', ({ name }) => {
    const node: Node = { name, children: [], at, openEnd: parser.position, end: parser.position };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  parser.on('closetag', () => {
    const node = open.pop();
    if (node !== undefined) node.end = parser.position;
  });
  parser.write(xml).close();
  if (root === undefined) throw new Error('no element');
  return root;
}

function toXml(name: string, value: unknown): string {
  if (name === 'div') return String(value);
  if (Array.isArray(value)) return value.map(item => toXml(name, item)).join('');
  if (typeof value !== 'object' || value === null) return `<${name} value="${String(value)}"/>`;
  const { resourceType, url, ...rest } = value as Tree;
  const content = Object.entries(rest)
    .map(([key, item]) => toXml(key, item))
    .join('');
  if (typeof resourceType === 'string') {
    return `<${name}><${resourceType} xmlns="http://hl7.org/fhir">${content}</${resourceType}></${name}>`;
  }
  return `<${name}${typeof url === 'string' ? ` url="${url}"` : ''}>${content}</${name}>`;
}
