/** Synthetic patients for the conditions of guidance: said once, built as a Bundle in R4's or R5's own elements. */
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import type { PatientData } from '../../src/guidance/collect-inputs.ts';

/** A concept as `rx:6980`, `sct:…`, `own:pregnancy`, `type:calciphylaxis`; without a colon it is a text alone. */
export type Concept = string;

export interface PatientSource {
  /** Years before today; days with a `d`. */
  readonly age?: string;
  /** The date of birth as it stands, which may be a year alone; empty where none is known. */
  readonly birthDate?: string;
  readonly conditions?: readonly Concept[];
  /** Conditions that are no longer so. */
  readonly past?: readonly Concept[];
  readonly medications?: readonly Concept[];
  /** Prescriptions whose medication is a resource of its own. */
  readonly referred?: readonly Concept[];
  readonly stopped?: readonly Concept[];
  /** Prescriptions that say not to do it. */
  readonly forbidden?: readonly Concept[];
  readonly drafts?: readonly Concept[];
  /** What the patient is said to take. */
  readonly statements?: readonly Concept[];
  /** A draft and its reason. */
  readonly draftFor?: readonly [Concept, Concept];
  readonly dosed?: readonly [Concept, object];
  readonly procedures?: readonly Concept[];
  readonly allergies?: readonly Concept[];
  /** Result, low and high end of the reference range; the last of a test is the newest. */
  readonly labs?: readonly (readonly [loinc: string, value: number, unit: string, low?: number, high?: number])[];
  readonly vitalSigns?: readonly (readonly [loinc: string, value: number, unit: string])[];
  /** Resources as they are, where both versions have them so. */
  readonly others?: readonly AnyResource[];
}

const calx = 'https://w3id.org/calcinosis/fhir/CodeSystem';
const systems: Readonly<Record<string, string>> = {
  rx: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  atc: 'http://www.whocc.no/atc',
  sct: 'http://snomed.info/sct',
  icd: 'http://hl7.org/fhir/sid/icd-10-cm',
  own: `${calx}/calcinosis-safety-factor`,
  type: `${calx}/calcinosis-type`,
  cond: `${calx}/calcinosis-associated-condition`,
  comp: `${calx}/calcinosis-complication`,
  dist: `${calx}/calcinosis-distribution`,
  treat: `${calx}/calcinosis-treatment`,
};

function conceptOf(concept: Concept): object {
  const [prefix = '', code] = concept.split(':');
  const system = systems[prefix];
  return system === undefined ? { text: concept } : { coding: [{ system, code }] };
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

function birthDateOf(age: string): string {
  if (age.endsWith('d')) return daysAgo(Number(age.slice(0, -1)));
  const today = new Date();
  return `${today.getUTCFullYear() - Number(age)}-${today.toISOString().slice(5, 10)}`.replace('-02-29', '-02-28');
}

function birthOf({ age = '50', birthDate = birthDateOf(age) }: PatientSource): object {
  return birthDate === '' ? {} : { birthDate };
}

/** The patient's data as a collection. */
export function buildPatient(source: PatientSource, version: FhirVersion): PatientData {
  const resources = [
    { resourceType: 'Patient', ...birthOf(source) },
    ...conditionsOf(source),
    ...requestsOf(source, version),
    ...(source.statements ?? []).map(concept => statementOf(concept, version)),
    ...(source.procedures ?? []).map(concept => procedureOf(concept, version)),
    ...(source.allergies ?? []).map(concept => ({
      resourceType: 'AllergyIntolerance',
      patient,
      code: conceptOf(concept),
    })),
    ...observationsOf(source),
    ...(source.others ?? []),
  ];
  return {
    resourceType: 'Bundle',
    entry: resources.map((resource, at) => {
      const id = (resource as AnyResource).id ?? `${resource.resourceType.toLowerCase()}-${at}`;
      return { fullUrl: `http://example.org/fhir/${resource.resourceType}/${id}`, resource: { id, ...resource } };
    }),
  };
}

const patient = { reference: 'Patient/patient-0' };
const clinical = 'http://terminology.hl7.org/CodeSystem/condition-clinical';

function conditionsOf({ conditions = [], past = [] }: PatientSource): AnyResource[] {
  const of = (concept: Concept, code: string): AnyResource => ({
    resourceType: 'Condition',
    subject: patient,
    clinicalStatus: { coding: [{ system: clinical, code }] },
    code: conceptOf(concept),
  });
  return [...conditions.map(concept => of(concept, 'active')), ...past.map(concept => of(concept, 'resolved'))];
}

function requestsOf(source: PatientSource, version: FhirVersion): AnyResource[] {
  const of = (concept: Concept, more: object = {}): AnyResource => ({
    ...{ resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject: patient },
    ...(version === 'R4'
      ? { medicationCodeableConcept: conceptOf(concept) }
      : { medication: { concept: conceptOf(concept) } }),
    ...more,
  });
  const { draftFor, dosed } = source;
  const reason = (concept: Concept): object =>
    version === 'R4' ? { reasonCode: [conceptOf(concept)] } : { reason: [{ concept: conceptOf(concept) }] };
  return [
    ...(source.medications ?? []).map(concept => of(concept)),
    ...(source.stopped ?? []).map(concept => of(concept, { status: 'stopped' })),
    ...(source.forbidden ?? []).map(concept => of(concept, { doNotPerform: true })),
    ...(source.drafts ?? []).map(concept => of(concept, { status: 'draft' })),
    ...(draftFor === undefined ? [] : [of(draftFor[0], { status: 'draft', ...reason(draftFor[1]) })]),
    ...(dosed === undefined ? [] : [of(dosed[0], { dosageInstruction: [dosed[1]] })]),
    ...(source.referred ?? []).flatMap(concept => referredOf(concept, version)),
  ];
}

function referredOf(concept: Concept, version: FhirVersion): AnyResource[] {
  const id = `of-${concept.replaceAll(/\W/g, '-')}`;
  const reference = { reference: `Medication/${id}` };
  const medication = version === 'R4' ? { medicationReference: reference } : { medication: { reference } };
  return [
    { resourceType: 'Medication', id, code: conceptOf(concept) },
    { resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject: patient, ...medication },
  ];
}

function statementOf(concept: Concept, version: FhirVersion): AnyResource {
  const statement = { resourceType: 'MedicationStatement', subject: patient };
  return version === 'R4'
    ? { ...statement, status: 'active', medicationCodeableConcept: conceptOf(concept) }
    : { ...statement, status: 'recorded', medication: { concept: conceptOf(concept) } };
}

function procedureOf(concept: Concept, version: FhirVersion): AnyResource {
  const code = version === 'R4' ? conceptOf(concept) : { concept: conceptOf(concept) };
  return { resourceType: 'ServiceRequest', status: 'draft', intent: 'proposal', subject: patient, code };
}

const ucum = 'http://unitsofmeasure.org';

function observationsOf({ labs = [], vitalSigns = [] }: PatientSource): AnyResource[] {
  const category = [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ];
  const of = ([loinc, value, unit]: readonly [string, number, string, ...unknown[]], at: number): AnyResource => ({
    ...{ resourceType: 'Observation', status: 'final', subject: patient },
    code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
    effectiveDateTime: daysAgo(30 - at),
    valueQuantity: { value, unit, system: ucum, code: unit },
  });
  return [
    ...labs.map(([loinc, value, unit, low, high], at) => ({
      ...of([loinc, value, unit], at),
      ...(low !== undefined &&
        high !== undefined && { referenceRange: [{ low: { value: low, unit }, high: { value: high, unit } }] }),
    })),
    ...vitalSigns.map((sign, at) => ({ ...of(sign, at), category })),
  ];
}
