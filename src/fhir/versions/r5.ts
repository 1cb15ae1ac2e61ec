/** R5's wire form is the model's own (https://hl7.org/fhir/R5/). */
import type { VersionCodec } from './version-codec.ts';
import { convertedTypes } from './shapes/index.ts';

/** The codec of R5: both ways are the identity. */
export function createR5Codec(): VersionCodec {
  const converted = new Set<string>(convertedTypes);
  return {
    fhirVersion: 'R5',
    converts: resourceType => converted.has(resourceType),
    read: wire => wire,
    write: model => model,
  };
}
