/** A condition in plain words, for whoever reads the plan: what its FHIRPath asks, without the elements. */
import type { CodeGroups, ConditionTerm, LabTerm } from './guidance-source.ts';

type Describers = {
  readonly [Name in keyof ConditionTerm]-?: (term: Required<Pick<ConditionTerm, Name>>, groups: CodeGroups) => string;
};

/** The words, in small letters where they begin. */
export function describeCondition(term: ConditionTerm, groups: CodeGroups): string {
  const [name] = Object.keys(term) as (keyof ConditionTerm)[];
  if (name === undefined) throw new Error('an empty term has no words');
  return describers[name](term as never, groups);
}

/** With a capital letter in front. */
export function sentenceOf(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const describers: Describers = {
  all: ({ all }, groups) => all.map(term => describeNested(term, groups)).join('; and '),
  any: ({ any }, groups) => any.map(term => describeNested(term, groups)).join(', or '),
  not: ({ not }, groups) => `not: ${describeNested(not, groups)}`,
  drug: ({ drug }, groups) => `${titleOf('drugs', drug, groups)} taken or proposed`,
  draft: ({ draft }, groups) => `${titleOf('drugs', draft, groups)} proposed`,
  drugFor: ({ drugFor: { drug, fact } }, groups) =>
    `${titleOf('drugs', drug, groups)} taken or proposed for ${titleOf('facts', fact, groups)}`,
  draftWithoutReason: ({ draftWithoutReason }, groups) =>
    `${titleOf('drugs', draftWithoutReason, groups)} proposed without a stated reason`,
  dailyDrug: ({ dailyDrug }, groups) =>
    `${titleOf('drugs', dailyDrug, groups)} every day or more often than once a week`,
  procedure: ({ procedure }, groups) => `requested: ${titleOf('procedures', procedure, groups)}`,
  injection: ({ injection }, groups) =>
    `prescribed into a deposit, or as one of: ${titleOf('procedures', injection, groups)}`,
  fact: ({ fact }, groups) => `recorded: ${titleOf('facts', fact, groups)}`,
  history: ({ history }, groups) => `recorded at any time: ${titleOf('facts', history, groups)}`,
  allergy: ({ allergy }, groups) => `recorded as an allergy: ${titleOf('facts', allergy, groups)}`,
  lab: ({ lab }) => describeLab(lab),
  vitalSign: ({ vitalSign: { loinc, below, unit } }) => `newest ${vitalSigns[loinc] ?? loinc} below ${below} ${unit}`,
  ageUnknown: () => 'no date of birth is known',
  younger: ({ younger }) => `the patient is younger than ${younger}`,
  youngerThanParameter: ({ youngerThanParameter: { parameter, default: limit } }) =>
    `the patient is younger than the parameter ${parameter} in years, ${limit} where it is not given`,
  parameter: ({ parameter }) => `the parameter ${parameter} is true`,
};

const vitalSigns: Readonly<Record<string, string>> = { '8480-6': 'systolic blood pressure', '8867-4': 'heart rate' };
const tests: Readonly<Record<string, string>> = { egfr: 'eGFR', calcium: 'calcium', phosphate: 'phosphate' };

/** A choice or sum inside of another stands in parentheses. */
function describeNested(term: ConditionTerm, groups: CodeGroups): string {
  const words = describeCondition(term, groups);
  return term.all !== undefined || term.any !== undefined ? `(${words})` : words;
}

function describeLab({ input, below, unit, is }: LabTerm): string {
  const test = `newest ${tests[input] ?? input}`;
  if (below !== undefined) return `${test} below ${below} ${unit ?? ''}`.trimEnd();
  return `${test} ${is ?? 'abnormal'} by the laboratory's own interpretation or reference range`;
}

function titleOf(kind: keyof CodeGroups, id: string, groups: CodeGroups): string {
  const { title } = groups[kind][id] ?? { title: id };
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
