/**
 * Remarks on the standing of the resources that a validation rests on: deprecated, withdrawn, retired, experimental or
 * draft (tx-issue-type `status-check`).
 */
import type { Extension } from '../../fhir/model.ts';
import type { MessageKey } from '../messages.ts';
import { formatCanonical } from '../../fhir/canonical.ts';
import { report } from './check-context.ts';
import type { CheckContext } from './check-context.ts';
import { findStandardsStatus } from './displays.ts';

/** The elements of a canonical resource that say how far it may be relied on. */
export interface Standing {
  readonly resourceType: string;
  readonly url?: string | undefined;
  readonly version?: string | undefined;
  readonly status?: string | undefined;
  readonly experimental?: boolean | undefined;
  readonly extension?: readonly Extension[] | undefined;
}

/**
 * Remarks on a resource that is used on behalf of a value set. An experimental or draft value set may rest on the like
 * without remark.
 */
export function reportStanding(context: CheckContext, used: Standing, user: Standing): void {
  const key = findRemark(used, user);
  if (key === undefined) return;
  report(context, key, [formatCanonical(used.url ?? '', used.version), used.resourceType]);
}

function findRemark(used: Standing, user: Standing): MessageKey | undefined {
  const standardsStatus = findStandardsStatus(used.extension);
  if (standardsStatus === 'deprecated') return 'MSG_DEPRECATED';
  if (standardsStatus === 'withdrawn') return 'MSG_WITHDRAWN';
  if (used.status === 'retired') return 'MSG_RETIRED';
  if (used.experimental === true && user.experimental !== true) return 'MSG_EXPERIMENTAL';
  return isDraft(used) && !isDraft(user) ? 'MSG_DRAFT' : undefined;
}

function isDraft(resource: Standing): boolean {
  return resource.status === 'draft' || findStandardsStatus(resource.extension) === 'draft';
}
