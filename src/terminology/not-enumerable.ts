/** The fault of asking a grammar for all its codes, worded as HL7's terminology ecosystem does. */
import type { CodeSystemProvider } from '../contracts/code-system-provider.ts';
import { tooCostly } from '../fhir/fhir-error.ts';
import type { FhirError } from '../fhir/fhir-error.ts';

/** 422 `too-costly`: the code system has no end of codes. */
export function notEnumerable({ url }: Pick<CodeSystemProvider, 'url'>): FhirError {
  return tooCostly(`The code System "${url}" has a grammar, and cannot be enumerated directly`);
}
