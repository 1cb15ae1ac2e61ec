/**
 * XML that is to be judged (https://hl7.org/fhir/xml.html): text → elements with offsets → the tree that JSON would
 * have, with the faults of FHIR's XML rules beside it. What is no XML at all is thrown with line and column.
 */
import { SaxesParser } from 'saxes';
import { structure } from '../../fhir/fhir-error.ts';
import type { FhirError } from '../../fhir/fhir-error.ts';
import type { ElementShapes } from '../../fhir/formats/element-shapes.ts';
import { maxJsonDepth } from '../../fhir/formats/json.ts';
import { Source } from './source.ts';
import type { XmlElement } from './xml-element.ts';
import { XmlTree } from './xml-tree.ts';

/** The text as a source; throws `structure` (400) where it is no XML, or no FHIR XML at all. */
export function readXmlSource(text: string, shapes: ElementShapes): Source {
  const xml = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const root = readElements(xml);
  const { value, place, faults } = new XmlTree(xml, shapes).read(root);
  return new Source({ text: xml, format: 'xml', value, faults, place: () => place });
}

function readElements(xml: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let tagAt = 0;
  parser.on('error', error => {
    throw faultAt(xml, parser.position - 1, error.message.replace(/^[\d:]+ /, '').replace(/\.$/, ''));
  });
  parser.on('doctype', () => {
    throw faultAt(xml, parser.position - 1, 'a document type declaration is refused');
  });
  parser.on('opentagstart', ({ name }) => {
    tagAt = parser.position - name.length - 2;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (open.length >= maxJsonDepth * 2) throw faultAt(xml, tagAt, 'nested too deep');
    const element = { name: local, namespace: uri, attributes, children: [], at: tagAt, end: 0, hasText: false };
    root ??= element;
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed !== undefined) closed.end = parser.position;
  });
  const takeText = (content: string): void => {
    const holder = open.at(-1);
    if (holder !== undefined && content.trim() !== '') holder.hasText = true;
  };
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.write(xml).close();
  if (root === undefined) throw faultAt(xml, 0, 'the body is empty');
  return root;
}

function faultAt(xml: string, at: number, message: string): FhirError {
  const before = xml.slice(0, Math.max(0, at));
  const position = { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
  return structure(`Invalid XML at line ${position.line}, column ${position.column}: ${message}`, { position });
}
