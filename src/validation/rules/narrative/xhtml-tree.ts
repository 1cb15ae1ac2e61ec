/** The XHTML of a narrative as a tree of elements. */
import { SaxesParser } from 'saxes';

export interface XhtmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XhtmlElement | string)[];
  readonly parent: XhtmlElement | undefined;
}

export interface ParsedXhtml {
  readonly root: XhtmlElement | undefined;
  /** Why it is no XML. */
  readonly fault: string | undefined;
  /** Entities that XML does not know by itself. */
  readonly unknownEntities: readonly string[];
  /** Whether there is a document type or a processing instruction. */
  readonly hasDeclarations: boolean;
}

interface Growing extends XhtmlElement {
  readonly children: (XhtmlElement | string)[];
}

const entity = /&([A-Za-z][A-Za-z0-9]*);/g;
const ofXml: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);
const deepest = 200;

/** Reads XHTML; what XML can't get over is a fault. */
export function parseXhtml(text: string): ParsedXhtml {
  const unknownEntities = new Set<string>();
  const known = text.replace(entity, (whole, name: string) => {
    if (ofXml.has(name)) return whole;
    unknownEntities.add(whole);
    return ' ';
  });
  const reader = new XhtmlReader();
  const fault = reader.read(known);
  return { root: reader.root, fault, unknownEntities: [...unknownEntities], hasDeclarations: reader.hasDeclarations };
}

class XhtmlReader {
  root: XhtmlElement | undefined;
  hasDeclarations = false;
  #current: Growing | undefined;
  #depth = 0;

  /** What is wrong with the text, if anything. */
  read(text: string): string | undefined {
    const parser = new SaxesParser({ xmlns: false });
    parser.on('error', error => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => this.#open(name, attributes));
    parser.on('closetag', () => this.#close());
    parser.on('text', part => this.#current?.children.push(part));
    parser.on('cdata', part => this.#current?.children.push(part));
    parser.on('doctype', () => (this.hasDeclarations = true));
    parser.on('processinginstruction', () => (this.hasDeclarations = true));
    try {
      parser.write(text).close();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : 'it can not be read';
    }
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth++;
    if (this.#depth > deepest) throw new Error(`elements are nested deeper than ${String(deepest)}`);
    const element: Growing = {
      name,
      attributes: new Map(Object.entries(attributes)),
      children: [],
      parent: this.#current,
    };
    this.#current?.children.push(element);
    this.root ??= element;
    this.#current = element;
  }

  #close(): void {
    this.#depth--;
    this.#current = this.#current?.parent as Growing | undefined;
  }
}

/** All elements of a tree, outer ones first. */
export function* elementsIn(element: XhtmlElement): Generator<XhtmlElement> {
  yield element;
  for (const child of element.children) if (typeof child !== 'string') yield* elementsIn(child);
}

/** The text in an element, at any depth. */
export function textOf(element: XhtmlElement): string {
  return element.children.map(child => (typeof child === 'string' ? child : textOf(child))).join('');
}
