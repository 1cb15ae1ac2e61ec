/**
 * Writes the terms of a condition as FHIRPath over named inputs, in the elements of one FHIR version: what R4 calls
 * `medication[x]` and `reasonCode` is `medication.concept` and `reason.concept` in R5.
 */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { CodeGroup, CodeGroups, ConditionTerm, LabTerm } from './guidance-source.ts';
import { hasValueSet, ownSystems, valueSetId } from './write-code-groups.ts';

export interface Writing {
  readonly version: FhirVersion;
  readonly groups: CodeGroups;
}

/** Where the two versions differ in what conditions look at. A reason may be among the conditions: naming them asks for them. */
const elements = {
  R4: {
    medication: 'medication.ofType(CodeableConcept) | medication.ofType(Reference).resolve().ofType(Medication).code',
    reason: 'reasonCode | reasonReference.where(%conditions.exists()).resolve().ofType(Condition).code',
    procedure: 'code',
    isNotTaken: "status.where($this in ('completed' | 'entered-in-error' | 'stopped' | 'not-taken'))",
  },
  R5: {
    medication: 'medication.concept | medication.reference.resolve().ofType(Medication).code',
    reason: 'reason.concept | reason.reference.where(%conditions.exists()).resolve().ofType(Condition).code',
    procedure: 'code.concept',
    isNotTaken:
      "(status.where($this = 'entered-in-error') | adherence.code.coding.code.where($this in ('not-taking' | 'stopped' | 'stopped-as-directed' | 'stopped-not-as-directed' | 'not-taking-as-directed')))",
  },
} as const;

const isOver =
  "status.where($this in ('cancelled' | 'completed' | 'ended' | 'entered-in-error' | 'stopped' | 'revoked'))";
const inForce = `where(${isOver}.empty() and doNotPerform.where($this).empty())`;
const requests = `%medications.combine(%draftOrders).entry.resource.ofType(MedicationRequest).${inForce}`;
const drafts = `%draftOrders.entry.resource.ofType(MedicationRequest).${inForce}`;
const procedures = `%draftProcedures.entry.resource.ofType(ServiceRequest).${inForce}`;
/** What was ever so; a disease in remission is still the patient's disease. */
const everRecorded =
  "%conditions.entry.resource.ofType(Condition).where(verificationStatus.coding.where(code in ('refuted' | 'entered-in-error')).empty())";
const activeConditions = `${everRecorded}.where(clinicalStatus.coding.where(code in ('inactive' | 'resolved')).empty())`;
const allergies =
  "%allergies.entry.resource.ofType(AllergyIntolerance).where(verificationStatus.coding.where(code in ('refuted' | 'entered-in-error')).empty())";
const isUsable = "status.where($this in ('entered-in-error' | 'cancelled')).empty()";

/** The condition as an expression that is true or false. */
export function writeCondition(term: ConditionTerm, writing: Writing): string {
  const [name] = Object.keys(term) as (keyof ConditionTerm)[];
  if (name === undefined || Object.keys(term).length !== 1) throw new Error(`no single term: ${JSON.stringify(term)}`);
  return writers[name](term as never, writing);
}

type Writers = {
  readonly [Name in keyof ConditionTerm]-?: (term: Required<Pick<ConditionTerm, Name>>, writing: Writing) => string;
};

const writers: Writers = {
  all: ({ all }, writing) => joined(all, 'and', writing),
  any: ({ any }, writing) => joined(any, 'or', writing),
  not: ({ not }, writing) => `(${writeCondition(not, writing)}).not()`,
  drug: ({ drug }, writing) => `${takenOrProposed(writing)}.exists(${matchOf('drugs', drug, writing)})`,
  draft: ({ draft }, writing) => `${ordersOf(drafts, draft, writing)}.exists()`,
  drugFor: ({ drugFor: { drug, fact } }, writing) =>
    `${ordersOf(requests, drug, writing)}.exists((${elements[writing.version].reason}).exists(${matchOf('facts', fact, writing)}))`,
  draftWithoutReason: ({ draftWithoutReason }, writing) =>
    `${ordersOf(drafts, draftWithoutReason, writing)}.exists((${elements[writing.version].reason}).empty())`,
  dailyDrug: ({ dailyDrug }, writing) =>
    `${ordersOf(requests, dailyDrug, writing)}.dosageInstruction.combine(${ordersOf(statementsOf(writing), dailyDrug, writing)}.dosage).exists(${isDaily})`,
  procedure: ({ procedure }, writing) =>
    `${procedures}.select(${elements[writing.version].procedure}).exists(${matchOf('procedures', procedure, writing)})`,
  injection: ({ injection }, writing) =>
    `${requests}.exists((${elements[writing.version].medication}).exists(${matchOf('procedures', injection, writing)}) or ${isIntoDeposit})`,
  fact: ({ fact }, writing) => `${activeConditions}.${isStated(fact, writing)}`,
  history: ({ history }, writing) => `${everRecorded}.${isStated(history, writing)}`,
  allergy: ({ allergy }, writing) =>
    `${allergies}.select(code | reaction.substance).exists(${matchOf('facts', allergy, writing)})`,
  lab: ({ lab }) => writeLab(lab),
  vitalSign: ({ vitalSign: { loinc, below, unit } }) => {
    const isIt = `value.exists() and code.coding.exists(system = 'http://loinc.org' and code = '${loinc}')`;
    const newest = `%vitalSigns.entry.resource.ofType(Observation).where(${isUsable} and ((${isIt}) or component.exists(${isIt}))).first()`;
    const whole = `where(${isIt}).value.ofType(Quantity)`;
    return `${newest}.select(${whole} | component.${whole}).exists(${isBelow(below, unit)})`;
  },
  ageUnknown: () => '%patient.birthDate.empty()',
  younger: ({ younger }) => isYounger(`today() - ${younger}`),
  youngerThanParameter: ({ youngerThanParameter: { parameter, default: limit } }) =>
    isYounger(`today() - (iif(%${parameter}.exists(), %${parameter}, ${limit}).toString() & ' years').toQuantity()`),
  parameter: ({ parameter }) => `%${parameter}.where($this).exists()`,
};

function joined(terms: readonly ConditionTerm[], operator: string, writing: Writing): string {
  return terms.map(term => `(${writeCondition(term, writing)})`).join(` ${operator} `);
}

function isStated(fact: string, writing: Writing): string {
  return `select(code | extension.value.ofType(CodeableConcept)).exists(${matchOf('facts', fact, writing)})`;
}

/** Concepts of all medications that are taken or proposed. */
function takenOrProposed(writing: Writing): string {
  const { medication } = elements[writing.version];
  return `${requests}.select(${medication}).combine(${statementsOf(writing)}.select(${medication}))`;
}

/** What the patient is said to take, and has not ended. */
function statementsOf({ version }: Writing): string {
  const isEnded = 'effective.ofType(Period).end.where($this < now())';
  return `%medicationStatements.entry.resource.ofType(MedicationStatement).where(${elements[version].isNotTaken}.empty() and ${isEnded}.empty())`;
}

function ordersOf(orders: string, drug: string, writing: Writing): string {
  return `${orders}.where((${elements[writing.version].medication}).exists(${matchOf('drugs', drug, writing)}))`;
}

const isIntoDeposit =
  "(dosageInstruction.text | dosageInstruction.route.text | dosageInstruction.route.coding.display).select(lower()).exists(contains('intralesional') or contains('into lesion') or contains('into the lesion') or contains('into the deposit'))";

/** More often than once a week. A text that says "not daily" is taken out before its words are looked for. */
const isDaily = [
  "timing.repeat.exists(periodUnit in ('s' | 'min' | 'h') or (periodUnit = 'd' and (period.empty() or period < 7 or frequency * 7 > period)) or (periodUnit = 'wk' and iif(period.exists(), frequency > period, frequency > 1)) or (periodUnit = 'mo' and iif(period.exists(), frequency > period * 5, frequency > 5)) or dayOfWeek.count() > 1 or (period.empty() and dayOfWeek.empty() and (timeOfDay.exists() or when.exists())))",
  "timing.code.coding.exists(code in ('QD' | 'BID' | 'TID' | 'QID' | 'AM' | 'PM' | 'QOD' | 'BED' | 'Q1H' | 'Q2H' | 'Q3H' | 'Q4H' | 'Q6H' | 'Q8H'))",
  "(text | timing.code.text | timing.code.coding.display).select(lower().replaceMatches('(not|never|non)[- ](to be )?(taken |take |given |give )?(daily|every day|each day|once a day)', '')).exists(contains('daily') or contains('every day') or contains('a day') or contains('per day') or contains('each day') or contains('every morning') or contains('every evening') or contains('every night') or contains('nightly'))",
].join(' or ');

/** Whether a CodeableConcept is of the group: by value set, by our own code, or by name. */
function matchOf(kind: keyof CodeGroups, id: string, { groups }: Writing): string {
  const group = groups[kind][id];
  if (group === undefined) throw new Error(`there is no ${kind} '${id}'`);
  const tests = [...byValueSet(id, group), ...byOwnCode(group), ...byName(group)];
  return tests.join(' or ');
}

function byValueSet(id: string, group: CodeGroup): string[] {
  return hasValueSet(group) ? [`memberOf('${canonicalBase}/ValueSet/${valueSetId(id)}')`] : [];
}

function byOwnCode(group: CodeGroup): string[] {
  if (hasValueSet(group)) return [];
  return ownSystems.flatMap(({ key, system }) => {
    const codes = (group[key] ?? []).map(code => `'${code}'`).join(' | ');
    return codes === '' ? [] : [`coding.exists(system = '${system}' and code in (${codes}))`];
  });
}

/** A name inside of the name of something else does not count: that is taken out first. */
function byName({ names = [], except = [] }: CodeGroup): string[] {
  const tests = names.map(name => `contains('${name}')`).join(' or ');
  const without = except.map(name => `.replace('${name}', '')`).join('');
  return tests === '' ? [] : [`(coding.display | text).select(lower()${without}).exists(${tests})`];
}

function writeLab({ input, below, unit, is }: LabTerm): string {
  const newest = `%${input}.entry.resource.ofType(Observation).where(${isUsable} and value.exists()).first()`;
  if (below !== undefined) return `${newest}.value.ofType(Quantity).exists(${isBelow(below, unit ?? '1')})`;
  const says = (codes: string): string => `interpretation.coding.exists(code in (${codes}))`;
  const [value, low, high] = ['value', 'low', 'high'].map(name =>
    name === 'value' ? 'value.ofType(Quantity).value' : `referenceRange.${name}.value.first()`,
  );
  const tests = {
    low: `${says("'L' | 'LL' | 'LU' | 'LX'")} or ${value} < ${low}`,
    high: `${says("'H' | 'HH' | 'HU' | 'HX'")} or ${value} > ${high}`,
    normal: `${says("'N'")} or (${value} >= ${low} and ${value} <= ${high})`,
    abnormal: `${says("'L' | 'LL' | 'LU' | 'LX' | 'H' | 'HH' | 'HU' | 'HX' | 'A' | 'AA'")} or ${value} < ${low} or ${value} > ${high}`,
  };
  return `${newest}.exists(${tests[is ?? 'abnormal']})`;
}

/**
 * In the unit of the limit where the units can be compared; a value whose unit is not known is compared as a number, and
 * so is one with a comparator ("<15"), which FHIRPath does not take for a quantity.
 */
function isBelow(limit: number, unit: string): string {
  const inUnit = `$this < ${limit} '${unit}'`;
  const vague = `comparator in ('<' | '<=') and value <= ${limit}`;
  return `iif(comparator.exists(), ${vague}, iif((${inUnit}).exists(), ${inUnit}, value < ${limit}))`;
}

/** A date of birth that is known in part only counts as too young where it may be. */
function isYounger(moment: string): string {
  return `%patient.birthDate.exists() and (%patient.birthDate <= ${moment}).where($this).empty()`;
}
