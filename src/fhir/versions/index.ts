/** One codec for each FHIR version that Calx serves. */
import type { FhirVersion } from '../fhir-version.ts';
import { createR4Codec } from './r4.ts';
import { createR5Codec } from './r5.ts';
import type { VersionCodec } from './version-codec.ts';

/** The codecs by version. */
export const versionCodecs: Readonly<Record<FhirVersion, VersionCodec>> = { R4: createR4Codec(), R5: createR5Codec() };
