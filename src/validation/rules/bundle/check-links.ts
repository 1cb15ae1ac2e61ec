/** `Bundle.link`: relations that the bundle's type allows, each once (https://hl7.org/fhir/bundle.html#bundle). */
import { isAbsoluteUri } from '../../absolute-uri.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { readEntries } from './bundle-entry.ts';

const paging: ReadonlySet<string> = new Set(['first', 'previous', 'next', 'last']);

/** Checks the relations of a bundle's links. */
export function checkLinks(bundle: ValidationNode, context: ValidationContext): void {
  const type = bundle.text('type');
  const mayPage = type === 'searchset' || type === 'history';
  const seen = new Set<string>();
  for (const link of bundle.children('link', 'Bundle.link')) {
    const relation = link.text('relation') ?? '';
    const isRepeated = seen.has(relation);
    if (mayPage) checkPaging(link, { relation, isRepeated }, context);
    else checkOther(link, { relation, isRepeated }, context);
    if (type === 'document' && relation === 'stylesheet') checkStylesheet(bundle, link, context);
    seen.add(relation);
  }
}

interface Relation {
  readonly relation: string;
  readonly isRepeated: boolean;
}

function checkPaging(node: ValidationNode, { relation, isRepeated }: Relation, context: ValidationContext): void {
  if (!isRepeated || !(relation === 'self' || paging.has(relation))) return;
  context.report('BUNDLE_LINK_SEARCH_NO_DUPLICATES', { node, args: [relation] });
}

function checkOther(link: ValidationNode, { relation, isRepeated }: Relation, context: ValidationContext): void {
  const node = link.child('relation') ?? link;
  if (paging.has(relation)) context.report('BUNDLE_LINK_SEARCH_PROHIBITED', { node, args: [relation] });
  if (isRepeated && relation === 'self') context.report('BUNDLE_LINK_SEARCH_NO_DUPLICATES', { node, args: [relation] });
}

/** A stylesheet without a server is an entry of the document. */
function checkStylesheet(bundle: ValidationNode, link: ValidationNode, context: ValidationContext): void {
  const url = link.text('url');
  if (url === undefined || isAbsoluteUri(url)) return;
  if (readEntries(bundle).some(({ resource, id }) => resource !== undefined && `${resource.type}/${id ?? ''}` === url))
    return;
  context.report('BUNDLE_LINK_STYELSHEET_NOT_FOUND', { node: link.child('url') ?? link, args: [url] });
}
