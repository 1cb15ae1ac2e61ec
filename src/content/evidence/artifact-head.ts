/** What all generated artifacts have: identity, status, whose they are; only the elements that type and version know. */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import { contact, nameOf, ownContent, publisher, world } from '../own-artifact.ts';
import type { EvidenceSource, Publication } from './evidence-source.ts';

interface ArtifactIdentity {
  readonly type: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

const purpose = 'To carry the figures of one study in a form that software can read.';

/** Metadata of an artifact that has a title and a description. */
export function artifactHead(
  { type, id, title, description }: ArtifactIdentity,
  { version, date }: EvidenceSource['release'],
  fhirVersion: FhirVersion,
): Record<string, unknown> {
  const isR5 = fhirVersion === 'R5';
  const hasJurisdiction = !isR5 || type === 'Citation';
  return {
    ...{ resourceType: type, id, language: 'en', url: canonicalOf(type, id), version, name: nameOf(id), title },
    ...{ status: 'draft', ...(isR5 && { experimental: true }), date, publisher, contact, description },
    ...(hasJurisdiction && { jurisdiction: [world] }),
    ...(isR5 && { purpose }),
    copyright: ownContent,
  };
}

/** Metadata of an EvidenceReport, which has neither title nor version nor description. */
export function reportHead(id: string): Record<string, unknown> {
  const type = 'EvidenceReport';
  return { resourceType: type, id, language: 'en', url: canonicalOf(type, id), status: 'draft' };
}

/** Publisher and contact, which an EvidenceReport has further down. */
export const reportPublisher = { publisher, contact };

/** The canonical of an artifact of ours. */
export function canonicalOf(type: string, id: string): string {
  return `${canonicalBase}/${type}/${id}`;
}

/** The publication as a RelatedArtifact; R5 also points to its Citation. */
export function citationOf(publication: Publication, rows: readonly string[], version: FhirVersion): object {
  const url = publicationUrl(publication);
  return {
    type: 'citation',
    label: rows.join(', '),
    display: publication.label,
    citation: citationText(publication),
    ...(url !== undefined && { document: { url } }),
    ...(version === 'R5' && { resourceReference: { reference: `Citation/${publication.id}` } }),
  };
}

/** The citation with its identifiers. */
export function citationText({ citation, doi, pmid }: Publication): string {
  const identifiers = [doi === undefined ? [] : `doi ${doi}`, pmid === undefined ? [] : `PMID ${pmid}`].flat();
  return identifiers.length === 0 ? citation : `${citation}. ${identifiers.join(', ')}`;
}

/** Where the publication is found: by DOI, else by PMID. */
export function publicationUrl({ doi, pmid }: Publication): string | undefined {
  if (doi !== undefined) return `https://doi.org/${doi}`;
  return pmid === undefined ? undefined : `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`;
}
