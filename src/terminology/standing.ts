/**
 * How far a canonical resource may be relied on: HL7's standards-status extension, `status` and `experimental`
 * (https://hl7.org/fhir/publication-status-versioning.html).
 */
import type { Extension } from '../fhir/model.ts';

const standardsStatus = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status';

/** Code of the standards-status extension, if there is one. */
export function findStandardsStatus(extensions: readonly Extension[] | undefined): string | undefined {
  const extension = extensions?.find(({ url }) => url === standardsStatus);
  return extension?.valueCode ?? extension?.valueString;
}

/** The elements of a canonical resource that say how far it may be relied on. */
export interface Standing {
  readonly status?: string | undefined;
  readonly experimental?: boolean | undefined;
  readonly extension?: readonly Extension[] | undefined;
}

/**
 * Why the use of a resource on behalf of another should be reviewed, if it should. What is experimental or a draft
 * itself may rest on the like without remark.
 */
export function standingToReview(
  used: Standing,
  user: Standing,
): 'deprecated' | 'withdrawn' | 'retired' | 'experimental' | 'draft' | undefined {
  const status = findStandardsStatus(used.extension);
  if (status === 'deprecated' || status === 'withdrawn') return status;
  if (used.status === 'retired') return 'retired';
  if (used.experimental === true && user.experimental !== true) return 'experimental';
  return isDraft(used) && !isDraft(user) ? 'draft' : undefined;
}

function isDraft(resource: Standing): boolean {
  return resource.status === 'draft' || findStandardsStatus(resource.extension) === 'draft';
}
