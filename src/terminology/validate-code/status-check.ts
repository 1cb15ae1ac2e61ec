/**
 * Remarks on the standing of the resources that a validation rests on: deprecated, withdrawn, retired, experimental or
 * draft (tx-issue-type `status-check`).
 */
import { formatCanonical } from '../../fhir/canonical.ts';
import { report } from './check-context.ts';
import type { CheckContext } from './check-context.ts';
import { standingToReview } from '../standing.ts';
import type { Standing } from '../standing.ts';

/** A canonical resource, named. */
export interface NamedStanding extends Standing {
  readonly resourceType: string;
  readonly url?: string | undefined;
  readonly version?: string | undefined;
}

const remarks = {
  deprecated: 'MSG_DEPRECATED',
  withdrawn: 'MSG_WITHDRAWN',
  retired: 'MSG_RETIRED',
  experimental: 'MSG_EXPERIMENTAL',
  draft: 'MSG_DRAFT',
} as const;

/** Remarks on a resource that is used on behalf of a value set. */
export function reportStanding(context: CheckContext, used: NamedStanding, user: Standing): void {
  const standing = standingToReview(used, user);
  if (standing === undefined) return;
  report(context, remarks[standing], [formatCanonical(used.url ?? '', used.version), used.resourceType]);
}
