/** Single resources at the edges of what conditions look at, alike in R4 and R5. */
import type { AnyResource } from '../../src/fhir/model.ts';

/** A Condition in words, with its two statuses. */
export function condition(text: string, clinical: string, verification = 'confirmed'): AnyResource {
  return {
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ code: clinical }] },
    verificationStatus: { coding: [{ code: verification }] },
    code: { text },
  };
}

export const today = new Date().toISOString().slice(0, 10);

/** A result of today, which is newer than those of `labs` and `vitalSigns`. */
export function result(loinc: string, more: object): AnyResource {
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
    ],
    code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
    effectiveDateTime: today,
    ...more,
  };
}

const ucum = 'http://unitsofmeasure.org';
export const quantity = (value: number, code: string, more: object = {}): object => ({
  valueQuantity: { value, unit: code, system: ucum, code, ...more },
});
export const egfr = (value: number, code: string, more: object = {}): AnyResource =>
  result('98979-8', quantity(value, code, more));
export const mlMin = 'mL/min/{1.73_m2}';
