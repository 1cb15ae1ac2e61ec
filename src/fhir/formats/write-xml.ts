/** FHIR's XML form: resource → text (https://hl7.org/fhir/xml.html), with the elements in the order of the definition. */
import { processing } from '../fhir-error.ts';
import type { FhirError } from '../fhir-error.ts';
import type { AnyResource } from '../model.ts';
import { decimalTextOf } from './decimal-texts.ts';
import { fhirNamespace } from './element-shapes.ts';
import type { ElementShape, ElementShapes, TypeShape } from './element-shapes.ts';
import { XmlFault } from './xml/xml-fault.ts';
import { xhtmlToXml } from './xml/xhtml.ts';
import { attribute } from './xml/xml-text.ts';

export interface XmlOptions {
  /** Indented, for people. */
  readonly isPretty?: boolean;
}

/** The XML text of a resource; throws `processing` where the tree is not one of this version's types. */
export function writeXml(resource: AnyResource, shapes: ElementShapes, { isPretty = false }: XmlOptions = {}): string {
  const writer = new XmlWriter(shapes, isPretty);
  return `<?xml version="1.0" encoding="UTF-8"?>${writer.write(resource)}${isPretty ? '\n' : ''}`;
}

type Tree = Readonly<Record<string, unknown>>;

/** An element about to be written. */
interface Part {
  readonly tag: string;
  readonly path: string;
  readonly level: number;
}

class XmlWriter {
  private readonly shapes: ElementShapes;
  private readonly isPretty: boolean;
  private text = '';

  constructor(shapes: ElementShapes, isPretty: boolean) {
    this.shapes = shapes;
    this.isPretty = isPretty;
  }

  write(resource: unknown): string {
    this.writeResource(resource, '', 0);
    return this.text;
  }

  private writeResource(resource: unknown, path: string, level: number): void {
    const { resourceType, ...elements } = objectOf(resource, path);
    const type = typeof resourceType === 'string' ? this.shapes.findType(resourceType) : undefined;
    if (type?.isResource !== true) throw unwritable(path, `'${String(resourceType)}' is no type of resource`);
    const tag = String(resourceType);
    const attributes = level === 0 ? attribute('xmlns', fhirNamespace) : '';
    this.writeObject(elements, type, { tag, path: path === '' ? tag : path, level }, attributes);
  }

  /** An element with its attributes and children. */
  private writeObject(tree: Tree, type: TypeShape, part: Part, attributes: string): void {
    const shapes = shapesOf(tree, type, part.path);
    const own = shapes
      .filter(({ kind }) => kind === 'attribute')
      .map(({ name }) => attribute(name, String(tree[name])));
    this.startLine(part.level);
    this.text += `<${part.tag}${own.join('')}${attributes}`;
    const children = shapes.slice(own.length);
    if (children.length === 0) {
      this.text += '/>';
      return;
    }
    this.text += '>';
    for (const shape of children) this.writeElement(tree, shape, part);
    this.startLine(part.level);
    this.text += `</${part.tag}>`;
  }

  /** All occurrences of an element. */
  private writeElement(tree: Tree, shape: ElementShape, parent: Part): void {
    const { name, isList } = shape;
    const value = tree[name];
    const sibling = tree[`_${name}`];
    if (!isList) {
      this.writeOne(shape, { holder: tree, key: name, sibling }, below(parent, name));
      return;
    }
    const values = listOf(value);
    const siblings = listOf(sibling);
    const count = Math.max(values.length, siblings.length);
    for (let at = 0; at < count; at++) {
      const part = below(parent, name, at);
      this.writeOne(shape, { holder: values, key: String(at), sibling: siblings[at] }, part);
    }
  }

  private writeOne(shape: ElementShape, slot: Slot, part: Part): void {
    const value = (slot.holder as Tree)[slot.key];
    switch (shape.kind) {
      case 'primitive':
        this.writePrimitive(shape, slot, part);
        break;
      case 'xhtml':
        this.startLine(part.level);
        this.text += xhtmlOf(value, part.path);
        break;
      case 'resource':
        this.startLine(part.level);
        this.text += `<${part.tag}>`;
        this.writeResource(value, part.path, part.level + 1);
        this.startLine(part.level);
        this.text += `</${part.tag}>`;
        break;
      default: {
        const type = this.shapes.findType(shape.type);
        if (type === undefined) throw unwritable(part.path, `the type '${shape.type}' is unknown`);
        this.writeObject(objectOf(value, part.path), type, part, '');
      }
    }
  }

  private writePrimitive({ type }: ElementShape, slot: Slot, part: Part): void {
    const value = valueText(type, slot, part.path);
    const element = this.shapes.findType('Element');
    if (element === undefined) throw unwritable(part.path, "the type 'Element' is unknown");
    const sibling = slot.sibling === undefined || slot.sibling === null ? {} : objectOf(slot.sibling, part.path);
    this.writeObject(sibling, element, part, value === undefined ? '' : attribute('value', value));
  }

  private startLine(level: number): void {
    if (this.isPretty) this.text += `\n${'  '.repeat(level)}`;
  }
}

/** A primitive's place in its object or list, and its id and extensions. */
interface Slot {
  readonly holder: Tree | readonly unknown[];
  readonly key: string;
  readonly sibling: unknown;
}

function below({ path, level }: Part, name: string, at?: number): Part {
  return { tag: name, path: `${path}.${name}${at === undefined ? '' : `[${at}]`}`, level: level + 1 };
}

/** Shapes of the elements that a tree has, attributes first, then in the order of the definition. */
function shapesOf(tree: Tree, type: TypeShape, path: string): readonly ElementShape[] {
  const shapes = new Set<ElementShape>();
  for (const key of Object.keys(tree)) {
    if (tree[key] === undefined) continue;
    const isSibling = key.startsWith('_');
    const shape = type.elements.get(isSibling ? key.slice(1) : key);
    if (shape === undefined || (isSibling && shape.kind !== 'primitive')) {
      throw unwritable(path, `the element '${key.slice(0, 80)}' is unknown`);
    }
    shapes.add(shape);
  }
  return [...shapes].sort((one, other) => rank(one) - rank(other));
}

function rank({ kind, position }: ElementShape): number {
  return kind === 'attribute' ? -1 : position;
}

function valueText(type: string, { holder, key }: Slot, path: string): string | undefined {
  const value = (holder as Tree)[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') throw unwritable(path, 'a primitive value is expected');
  return (type === 'decimal' ? decimalTextOf(holder, key) : undefined) ?? String(value);
}

function xhtmlOf(div: unknown, path: string): string {
  try {
    return xhtmlToXml(String(div));
  } catch (error) {
    if (error instanceof XmlFault) throw unwritable(path, `the narrative is not well-formed XHTML (${error.message})`);
    throw error;
  }
}

function objectOf(value: unknown, path: string): Tree {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Tree;
  throw unwritable(path, 'an object is expected');
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function unwritable(path: string, reason: string): FhirError {
  return processing(`This can't be written as XML: ${path === '' ? 'the resource' : path}: ${reason}`);
}
