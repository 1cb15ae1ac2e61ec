/** What the walk over a differential hands on. */
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { SnapshotMessages } from './snapshot-message.ts';
import type { Unfolding } from './unfold.ts';

/** What one generation knows while it walks. */
export interface Generation extends Unfolding {
  /** Canonical of the definition whose snapshot is made. */
  readonly url: string;
  /** A specialization may add elements. */
  readonly addsElements: boolean;
  readonly isLogical: boolean;
  readonly isResource: boolean;
  readonly fhirVersion: FhirVersion;
  readonly messages: SnapshotMessages;
}
