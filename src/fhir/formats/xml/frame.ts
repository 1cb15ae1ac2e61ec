/** What an open element is to the reader of XML, and the rules that all of them share (https://hl7.org/fhir/xml.html). */
import type { SaxesTagNS } from 'saxes';
import { fhirNamespace } from '../element-shapes.ts';
import type { ElementShapes } from '../element-shapes.ts';
import { XmlFault } from './xml-fault.ts';

/** One open element: takes what stands in it, and hands its part of the JSON tree on when it ends. */
export interface Frame {
  /** A child begins: its frame. */
  open(tag: SaxesTagNS): Frame;
  text(text: string): void;
  comment(text: string): void;
  close(local: string): void;
}

/** Where in the resource an element stands. */
export interface Place {
  readonly shapes: ElementShapes;
  /** FHIRPath, empty above the resource. */
  readonly path: string;
  /** Levels of objects and lists in JSON down to here. */
  readonly depth: number;
}

const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
const xsiNamespace = 'http://www.w3.org/2001/XMLSchema-instance';
/** They say where a schema is; instances may carry them, and nobody reads them. */
const schemaLocations = new Set(['schemaLocation', 'noNamespaceSchemaLocation']);

/** Throws XmlFault where an element has an attribute that is not allowed there. */
export function assertAttributes({ attributes }: SaxesTagNS, path: string, isAllowed: (name: string) => boolean): void {
  // By keys, because most elements have one attribute and many have none: this is where reading spends its time.
  for (const key in attributes) {
    const { name, local, uri, value } = attributes[key] ?? noAttribute;
    const isData = uri !== xmlnsNamespace && !(uri === xsiNamespace && schemaLocations.has(local));
    if (!isData) continue;
    if (uri !== '' || !isAllowed(name)) throw new XmlFault(`the attribute '${shorten(name)}' is unknown here`, path);
    if (value === '') throw new XmlFault(`the attribute '${name}' is empty`, path);
  }
}

const noAttribute = { name: '', local: '', uri: '', value: '' };

/** Throws XmlFault where the element is not in FHIR's namespace. */
export function assertFhir({ name, uri }: SaxesTagNS, path: string): void {
  if (uri !== fhirNamespace) throw new XmlFault(`<${shorten(name)}> must be in the namespace ${fhirNamespace}`, path);
}

/** Throws XmlFault for text other than blanks. */
export function assertBlank(text: string, path: string): void {
  if (/[^ \t\r\n]/.test(text)) throw new XmlFault('text may stand only in a narrative', path);
}

/** A name from the text, cut for a message. */
export function shorten(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
