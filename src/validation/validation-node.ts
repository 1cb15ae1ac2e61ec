/**
 * A value while it is judged, with the way to it. A node knows its parent, and path, pointer and position are made
 * from that way only when an issue is told: most resources have none.
 */
import type { Pointer } from './source/source.ts';

export interface NodeParts {
  /** JSON property that holds the value. */
  readonly key: string;
  /** Index in the list, or -1 where the property is no list. */
  readonly index: number;
  readonly value: unknown;
  /** FHIR type: `HumanName`, `string`; for a backbone element its path; for a resource its type. */
  readonly type: string;
  /** For a choice, the element's name without `[x]`. */
  readonly stem?: string | undefined;
}

type Tree = Readonly<Record<string, unknown>>;

const noTree: Tree = Object.freeze({});

export class ValidationNode {
  readonly parent: ValidationNode | undefined;
  readonly key: string;
  readonly index: number;
  readonly value: unknown;
  readonly type: string;
  readonly stem: string | undefined;
  /** The node's value as an object; an empty one where it is none. */
  readonly tree: Tree;
  /** Objects around this one. */
  readonly depth: number;
  #resource: ValidationNode | undefined;

  constructor(parent: ValidationNode | undefined, { key, index, value, type, stem }: NodeParts) {
    this.parent = parent;
    this.key = key;
    this.index = index;
    this.value = value;
    this.type = type;
    this.stem = stem;
    this.tree = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : noTree;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
  }

  /** The root of a resource that stands nowhere else. */
  static root(value: Tree, type: string): ValidationNode {
    return new ValidationNode(undefined, { key: '', index: -1, value, type });
  }

  /** The resource that the value is in; a resource's own node is its own. */
  get resource(): ValidationNode {
    return (this.#resource ??= this.#findResource());
  }

  get isResource(): boolean {
    return this.resource === this;
  }

  /** The outermost resource. */
  get root(): ValidationNode {
    return this.parent === undefined ? this : this.parent.root;
  }

  /** The resource around this node's resource (Bundle, container of a contained one, Parameters), if any. */
  get outerResource(): ValidationNode | undefined {
    return this.resource.parent?.resource;
  }

  /** FHIRPath as HL7's validator writes it, with type and id of each inner resource as a comment. */
  get path(): string {
    const { parent, index } = this;
    if (parent === undefined) return this.type;
    const key = this.key.startsWith('_') ? this.key.slice(1) : this.key;
    const name = this.stem === undefined ? key : `${this.stem}.ofType(${this.type})`;
    const place = index < 0 ? name : `${name}[${index}]`;
    return `${parent.path}.${place}${this.isResource ? this.#comment() : ''}`;
  }

  /** Keys and indexes from the outermost resource. */
  get pointer(): Pointer {
    if (this.parent === undefined) return [];
    const up = this.parent.pointer;
    return this.index < 0 ? [...up, this.key] : [...up, this.key, this.index];
  }

  /** Nodes of the values under a key of this object: one, several of a list, or none. Nulls are left out. */
  children(key: string, type = ''): ValidationNode[] {
    const value = this.tree[key];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) return [this.#child(key, -1, value, type)];
    return value.flatMap((item: unknown, index) => (item === null ? [] : [this.#child(key, index, item, type)]));
  }

  /** The node of the value under a key: the first of a list. */
  child(key: string, type = ''): ValidationNode | undefined {
    return this.children(key, type)[0];
  }

  /** The node of a choice element such as `value[x]`, whichever type it has. */
  choice(stem: string): ValidationNode | undefined {
    for (const key of Object.keys(this.tree)) {
      if (!key.startsWith(stem) || key.length === stem.length || !/^[A-Z]/.test(key.slice(stem.length))) continue;
      const value = this.tree[key];
      return new ValidationNode(this, { key, index: -1, value, type: typeOfChoice(key.slice(stem.length)), stem });
    }
    return undefined;
  }

  /** The text under a key, where it is one. */
  text(key: string): string | undefined {
    const value = this.tree[key];
    return typeof value === 'string' ? value : undefined;
  }

  #findResource(): ValidationNode {
    const isOwn = this.parent === undefined || typeof this.tree['resourceType'] === 'string';
    return isOwn ? this : this.parent.resource;
  }

  #child(key: string, index: number, value: unknown, type: string): ValidationNode {
    return new ValidationNode(this, { key, index, value, type });
  }

  #comment(): string {
    const { resourceType, id } = this.tree;
    return `/*${String(resourceType)}/${typeof id === 'string' ? id : 'null'}*/`;
  }
}

const primitives: ReadonlySet<string> = new Set(
  (
    'Base64Binary Boolean Canonical Code Date DateTime Decimal Id Instant Integer Integer64 Markdown Oid ' +
    'PositiveInt String Time UnsignedInt Uri Url Uuid'
  ).split(' '),
);

/** `Quantity` is a type as it stands; `DateTime` is dateTime. */
export function typeOfChoice(suffix: string): string {
  return primitives.has(suffix) ? suffix.charAt(0).toLowerCase() + suffix.slice(1) : suffix;
}
