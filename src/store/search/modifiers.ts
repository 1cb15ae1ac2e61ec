/** Which modifiers a parameter takes by its type (https://hl7.org/fhir/search.html#modifiers). */
import type { FhirVersion } from '../../fhir/fhir-version.ts';

const inBothVersions: Readonly<Record<string, readonly string[]>> = {
  string: ['missing', 'contains', 'exact'],
  token: ['missing', 'not', 'text', 'in', 'not-in', 'above', 'below'],
  uri: ['missing', 'above', 'below'],
  reference: ['missing', 'above', 'below'],
  date: ['missing'],
  number: ['missing'],
  quantity: ['missing'],
};

const onlyInR5: Readonly<Record<string, readonly string[]>> = { uri: ['contains'], reference: ['text'] };

/** Modifiers that we answer; composites take none. */
export function modifiersOf(type: string, fhirVersion: FhirVersion): readonly string[] {
  return [...(inBothVersions[type] ?? []), ...(fhirVersion === 'R5' ? (onlyInR5[type] ?? []) : [])];
}
