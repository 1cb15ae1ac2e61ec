/**
 * The `div` of a narrative between JSON, where it is text, and XML, where it is markup
 * (https://hl7.org/fhir/narrative.html#xhtml). Both ways it becomes well-formed XHTML with one namespace declaration, no
 * prefixes, and text escaped the same way everywhere.
 */
import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { xhtmlNamespace } from '../element-shapes.ts';
import { XmlFault } from './xml-fault.ts';
import { attribute, escapeText } from './xml-text.ts';

/** Deepest nesting of markup. */
const maxDepth = 100;
/** Elements of HTML that are written `<br/>`; a browser would read `<a/>` as an `<a>` left open. */
const voidElements = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'wbr']);
/** The namespace that `xml:lang` and `xml:space` are in. */
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
/** What a div without a declaration of its own is taken for: many write so, against the rule. */
const assumed = { '': xhtmlNamespace };

/** Collects markup, event by event. */
export class XhtmlText {
  private markup = '';
  private depth = 0;
  private isTagOpen = false;

  open({ local, uri, attributes }: SaxesTagNS): void {
    if (uri !== xhtmlNamespace) throw new XmlFault(`<${local}> must be in the namespace ${xhtmlNamespace}`);
    if (this.depth === 0 && local !== 'div') throw new XmlFault(`a narrative is a <div>, not a <${local}>`);
    if (++this.depth > maxDepth) throw new XmlFault(`nested deeper than ${maxDepth} levels`);
    this.endTag();
    this.markup += `<${local}`;
    if (this.depth === 1) this.markup += attribute('xmlns', xhtmlNamespace);
    for (const { name, local: ownName, uri: space, value } of Object.values(attributes)) {
      if (space === '') this.markup += attribute(name, value);
      else if (space === xmlNamespace) this.markup += attribute(`xml:${ownName}`, value);
      else if (space !== xmlnsNamespace) throw new XmlFault(`the attribute '${name}' is not one of XHTML`);
    }
    this.isTagOpen = true;
  }

  text(text: string): void {
    if (text === '') return;
    this.endTag();
    this.markup += escapeText(text);
  }

  comment(text: string): void {
    this.endTag();
    this.markup += `<!--${text}-->`;
  }

  /** The whole markup once the outermost element is closed. */
  close(local: string): string | undefined {
    if (this.isTagOpen && voidElements.has(local)) this.markup += '/>';
    else {
      this.endTag();
      this.markup += `</${local}>`;
    }
    this.isTagOpen = false;
    return --this.depth === 0 ? this.markup : undefined;
  }

  private endTag(): void {
    if (this.isTagOpen) this.markup += '>';
    this.isTagOpen = false;
  }
}

/** A narrative's text, as JSON holds it, as markup that can stand in XML; throws XmlFault where it is not well-formed. */
export function xhtmlToXml(div: string): string {
  const collected = new XhtmlText();
  const parser = new SaxesParser({ xmlns: true, position: false, additionalNamespaces: assumed });
  let markup: string | undefined;
  parser.on('error', error => {
    throw new XmlFault(error.message);
  });
  parser.on('doctype', () => {
    throw new XmlFault('a document type declaration is refused');
  });
  parser.on('opentag', tag => collected.open(tag));
  parser.on('closetag', ({ local }) => {
    markup = collected.close(local);
  });
  // Blanks around the div are text outside its root, and no part of it.
  parser.on('text', text => markup ?? collected.text(text));
  parser.on('cdata', text => collected.text(text));
  parser.on('comment', text => collected.comment(text));
  parser.write(div.trim()).close();
  if (markup === undefined) throw new XmlFault('a narrative is a <div>');
  return markup;
}
