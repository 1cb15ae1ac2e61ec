/**
 * Reads the XHTML of most narratives: plain elements, attributes in double quotes, text with XML's own entities. What
 * has anything else, or any fault, it leaves to the XML parser (xhtml-tree.ts), which says what is wrong.
 */
import { deepestElement } from './xhtml-element.ts';
import type { GrowingElement } from './xhtml-element.ts';

const name = /[A-Za-z][A-Za-z0-9]*/y;
const attribute = /\s+([A-Za-z][A-Za-z0-9.:-]*)="([^"<&\t\n\r]*)"/y;
const tagEnd = /\s*(\/?)>/y;
const closing = /<\/([A-Za-z][A-Za-z0-9]*)\s*>/y;
const entity = /&(amp|lt|gt|quot|apos);/g;
/** What XML forbids or changes in a text, and what could be a surrogate alone. */
const odd = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|\]\]>/;
const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** All elements of a narrative in the order of the text, the root first; undefined where the XML parser must decide. */
export function readQuickly(text: string): readonly GrowingElement[] | undefined {
  if (odd.test(text)) return undefined;
  const reader = new QuickReader(text);
  return reader.read() ? reader.elements : undefined;
}

class QuickReader {
  readonly elements: GrowingElement[] = [];
  readonly #text: string;
  #at = 0;
  #current: GrowingElement | undefined;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether all of it was plain. */
  read(): boolean {
    if (!this.#open()) return false;
    while (this.#current !== undefined) {
      const start = this.#text.indexOf('<', this.#at);
      if (start < 0 || (start > this.#at && !this.#addText(start))) return false;
      const isRead = this.#text.charCodeAt(start + 1) === 0x2f ? this.#close() : this.#open();
      if (!isRead) return false;
    }
    return this.#text.slice(this.#at).trim() === '';
  }

  #addText(end: number): boolean {
    const text = this.#text.slice(this.#at, end);
    this.#at = end;
    const plain = text.includes('&') ? withoutEntities(text) : text;
    if (plain !== undefined) this.#current?.children.push(plain);
    return plain !== undefined;
  }

  #open(): boolean {
    if (this.#text.charCodeAt(this.#at) !== 0x3c || this.#depth >= deepestElement) return false;
    this.#at += 1;
    const own = this.#match(name)?.[0];
    if (own === undefined) return false;
    const attributes = this.#attributes();
    const end = this.#match(tagEnd);
    if (attributes === undefined || end === undefined) return false;
    const element: GrowingElement = { name: own, attributes, children: [], parent: this.#current };
    this.#current?.children.push(element);
    this.elements.push(element);
    if (end[1] === '/') return true;
    this.#current = element;
    this.#depth += 1;
    return true;
  }

  /** Undefined where one stands twice. */
  #attributes(): ReadonlyMap<string, string> | undefined {
    const attributes = new Map<string, string>();
    for (let found = this.#match(attribute); found !== undefined; found = this.#match(attribute)) {
      const [, key = '', value = ''] = found;
      if (attributes.has(key)) return undefined;
      attributes.set(key, value);
    }
    return attributes;
  }

  #close(): boolean {
    const own = this.#match(closing)?.[1];
    if (own === undefined || own !== this.#current?.name) return false;
    this.#current = this.#current.parent;
    this.#depth -= 1;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }
}

/** Undefined where there are entities that XML does not know by itself. */
function withoutEntities(text: string): string | undefined {
  if (text.replace(entity, '').includes('&')) return undefined;
  return text.replace(entity, (_whole, one: string) => characters[one] ?? '');
}
