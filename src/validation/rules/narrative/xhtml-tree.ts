/** The XHTML of a narrative as a tree of elements. */
import { SaxesParser } from 'saxes';
import { readQuickly } from './quick-xhtml.ts';
import { deepestElement } from './xhtml-element.ts';
import type { GrowingElement, XhtmlElement } from './xhtml-element.ts';

export interface ParsedXhtml {
  readonly root: XhtmlElement | undefined;
  /** All elements in the order of the text, the root first. */
  readonly elements: readonly XhtmlElement[];
  /** Why it is no XML. */
  readonly fault: string | undefined;
  /** Entities that XML does not know by itself. */
  readonly unknownEntities: readonly string[];
  /** Whether there is a document type or a processing instruction. */
  readonly hasDeclarations: boolean;
}

const entity = /&([A-Za-z][A-Za-z0-9]*);/g;
const ofXml: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/** Reads XHTML; what XML can't get over is a fault. */
export function parseXhtml(text: string): ParsedXhtml {
  const elements = readQuickly(text);
  if (elements === undefined) return parseSlowly(text);
  return { root: elements[0], elements, fault: undefined, unknownEntities: [], hasDeclarations: false };
}

/** The same by an XML parser, for any text. */
export function parseSlowly(text: string): ParsedXhtml {
  const unknownEntities = new Set<string>();
  const known = text.replace(entity, (whole, name: string) => {
    if (ofXml.has(name)) return whole;
    unknownEntities.add(whole);
    return ' ';
  });
  const reader = new XhtmlReader();
  const fault = reader.read(known);
  const { elements, hasDeclarations } = reader;
  return { root: elements[0], elements, fault, unknownEntities: [...unknownEntities], hasDeclarations };
}

class XhtmlReader {
  readonly elements: XhtmlElement[] = [];
  hasDeclarations = false;
  #current: GrowingElement | undefined;
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
    if (this.#depth > deepestElement) throw new Error(`elements are nested deeper than ${String(deepestElement)}`);
    const element: GrowingElement = {
      name,
      attributes: new Map(Object.entries(attributes)),
      children: [],
      parent: this.#current,
    };
    this.#current?.children.push(element);
    this.elements.push(element);
    this.#current = element;
  }

  #close(): void {
    this.#depth--;
    this.#current = this.#current?.parent;
  }
}

/** The text in an element, at any depth. */
export function textOf(element: XhtmlElement): string {
  return element.children.map(child => (typeof child === 'string' ? child : textOf(child))).join('');
}
