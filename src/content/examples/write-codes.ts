/** Codes of the examples as CodeableConcepts, with the displays that the published content gives them. */
import { canonicalBase } from '../../fhir/canonical-base.ts';

/** Display of a code in the published content; undefined where it has none. */
export type FindDisplay = (system: string, code: string) => string | undefined;

const interpretations: Readonly<Record<string, string>> = {
  ...{ H: 'High', L: 'Low', N: 'Normal', NEG: 'Negative', POS: 'Positive' },
};

/** The Coding; throws an Error where the content does not define or use the code. */
export function codingOf(system: string, code: string, findDisplay: FindDisplay): object {
  const display = system === interpretationSystem ? interpretations[code] : findDisplay(system, code);
  if (display === undefined) throw new Error(`no published resource has the code ${code} of ${system}`);
  return { system, code, display };
}

/** One coding as a concept. */
export function conceptOf(system: string, code: string, findDisplay: FindDisplay): object {
  return { coding: [codingOf(system, code, findDisplay)] };
}

/** The canonical of a code system of ours. */
export function ownSystem(id: string): string {
  return `${canonicalBase}/CodeSystem/${id}`;
}

export const interpretationSystem = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

/** A concept of HL7's terminology that needs no display. */
export function hl7Concept(system: string, code: string): object {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] };
}
