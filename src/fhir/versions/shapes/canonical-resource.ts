/** Elements that R5 gave to all canonical resources (https://hl7.org/fhir/R5/canonicalresource.html), and R4 lacks. */
import type { FormTable } from '../shape.ts';

/** R5's additions to every canonical resource. */
export const canonicalAdditions: FormTable = {
  versionAlgorithm: ['String', 'Coding'],
  copyrightLabel: 'String',
};

/** R5's additions to terminology resources (https://hl7.org/fhir/R5/metadataresource.html). */
export const metadataAdditions: FormTable = {
  ...canonicalAdditions,
  approvalDate: 'Date',
  lastReviewDate: 'Date',
  effectivePeriod: 'Period',
  'topic*': 'CodeableConcept',
  'author*': 'ContactDetail',
  'editor*': 'ContactDetail',
  'reviewer*': 'ContactDetail',
  'endorser*': 'ContactDetail',
  'relatedArtifact*': 'RelatedArtifact',
};
