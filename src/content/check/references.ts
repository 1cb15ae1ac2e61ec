/** Rule: what our artifacts point to among themselves is there, in the same FHIR version. */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import { parseCanonical } from '../../fhir/canonical.ts';
import { listRecords, textOf, listTexts, perVersion } from './checked-content.ts';
import type { CheckedContent, ContentFinding, ExaminedRecord, TextAt } from './checked-content.ts';

/** `url` and `uri` name things, they do not point. */
const naming = new Set(['url', 'uri', 'div']);

/** One finding for each canonical of ours or literal reference that leads nowhere. */
export function checkReferences(content: CheckedContent): ContentFinding[] {
  const identified = perVersion(content, records => new Set(records.flatMap(({ resource }) => identities(resource))));
  return listRecords(content).flatMap(record => {
    const known = new Set([...identified[record.fhirVersion], ...containedIds(record.resource)]);
    return listTexts(record.resource)
      .filter(place => isOurReference(place) && !known.has(targetOf(place)))
      .map(place => finding(record, place));
  });
}

function identities(resource: ExaminedRecord['resource']): string[] {
  const url = textOf(resource, 'url');
  const version = textOf(resource, 'version') ?? '';
  const literal = `${resource.resourceType}/${resource.id ?? ''}`;
  return url === undefined ? [literal] : [literal, url, `${url}|${version}`];
}

function containedIds({ contained }: ExaminedRecord['resource']): string[] {
  return (Array.isArray(contained) ? (contained as { readonly id?: unknown }[]) : []).map(({ id }) => `#${String(id)}`);
}

function isOurReference({ name, text }: TextAt): boolean {
  if (name === 'reference') return true;
  return !naming.has(name) && text.startsWith(`${canonicalBase}/`) && !/\s/.test(text);
}

function targetOf({ text }: TextAt): string {
  if (text.startsWith('#')) return text;
  const { url, version } = parseCanonical(text);
  return version === undefined ? url : `${url}|${version}`;
}

function finding({ source, fhirVersion }: ExaminedRecord, { path, text }: TextAt): ContentFinding {
  return { file: source, path, reason: `points to ${text}, which is not in the content (${fhirVersion})` };
}
