/** The published synthetic patients, one for each type and decision path, through the plans, in R4 and in R5. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fhirVersionNames, fhirVersions } from '../../src/fhir/fhir-version.ts';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import type { PatientData } from '../../src/guidance/collect-inputs.ts';
import { judgeAction, openGuidance } from './guidance-engines.ts';
import type { Action, GuidanceEngines } from './guidance-engines.ts';
import { buildPatient } from './patients.ts';
import type { PatientSource } from './patients.ts';

let engines: GuidanceEngines;

beforeAll(async () => {
  engines = await openGuidance();
});

/** Ids of the root actions with a condition that applies, in the order of the plan. */
async function applicable(plan: string, data: PatientData, version: FhirVersion): Promise<string[]> {
  const { action = [] } = engines.plans[version].find(({ id }) => id === plan) as unknown as { action: Action[] };
  const found: string[] = [];
  for (const one of action.filter(({ condition }) => condition !== undefined)) {
    const result = await judgeAction(engines, one, { data, version, parameters: { minocyclineAgeLimit: null } });
    expect(result.error).toBeUndefined();
    if (result.isTrue === true) found.push(one.id);
  }
  return found;
}

const assessment = 'calcinosis-assessment-and-type';
const cutis = 'calcinosis-cutis-in-connective-tissue-disease';
const juvenile = 'calcinosis-in-juvenile-dermatomyositis';
const always = ['no-warfarin', 'general-measures'];
const jdm = ['jdm-refer', 'jdm-assess', 'jdm-treat-early'];

const paths: readonly (readonly [example: string, plan: string, actions: readonly string[]])[] = [
  ['dystrophic-in-systemic-sclerosis', assessment, ['type-dystrophic']],
  ['sclerosis-on-dialysis', assessment, ['type-metastatic', 'type-dystrophic']],
  ['metastatic-in-kidney-disease', assessment, ['type-metastatic']],
  ['tumoral-hyperphosphataemic', assessment, ['type-tumoral-hyperphosphataemic']],
  ['iatrogenic-after-calcium-infusion', assessment, ['type-iatrogenic']],
  ['idiopathic-scrotal', assessment, ['type-idiopathic']],
  ['calciphylaxis-on-warfarin', assessment, ['urgent-picture', 'biopsy']],
  ['cutis-without-symptoms', cutis, [...always, 'asymptomatic']],
  ['cutis-small-and-painful', cutis, [...always, 'small-painful', 'large-localised']],
  ['cutis-large-and-localised', cutis, [...always, 'small-painful', 'large-localised']],
  ['cutis-inflamed', cutis, [...always, 'inflamed']],
  ['cutis-ulcerated', cutis, [...always, 'ulcerated']],
  ['cutis-infected', cutis, [...always, 'infected']],
  ['cutis-with-digital-ischaemia', cutis, [...always, 'digital-ischaemia']],
  ['idiopathic-scrotal', cutis, ['no-warfarin']],
  ['calciphylaxis-on-warfarin', cutis, ['suspected-calciphylaxis']],
  ['juvenile-calcinosis-active', juvenile, [...jdm, 'jdm-calcinosis-active', 'jdm-reassess']],
  ['juvenile-calcinosis-inactive', juvenile, [...jdm, 'jdm-calcinosis-inactive', 'jdm-reassess']],
  ['cutis-ulcerated', juvenile, []],
  ['cutis-ulcerated', 'calciphylaxis', []],
];

describe.each(fhirVersions)('in %s', version => {
  const folder = join('fhir-resources', 'examples', fhirVersionNames[version].path);

  test.each(paths)('%s in %s', async (example, plan, actions) => {
    const data = JSON.parse(readFileSync(join(folder, `Bundle-${example}.json`), 'utf8')) as PatientData;
    expect(await applicable(plan, data, version)).toEqual(actions);
  });

  const phosphate = (value: number): NonNullable<PatientSource['labs']> => [
    ['14879-1', value, 'mmol/L', 0.8, 1.5],
    ['2000-8', 2.4, 'mmol/L', 2.2, 2.6],
  ];
  const kidneys: NonNullable<PatientSource['labs']> = [['98979-8', 100, 'mL/min/{1.73_m2}', 60, 120]];

  test.each<[string, PatientSource, string[]]>([
    [
      'raised phosphate, normal kidneys',
      { labs: [...phosphate(2.1), ...kidneys] },
      ['type-tumoral-hyperphosphataemic'],
    ],
    ['raised phosphate, kidneys unknown', { labs: phosphate(2.1) }, ['type-metastatic']],
    [
      'raised phosphate in kidney disease',
      { labs: [...phosphate(2.1), ...kidneys], conditions: ['icd:N18.9'] },
      ['type-metastatic'],
    ],
    ['all normal', { labs: phosphate(1.1) }, ['type-idiopathic']],
    ['nothing measured', {}, []],
  ])('%s', async (_, source, types) => {
    expect(await applicable(assessment, buildPatient(source, version), version)).toEqual(types);
  });
});
