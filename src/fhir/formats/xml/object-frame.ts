/** Elements of FHIR while XML is read: resources, objects and primitives (https://hl7.org/fhir/xml.html). */
import type { SaxesTagNS } from 'saxes';
import type { AnyResource } from '../../model.ts';
import { maxJsonDepth } from '../json.ts';
import type { ElementShape, TypeShape } from '../element-shapes.ts';
import { assertBlank, assertFhir, assertAttributes, shorten } from './frame.ts';
import type { Frame, Place } from './frame.ts';
import { ObjectTree } from './object-tree.ts';
import { readPrimitive } from './primitive.ts';
import { XhtmlFrame } from './xhtml-frame.ts';
import { XmlFault } from './xml-fault.ts';

/** What holds exactly one resource: the document, `contained`, `Bundle.entry.resource`. */
export class ResourceFrame implements Frame {
  private resource: AnyResource | undefined;
  private readonly place: Place;
  private readonly deliver: (resource: AnyResource) => void;

  constructor(place: Place, deliver: (resource: AnyResource) => void) {
    this.place = place;
    this.deliver = deliver;
  }

  open(tag: SaxesTagNS): Frame {
    const { path, shapes } = this.place;
    assertFhir(tag, path);
    if (this.resource !== undefined) throw new XmlFault('only one resource may stand here', path);
    const type = shapes.findType(tag.local);
    if (type?.isResource !== true) {
      throw new XmlFault(`<${shorten(tag.local)}> is no type of resource of this FHIR version`, path);
    }
    assertAttributes(tag, path, none);
    const resource = { resourceType: tag.local };
    this.resource = resource;
    const place = { ...this.place, path: path === '' ? tag.local : path };
    return new ObjectFrame({ place, type, mayBeEmpty: true, value: resource, deliver: () => undefined });
  }

  text(text: string): void {
    assertBlank(text, this.place.path);
  }

  comment(): void {
    // Says nothing to a machine.
  }

  close(): void {
    if (this.resource === undefined) throw new XmlFault('a resource must stand here', this.place.path);
    this.deliver(this.resource);
  }
}

interface ObjectFrameOptions {
  readonly place: Place;
  readonly type: TypeShape;
  readonly mayBeEmpty: boolean;
  /** Holds the attributes already. */
  readonly value: Record<string, unknown>;
  readonly deliver: () => void;
}

/** An object of a resource, datatype or backbone element, or the id and extensions of a primitive. */
class ObjectFrame implements Frame {
  private readonly options: ObjectFrameOptions;
  private readonly tree: ObjectTree;
  private last: ElementShape | undefined;

  constructor(options: ObjectFrameOptions) {
    this.options = options;
    this.tree = new ObjectTree(options.value);
  }

  open(tag: SaxesTagNS): Frame {
    const { type, place } = this.options;
    const shape = type.elements.get(tag.local);
    if (shape === undefined || shape.kind === 'attribute') {
      throw new XmlFault(`the element <${shorten(tag.local)}> is unknown here`, place.path);
    }
    if (shape.kind !== 'xhtml') assertFhir(tag, place.path);
    this.assertOrder(shape);
    const path = `${place.path}.${shape.name}${shape.isList ? `[${this.tree.countOf(shape.name)}]` : ''}`;
    const depth = place.depth + (shape.isList ? 2 : 1);
    if (depth > maxJsonDepth) throw new XmlFault(`nested deeper than ${maxJsonDepth} levels of JSON`);
    return this.frameOf(shape, tag, { ...place, depth, path });
  }

  text(text: string): void {
    assertBlank(text, this.options.place.path);
  }

  comment(): void {
    // Says nothing to a machine.
  }

  close(): void {
    const { mayBeEmpty, place, deliver } = this.options;
    if (!mayBeEmpty && this.last === undefined) throw new XmlFault('the element is empty', place.path);
    this.tree.end();
    deliver();
  }

  private assertOrder(shape: ElementShape): void {
    const { last } = this;
    this.last = shape;
    if (last === undefined || shape.position > last.position) return;
    const { path } = this.options.place;
    if (shape.position < last.position) throw new XmlFault(`<${shape.name}> must stand before <${last.name}>`, path);
    if (shape.name !== last.name) throw new XmlFault(`<${shape.name}> can't stand beside <${last.name}>`, path);
    if (!shape.isList) throw new XmlFault(`<${shape.name}> may stand only once`, path);
  }

  private frameOf(shape: ElementShape, tag: SaxesTagNS, place: Place): Frame {
    if (shape.kind === 'xhtml') return new XhtmlFrame(tag, div => this.tree.add(shape, div));
    if (shape.kind === 'primitive') return this.primitiveFrame(shape, tag, place);
    if (shape.kind === 'complex') return this.complexFrame(shape, tag, place);
    assertAttributes(tag, place.path, none);
    return new ResourceFrame(place, resource => this.tree.add(shape, resource));
  }

  private complexFrame(shape: ElementShape, tag: SaxesTagNS, place: Place): Frame {
    const type = typeOf(shape.type, place);
    assertAttributes(tag, place.path, name => type.elements.get(name)?.kind === 'attribute');
    const value = dataOf(tag);
    return new ObjectFrame({
      place,
      type,
      mayBeEmpty: hasKeys(value),
      value,
      deliver: () => this.tree.add(shape, value),
    });
  }

  private primitiveFrame(shape: ElementShape, tag: SaxesTagNS, place: Place): Frame {
    assertAttributes(tag, place.path, isOfPrimitive);
    const { value: text, ...sibling } = dataOf(tag);
    const value = text === undefined ? undefined : readPrimitive(shape.type, text, place.path);
    return new ObjectFrame({
      place,
      type: typeOf('Element', place),
      mayBeEmpty: value !== undefined || hasKeys(sibling),
      value: sibling,
      deliver: () => this.tree.addPrimitive(shape, { value, text: text ?? '', sibling }),
    });
  }
}

const none = (): boolean => false;
const isOfPrimitive = (name: string): boolean => name === 'id' || name === 'value';

/** The attributes without namespace, all of them checked before. */
function dataOf({ attributes }: SaxesTagNS): Record<string, string> {
  const values: Record<string, string> = {};
  for (const key in attributes) {
    const attribute = attributes[key];
    if (attribute?.uri === '') values[key] = attribute.value;
  }
  return values;
}

/** An id is content enough here, as it is in JSON; that it should not stand alone is an invariant (ele-1). */
function hasKeys(attributes: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(attributes).length > 0;
}

function typeOf(name: string, { shapes, path }: Place): TypeShape {
  const type = shapes.findType(name);
  if (type === undefined) throw new XmlFault(`the type '${name}' is unknown`, path);
  return type;
}
