/** A publication as Citation of R5 (https://hl7.org/fhir/R5/citation.html), with what was read of it; R4 has none. */
import type { AnyResource } from '../../fhir/model.ts';
import { draftNotice } from '../own-artifact.ts';
import { artifactHead, citationText, publicationUrl } from './artifact-head.ts';
import { describeReading } from './describe-evidence.ts';
import type { EvidenceSource, Publication } from './evidence-source.ts';

/** The Citation of a publication, read or partly read. */
export function citationR5(publication: Publication, { release }: EvidenceSource): AnyResource {
  const { id, label, doi, pmid, partly, evidence = [] } = publication;
  const about = partly?.about ?? evidence.map(({ title }) => `${title}.`).join(' ');
  const description = `${about} ${describeReading(publication)} ${draftNotice}`;
  const url = publicationUrl(publication);
  const identifiers = [
    ...(doi === undefined ? [] : [{ system: 'https://doi.org', value: doi }]),
    ...(pmid === undefined ? [] : [{ system: 'https://pubmed.ncbi.nlm.nih.gov', value: pmid }]),
  ];
  return {
    ...artifactHead({ type: 'Citation', id, title: `Citation: ${label}`, description }, release, 'R5'),
    summary: [{ text: citationText(publication) }],
    note: notesOf(publication),
    citedArtifact: {
      ...(identifiers.length > 0 && { identifier: identifiers }),
      ...(url !== undefined && { webLocation: [{ url }] }),
      note: [{ text: describeReading(publication) }],
    },
  } as unknown as AnyResource;
}

function notesOf({ partly, evidence = [], notes = [] }: Publication): object[] {
  const rows = partly?.rows ?? [...new Set(evidence.flatMap(record => record.rows))];
  const texts = [
    ...(partly === undefined ? [] : ['Read in part only: no figure of it is published.']),
    `Rows of the dossier: ${rows.join(', ')}.`,
    ...notes,
  ];
  return texts.map(text => ({ text }));
}
