/** Where faults can be planted: every object of a resource, by HL7's definitions, with the names that FHIRPath has. */
export type Tree = Record<string, unknown>;
/** Names and indexes from the root. */
export type Path = readonly (string | number)[];

export interface Element {
  readonly path: string;
  readonly min?: number;
  readonly max?: string;
  readonly contentReference?: string;
  readonly type?: readonly { readonly code: string }[];
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
}

/** The elements of a type's snapshot; undefined for a type that has none. */
export type FindElements = (type: string) => readonly Element[] | undefined;

/** A property that an object has. */
export interface Child {
  readonly name: string;
  readonly type: string;
  readonly element: Element;
  readonly path: Path;
  /** FHIRPath, without index. */
  readonly expression: string;
  readonly value: unknown;
}

export const settings = ['root', 'deep', 'choice', 'contained', 'bundled', 'extension'] as const;
export type Setting = (typeof settings)[number];

export interface Site {
  readonly tree: Tree;
  readonly type: string;
  readonly path: Path;
  readonly expression: string;
  readonly setting: Setting;
  readonly children: readonly Child[];
}

interface Place {
  readonly type: string;
  /** The snapshot that describes it, and the path in it. */
  readonly elements: readonly Element[];
  readonly base: string;
  readonly path: Path;
  readonly expression: string;
  readonly setting: Setting;
}

/** All objects of a resource. */
export function sitesOf(resource: Tree, find: FindElements): readonly Site[] {
  const sites: Site[] = [];
  visitResource(resource, { path: [], expression: String(resource['resourceType']), setting: 'root' }, find, sites);
  return sites;
}

function visitResource(
  tree: Tree,
  place: Pick<Place, 'path' | 'expression' | 'setting'>,
  find: FindElements,
  sites: Site[],
): void {
  const type = String(tree['resourceType']);
  const elements = find(type);
  if (elements !== undefined) visit(tree, { ...place, type, elements, base: type }, find, sites);
}

function visit(tree: Tree, place: Place, find: FindElements, sites: Site[]): void {
  const children = childrenOf(tree, place);
  const { type, path, expression, setting } = place;
  sites.push({ tree, type, path, expression, setting, children });
  for (const child of children) {
    const isList = Array.isArray(child.value);
    (isList ? (child.value as unknown[]) : [child.value]).forEach((item, at) => {
      if (typeof item !== 'object' || item === null) return;
      const itemPath = isList ? [...child.path, at] : child.path;
      const itemExpression = isList ? `${child.expression}[${at}]` : child.expression;
      const inner = { path: itemPath, expression: itemExpression, setting: settingOf(place.setting, child) };
      if (child.type === 'Resource') visitResource(item as Tree, inner, find, sites);
      else visit(item as Tree, { ...inner, ...definitionOf(child, place, find) }, find, sites);
    });
  }
}

function settingOf(outer: Setting, { name, type, element }: Child): Setting {
  if (outer === 'extension' || type === 'Extension') return 'extension';
  if (type === 'Resource') return name === 'contained' ? 'contained' : 'bundled';
  if (element.path.endsWith('[x]')) return 'choice';
  return outer === 'root' ? 'deep' : outer;
}

function definitionOf(
  child: Child,
  { elements }: Place,
  find: FindElements,
): Pick<Place, 'type' | 'elements' | 'base'> {
  const { type, element } = child;
  if (element.contentReference !== undefined)
    return { type, elements, base: element.contentReference.split('#')[1] ?? '' };
  if (type === 'BackboneElement' || type === 'Element') return { type, elements, base: element.path };
  return { type, elements: find(type) ?? [], base: type };
}

function childrenOf(tree: Tree, { elements, base, path, expression }: Place): readonly Child[] {
  return elements.flatMap(element => {
    const { path: own } = element;
    if (!own.startsWith(`${base}.`) || own.slice(base.length + 1).includes('.')) return [];
    const stem = own.slice(base.length + 1);
    const types = element.type ?? [];
    if (!stem.endsWith('[x]')) return childOf(stem, types[0]?.code ?? '', stem);
    const name = stem.slice(0, -'[x]'.length);
    return types.flatMap(({ code }) =>
      childOf(`${name}${code.charAt(0).toUpperCase()}${code.slice(1)}`, code, `${name}.ofType(${code})`),
    );

    function childOf(key: string, type: string, shown: string): readonly Child[] {
      const value = tree[key];
      if (value === undefined) return [];
      return [{ name: key, type, element, path: [...path, key], expression: `${expression}.${shown}`, value }];
    }
  });
}
