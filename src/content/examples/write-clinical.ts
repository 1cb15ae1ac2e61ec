/** Conditions, results and medication of a synthetic patient, in the wire form of one FHIR version. */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { CalcinosisCase, DrugCase, ResultCase } from './example-case.ts';
import { conceptOf, hl7Concept, interpretationSystem, ownSystem } from './write-codes.ts';
import type { FindDisplay } from './write-codes.ts';
import { headOf } from './write-head.ts';

export interface Writing {
  readonly fhirVersion: FhirVersion;
  readonly findDisplay: FindDisplay;
  /** Of the case: the ids of its resources begin with it. */
  readonly caseId: string;
}

/** The day on which all of it is written down. */
const recorded = '2026-03-16';
const subjectOf = ({ caseId }: Writing): object => ({ reference: `Patient/${caseId}-patient` });
const profile = (id: string): string => `${canonicalBase}/StructureDefinition/${id}`;

/** Calcinosis by the profile calcinosis-condition. */
export function writeCalcinosis(calcinosis: CalcinosisCase, number: number, writing: Writing): AnyResource {
  const { findDisplay, caseId } = writing;
  const own = (system: string, code: string): object => conceptOf(ownSystem(system), code, findDisplay);
  const { type, sites = [], isSuspected = false, since } = calcinosis;
  const extension = extensionsOf(calcinosis, own);
  const words = `${isSuspected ? 'suspected ' : ''}${type.replaceAll('-', ' ')} since ${since}`;
  return {
    ...headOf({
      resourceType: 'Condition',
      id: `${caseId}-calcinosis${number === 0 ? '' : `-${number + 1}`}`,
      profile: profile('calcinosis-condition'),
      words,
    }),
    ...(extension.length > 0 && { extension }),
    clinicalStatus: hl7Concept('condition-clinical', 'active'),
    verificationStatus: hl7Concept('condition-ver-status', isSuspected ? 'provisional' : 'confirmed'),
    code: own('calcinosis-type', type),
    ...(sites.length > 0 && { bodySite: sites.map(site => own('calcinosis-site', site)) }),
    subject: subjectOf(writing),
    onsetDateTime: since,
    recordedDate: recorded,
  };
}

function extensionsOf(calcinosis: CalcinosisCase, own: (system: string, code: string) => object): object[] {
  const { mechanisms = [], pattern, extent, contexts = [], complications = [] } = calcinosis;
  const of = (name: string, system: string, codes: readonly (string | undefined)[]): object[] =>
    codes
      .filter(code => code !== undefined)
      .map(code => ({ url: profile(name), valueCodeableConcept: own(system, code) }));
  return [
    ...of('calcinosis-mechanism', 'calcinosis-type', mechanisms),
    ...of('calcinosis-deposit-pattern', 'calcinosis-pattern', [pattern]),
    ...of('calcinosis-extent', 'calcinosis-distribution', [extent]),
    ...of('calcinosis-clinical-context', 'calcinosis-context', contexts),
    ...of('calcinosis-complication-present', 'calcinosis-complication', complications),
  ];
}

/** Another condition: a code of ours, or what is said in words. */
export function writeCondition(
  name: string,
  said: { readonly code: string } | { readonly words: string },
  writing: Writing,
): AnyResource {
  const { findDisplay, caseId } = writing;
  const words = 'words' in said ? said.words : said.code.replaceAll('-', ' ');
  return {
    ...headOf({ resourceType: 'Condition', id: `${caseId}-${name}`, words }),
    clinicalStatus: hl7Concept('condition-clinical', 'active'),
    verificationStatus: hl7Concept('condition-ver-status', 'confirmed'),
    code:
      'words' in said
        ? { text: said.words }
        : conceptOf(ownSystem('calcinosis-associated-condition'), said.code, findDisplay),
    subject: subjectOf(writing),
    recordedDate: recorded,
  };
}

/** A result by the profile calcinosis-laboratory-observation. */
export function writeResult(result: ResultCase, number: number, writing: Writing): AnyResource {
  const { findDisplay, caseId } = writing;
  const { test, value, unit, range, text, is } = result;
  const system = /^\d+-\d$/.test(test) ? 'http://loinc.org' : ownSystem('calcinosis-assessment');
  const quantity = (amount: number): object => ({
    value: amount,
    unit,
    system: 'http://unitsofmeasure.org',
    code: unit,
  });
  return {
    ...headOf({
      resourceType: 'Observation',
      id: `${caseId}-result-${number + 1}`,
      profile: profile('calcinosis-laboratory-observation'),
      words: `${test}: ${value === undefined ? (text ?? '') : `${value} ${unit ?? ''}`}`,
    }),
    status: 'final',
    category: [hl7Concept('observation-category', 'laboratory')],
    code: conceptOf(system, test, findDisplay),
    subject: subjectOf(writing),
    effectiveDateTime: '2026-03-15',
    performer: [{ display: 'Laboratory of the example' }],
    ...(value === undefined ? { valueString: text } : { valueQuantity: quantity(value) }),
    interpretation: [conceptOf(interpretationSystem, is, findDisplay)],
    ...(range !== undefined && {
      referenceRange: [{ low: quantity(range[0]), high: quantity(range[1]), text: 'Invented for this example' }],
    }),
  };
}

/** What the patient takes; R5 records that it is said, R4 that it is so. */
export function writeStatement({ drug, since }: DrugCase, number: number, writing: Writing): AnyResource {
  const { fhirVersion, caseId } = writing;
  return {
    ...headOf({
      resourceType: 'MedicationStatement',
      id: `${caseId}-takes-${number + 1}`,
      words: drugWords(drug, writing),
    }),
    status: fhirVersion === 'R4' ? 'active' : 'recorded',
    ...medicationOf(drug, writing),
    subject: subjectOf(writing),
    ...(since !== undefined && { effectivePeriod: { start: since } }),
    dateAsserted: recorded,
  };
}

/** What somebody proposes, and has not ordered. */
export function writeProposal({ drug }: DrugCase, number: number, writing: Writing): AnyResource {
  return {
    ...headOf({
      resourceType: 'MedicationRequest',
      id: `${writing.caseId}-proposed-${number + 1}`,
      words: `proposed, ${drugWords(drug, writing)}`,
    }),
    status: 'draft',
    intent: 'proposal',
    ...medicationOf(drug, writing),
    subject: subjectOf(writing),
    authoredOn: recorded,
  };
}

const rxNorm = 'http://www.nlm.nih.gov/research/umls/rxnorm';

function drugWords(drug: string, { findDisplay }: Writing): string {
  return (findDisplay(rxNorm, drug) ?? drug).toLowerCase();
}

/** R5 has one element for a concept or a reference where R4 has a choice. */
function medicationOf(drug: string, { fhirVersion, findDisplay }: Writing): object {
  const concept = conceptOf(rxNorm, drug, findDisplay);
  return fhirVersion === 'R4' ? { medicationCodeableConcept: concept } : { medication: { concept } };
}
