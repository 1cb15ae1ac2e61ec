/**
 * FHIR's XML form: text → resource (https://hl7.org/fhir/xml.html). The text is read once, event by event; the first
 * fault ends the reading. There are no document types, hence no entities but XML's own five.
 */
import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { notSupported } from '../fhir-error.ts';
import type { AnyResource } from '../model.ts';
import type { ElementShapes } from './element-shapes.ts';
import type { Frame } from './xml/frame.ts';
import { ResourceFrame } from './xml/object-frame.ts';
import { XmlFault, faultToError } from './xml/xml-fault.ts';

/** Attributes of one tag; FHIR's have two, XHTML's a dozen. */
const maxAttributes = 100;

/** The resource in a text, as its JSON tree; throws `structure` with line, column and path where it is no FHIR XML. */
export function readXml(text: string, shapes: ElementShapes): AnyResource {
  const xml = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const reading = new Reading(shapes);
  try {
    return reading.read(xml);
  } catch (error) {
    if (error instanceof XmlFault) throw faultToError(error, xml, reading.at);
    throw error;
  }
}

class Reading {
  /** Offset of the tag being read, or of where the text broke. */
  at = 0;
  // XML 1.1 would allow control characters, which FHIR's strings must not hold.
  private readonly parser = new SaxesParser({ xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true });
  private readonly open: { readonly frame: Frame; readonly at: number }[] = [];
  private attributeCount = 0;
  private resource: AnyResource | undefined;
  private readonly root: ResourceFrame;

  constructor(shapes: ElementShapes) {
    this.root = new ResourceFrame({ shapes, path: '', depth: 1 }, resource => {
      this.resource = resource;
    });
  }

  read(xml: string): AnyResource {
    const { parser } = this;
    parser.on('error', error => {
      this.at = parser.position - 1;
      throw new XmlFault(error.message.replace(/^[\d:]+ /, '').replace(/\.$/, ''));
    });
    parser.on('xmldecl', ({ encoding }) => assertUtf8(encoding));
    parser.on('doctype', () => {
      this.at = parser.position - 1;
      throw new XmlFault('a document type declaration is refused');
    });
    parser.on('opentagstart', ({ name }) => {
      this.at = parser.position - name.length - 2;
      this.attributeCount = 0;
    });
    parser.on('attribute', () => {
      if (++this.attributeCount > maxAttributes) throw new XmlFault(`more than ${maxAttributes} attributes`);
    });
    parser.on('opentag', tag => this.openTag(tag));
    parser.on('closetag', tag => this.closeTag(tag));
    parser.on('text', content => this.takeText(content));
    parser.on('cdata', content => this.takeText(content));
    parser.on('comment', content => this.open.at(-1)?.frame.comment(content));
    parser.write(xml).close();
    this.root.close();
    return this.resource ?? { resourceType: '' };
  }

  private openTag(tag: SaxesTagNS): void {
    const parent = this.open.at(-1)?.frame ?? this.root;
    this.open.push({ frame: parent.open(tag), at: this.at });
  }

  private closeTag({ local }: SaxesTagNS): void {
    const ended = this.open.pop();
    this.at = ended?.at ?? this.at;
    ended?.frame.close(local);
  }

  private takeText(text: string): void {
    this.open.at(-1)?.frame.text(text);
  }
}

function assertUtf8(encoding: string | undefined): void {
  if (encoding === undefined || /^(?:utf-?8|us-ascii)$/i.test(encoding)) return;
  throw notSupported(`XML in the encoding '${encoding.slice(0, 40)}' is not read; send UTF-8`, { status: 415 });
}
