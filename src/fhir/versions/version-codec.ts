/** How one FHIR version's wire resources become the model and come back. Nothing else knows that versions differ. */
import type { AnyResource } from '../model.ts';
import type { FhirVersion } from '../fhir-version.ts';

export interface VersionCodec {
  readonly fhirVersion: FhirVersion;
  /** Whether resources of this type become the model; the others exist in one version only and pass as they are. */
  converts(resourceType: string): boolean;
  /** The model of a wire resource. The input is not changed and may be shared with the result. */
  read(wire: AnyResource): AnyResource;
  /** The wire form of a model resource. The input is not changed and may be shared with the result. */
  write(model: AnyResource): AnyResource;
}
