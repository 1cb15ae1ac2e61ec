/**
 * From XML's elements to the tree that JSON would have, by the shapes of the version's types. What breaks FHIR's rules
 * for XML becomes a fault of the object around it, and the reading goes on (https://hl7.org/fhir/xml.html).
 */
import { keepDecimalText, needsDecimalText } from '../../fhir/formats/decimal-texts.ts';
import { fhirNamespace, xhtmlNamespace } from '../../fhir/formats/element-shapes.ts';
import type { ElementShape, ElementShapes, TypeShape } from '../../fhir/formats/element-shapes.ts';
import type { XmlElement } from './xml-element.ts';
import type { PlacedValue, SourceFault } from './source.ts';

interface ReadTree {
  readonly value: Record<string, unknown>;
  readonly place: PlacedValue;
}

type Tree = Record<string, unknown>;

interface Filling {
  readonly value: Tree;
  readonly parts: Map<string, { at: number; parts?: Map<string, PlacedValue> }>;
}

const numbers: ReadonlySet<string> = new Set(['integer', 'unsignedInt', 'positiveInt', 'decimal']);
const numberText = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

export class XmlTree {
  readonly #xml: string;
  readonly #shapes: ElementShapes;
  readonly #faults: SourceFault[] = [];

  constructor(xml: string, shapes: ElementShapes) {
    this.#xml = xml;
    this.#shapes = shapes;
  }

  read(root: XmlElement): ReadTree & { readonly faults: readonly SourceFault[] } {
    return { ...this.#resource(root), faults: this.#faults };
  }

  #resource(element: XmlElement): ReadTree {
    const filling: Filling = { value: { resourceType: element.name }, parts: new Map() };
    const type = this.#shapes.findType(element.name);
    this.#checkNamespace(element, filling.value, fhirNamespace);
    this.#checkAttributes(element, filling.value, () => false);
    if (type?.isResource === true) this.#fill(element, type, filling);
    return { value: filling.value, place: { at: element.at, parts: filling.parts } };
  }

  #fill(element: XmlElement, type: TypeShape, filling: Filling): void {
    const { value } = filling;
    if (element.hasText) this.#fault(value, 'XML_TEXT_NOT_ALLOWED', [element.name], element.at);
    let last: ElementShape | undefined;
    for (const child of element.children) {
      const shape = type.elements.get(child.name);
      if (shape === undefined || shape.kind === 'attribute') {
        this.#fault(value, 'UNDEFINED_ELEMENT', [child.name.slice(0, 80)], child.at);
        continue;
      }
      this.#checkNamespace(child, value, shape.kind === 'xhtml' ? xhtmlNamespace : fhirNamespace);
      if (last !== undefined && shape.position < last.position) {
        this.#fault(value, 'XML_ELEMENT_OUT_OF_ORDER', [shape.name, last.name], child.at);
      }
      last = shape;
      this.#add(child, shape, filling);
    }
    for (const key of Object.keys(value)) this.#dropNulls(value, key);
  }

  /** A list that holds nothing but null says nothing. */
  #dropNulls(value: Tree, key: string): void {
    const list = value[key];
    if (Array.isArray(list) && list.every(item => item === null)) Reflect.deleteProperty(value, key);
  }

  #add(child: XmlElement, shape: ElementShape, filling: Filling): void {
    if (shape.kind === 'xhtml') {
      this.#put(filling, shape, { value: this.#xml.slice(child.at, child.end), place: { at: child.at } });
    } else if (shape.kind === 'primitive') this.#addPrimitive(child, shape, filling);
    else if (shape.kind === 'resource') this.#addResource(child, shape, filling);
    else this.#put(filling, shape, this.#complex(child, shape));
  }

  #addResource(holder: XmlElement, shape: ElementShape, filling: Filling): void {
    for (const child of holder.children) this.#put(filling, shape, this.#resource(child));
    if (holder.children.length === 0) this.#fault(filling.value, 'XML_RESOURCE_MISSING', [shape.name], holder.at);
  }

  #complex(element: XmlElement, shape: ElementShape): ReadTree {
    const type = this.#shapes.findType(shape.type);
    const filling: Filling = { value: {}, parts: new Map() };
    const isAttribute = (name: string): boolean => type?.elements.get(name)?.kind === 'attribute';
    this.#takeAttributes(element, filling, isAttribute);
    if (type !== undefined) this.#fill(element, type, filling);
    return { value: filling.value, place: { at: element.at, parts: filling.parts } };
  }

  #takeAttributes(element: XmlElement, filling: Filling, isAllowed: (name: string) => boolean): void {
    this.#checkAttributes(element, filling.value, isAllowed);
    for (const { local, uri, value } of Object.values(element.attributes)) {
      if (uri === '' && isAllowed(local)) filling.value[local] = value;
    }
  }

  #addPrimitive(element: XmlElement, shape: ElementShape, filling: Filling): void {
    this.#checkAttributes(element, filling.value, name => name === 'id' || name === 'value');
    const sibling = this.#sibling(element);
    const hasSibling = Object.keys(sibling.value).length > 0;
    this.#putValue(element, shape, { filling, hasSibling });
    if (!hasSibling && !shape.isList) return;
    const place = { at: element.at, parts: sibling.parts };
    const said = hasSibling ? sibling.value : null;
    this.#put(filling, { ...shape, name: `_${shape.name}` }, { value: said, place });
  }

  #putValue(
    element: XmlElement,
    shape: ElementShape,
    { filling, hasSibling }: { readonly filling: Filling; readonly hasSibling: boolean },
  ): void {
    const given = element.attributes['value']?.value;
    const value = given === undefined ? undefined : readPrimitive(shape.type, given);
    if (!shape.isList && value === undefined && hasSibling) return;
    // An element that says nothing is kept, so that it can be told of.
    this.#put(filling, shape, { value: value ?? (hasSibling ? null : ''), place: { at: element.at } });
    if (typeof value === 'number') keepText(filling.value, shape.name, given ?? '');
  }

  /** Id and extensions of a primitive. */
  #sibling(element: XmlElement): Filling {
    const sibling: Filling = { value: {}, parts: new Map() };
    const { id } = element.attributes;
    if (id !== undefined) sibling.value['id'] = id.value;
    const type = this.#shapes.findType('Element');
    if (type !== undefined) this.#fill(element, type, sibling);
    return sibling;
  }

  #put({ value, parts }: Filling, { name, isList }: ElementShape, read: { value: unknown; place: PlacedValue }): void {
    const known = value[name];
    if (!isList && known !== undefined) {
      this.#fault(value, 'XML_ELEMENT_REPEATS', [name], read.place.at);
      return;
    }
    if (!isList) {
      value[name] = read.value;
      parts.set(name, read.place as { at: number });
      return;
    }
    const list = Array.isArray(known) ? (known as unknown[]) : [];
    value[name] = list;
    const place = parts.get(name) ?? { at: read.place.at, parts: new Map<string, PlacedValue>() };
    place.parts?.set(String(list.length), read.place);
    parts.set(name, place);
    list.push(read.value);
  }

  #checkNamespace({ name, namespace, at }: XmlElement, holder: object, expected: string): void {
    if (namespace !== expected) this.#fault(holder, 'XML_WRONG_NAMESPACE', [name, namespace, expected], at);
  }

  #checkAttributes({ name, attributes, at }: XmlElement, holder: object, isAllowed: (name: string) => boolean): void {
    for (const { local, uri, prefix } of Object.values(attributes)) {
      const isDeclaration = prefix === 'xmlns' || (prefix === '' && local === 'xmlns') || prefix === 'xsi';
      if (!isDeclaration && !(uri === '' && isAllowed(local))) {
        this.#fault(holder, 'UNDEFINED_ATTRIBUTE', [local.slice(0, 80), name], at);
      }
    }
  }

  #fault(holder: object, messageId: string, args: readonly string[], at: number): void {
    if (this.#faults.length < 200) this.#faults.push({ holder, messageId, args, at });
  }
}

/** The value that JSON would have, or the text where it is none of the type: the check of primitives tells of it. */
function readPrimitive(type: string, text: string): unknown {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (!numbers.has(type)) return text;
  const plain = text.replace(/^\+/, '');
  return numberText.test(plain) ? Number(plain) : text;
}

function keepText(holder: Tree, name: string, written: string): void {
  const text = written.replace(/^\+/, '');
  if (!needsDecimalText(text)) return;
  const list = holder[name];
  if (Array.isArray(list)) keepDecimalText(list, String(list.length - 1), text);
  else keepDecimalText(holder, name, text);
}
