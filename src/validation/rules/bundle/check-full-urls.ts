/** `Bundle.entry.fullUrl` (https://hl7.org/fhir/bundle.html#bundle-unique). */
import { isAbsoluteUri } from '../../absolute-uri.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { isResourceType } from '../resource-types.ts';
import { restTypeOf } from './bundle-entry.ts';
import type { BundleEntry } from './bundle-entry.ts';

/** Requests and their answers may leave it out: there the server gives the address. */
const isOptionalIn: ReadonlySet<string> = new Set(['transaction', 'transaction-response', 'batch', 'batch-response']);

type PlacedEntry = BundleEntry & { readonly fullUrl: string };

/** Holds each fullUrl against its form and the resource that it names. */
export function checkFullUrls(
  bundle: ValidationNode,
  entries: readonly BundleEntry[],
  context: ValidationContext,
): void {
  const isOptional = isOptionalIn.has(bundle.text('type') ?? '');
  for (const entry of entries) {
    const { fullUrl, node } = entry;
    if (fullUrl !== undefined) checkFullUrl({ ...entry, fullUrl }, context);
    else if (!isOptional && !('_fullUrl' in node.tree))
      context.report('Bundle_BUNDLE_Entry_FullUrl_Required', { node });
  }
}

function checkFullUrl(entry: PlacedEntry, context: ValidationContext): void {
  const { fullUrl, node, resource } = entry;
  if (fullUrl === '') return;
  if (!isAbsoluteUri(fullUrl)) context.report('BUNDLE_ENTRY_URL_ABSOLUTE', { node, args: [fullUrl] });
  else if (resource !== undefined) {
    const type = restTypeOf(fullUrl);
    const isRest = type !== undefined && isResourceType(type, context);
    if (isRest) checkRestAddress(entry, resource.type, context);
    if (resource.text('url') === fullUrl) checkCanonical(entry, isRest, context);
  }
}

function checkRestAddress({ fullUrl, node, id }: PlacedEntry, type: string, context: ValidationContext): void {
  if (id === undefined) context.report('BUNDLE_ENTRY_URL_MATCHES_NO_ID', { node, args: [fullUrl] });
  else if (!fullUrl.endsWith(`/${type}/${id}`)) {
    context.report('BUNDLE_ENTRY_URL_MATCHES_TYPE_ID', { node, args: [fullUrl, type, id] });
  }
}

/** A canonical resource that is called by its own url. */
function checkCanonical({ fullUrl, node, id = '' }: PlacedEntry, isRest: boolean, context: ValidationContext): void {
  if (isRest && fullUrl.endsWith(`/${id}`)) return;
  if (/^http:\/\/hl7\.org\/fhir\/v[23]\//.test(fullUrl)) return;
  context.report('Bundle_BUNDLE_Entry_MismatchIdUrl', { node, args: [fullUrl, id] });
}
