/** A Bundle: what its type asks of entries and links (https://hl7.org/fhir/bundle.html). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { readEntries } from './bundle-entry.ts';
import type { BundleEntry } from './bundle-entry.ts';
import { checkFullUrls } from './check-full-urls.ts';
import { checkLinks } from './check-links.ts';
import { checkInterlinked } from './check-interlinked.ts';
import { checkDocumentReferences, checkMessageReferences } from './check-first-entry.ts';
import { checkSearchResults } from './check-search-results.ts';
import { EntryIndex } from './entry-index.ts';

/** Checks a bundle's links, first entry, fullUrls and references by its type. */
export function checkBundle(bundle: ValidationNode, context: ValidationContext): void {
  const entries = readEntries(bundle);
  checkLinks(bundle, context);
  checkFullUrls(bundle, entries, context);
  const type = bundle.text('type');
  if (type === 'document' || type === 'message') checkAssembled(bundle, { type, entries }, context);
  else if (type === 'searchset') checkSearchResults(bundle, entries, context);
}

interface Assembled {
  readonly type: 'document' | 'message';
  readonly entries: readonly BundleEntry[];
}

/** Documents and messages start with the resource that says what the others are for. */
function checkAssembled(bundle: ValidationNode, { type, entries }: Assembled, context: ValidationContext): void {
  const [first] = entries;
  if (first === undefined) {
    context.report('Bundle_BUNDLE_Entry_NoFirst', { node: bundle, args: [type] });
    return;
  }
  const { resource } = first;
  if (resource === undefined) {
    context.report('Bundle_BUNDLE_Entry_NoFirstResource', { node: first.node, args: [type] });
    return;
  }
  const index = new EntryIndex(entries, context);
  if (type === 'document' && resource.type !== 'Composition') {
    context.report('Bundle_BUNDLE_Entry_Document', { node: resource, args: [resource.type] });
  } else if (type === 'message' && resource.type !== 'MessageHeader') {
    context.report('Validation_BUNDLE_Message', { node: resource, args: [resource.type] });
  } else if (type === 'document') checkDocumentReferences(first, index);
  else checkMessageReferences(first, index);
  checkInterlinked(bundle, { entries, index, isMessage: type === 'message' }, context);
}
