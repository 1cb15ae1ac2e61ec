/** What the Composition of a document and the MessageHeader of a message refer to is in the bundle. */
import type { ValidationNode } from '../../validation-node.ts';
import type { BundleEntry } from './bundle-entry.ts';
import type { EntryIndex } from './entry-index.ts';

/** Subject, authors, sections and so on (https://hl7.org/fhir/documents.html#content). */
export function checkDocumentReferences(first: BundleEntry, index: EntryIndex): void {
  const composition = first.resource;
  if (composition === undefined) return;
  const check = (holder: ValidationNode, title: string, keys: readonly string[]): void => {
    for (const key of keys)
      for (const node of holder.children(key)) checkReference(node, `${title}.${key}`, first, index);
  };
  check(composition, 'Composition', ['subject', 'author', 'encounter', 'custodian']);
  for (const attester of composition.children('attester')) check(attester, 'Composition.attester', ['party']);
  for (const event of composition.children('event')) check(event, 'Composition.event', ['detail']);
  const checkSections = (holder: ValidationNode): void => {
    for (const section of holder.children('section')) {
      check(section, 'Composition.section', ['author', 'focus', 'entry']);
      checkSections(section);
    }
  };
  checkSections(composition);
}

/** What the message is about (https://hl7.org/fhir/messaging.html). */
export function checkMessageReferences(first: BundleEntry, index: EntryIndex): void {
  for (const node of first.resource?.children('focus') ?? []) checkReference(node, 'MessageHeader.focus', first, index);
}

function checkReference(node: ValidationNode, name: string, from: BundleEntry, index: EntryIndex): void {
  const reference = node.text('reference');
  if (reference === undefined || reference === '' || reference.startsWith('#')) return;
  index.resolve({ reference, from, name, node, mustResolve: true });
}
