/** Safety rules at the edges of the data: what is past, refuted, vague, without a value or a date, in R4 and in R5. */
import { fhirVersions } from '../../src/fhir/fhir-version.ts';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { condition, egfr, mlMin, quantity, result, today } from './edge-data.ts';
import { actionsOf, judgeAction, noParameters, openGuidance } from './guidance-engines.ts';
import type { Action, GuidanceEngines } from './guidance-engines.ts';
import { buildPatient } from './patients.ts';
import type { Concept, PatientSource } from './patients.ts';

let engines: GuidanceEngines;

beforeAll(async () => {
  engines = await openGuidance();
});

async function judge(id: string, source: PatientSource, version: FhirVersion): Promise<object> {
  const action = engines.plans[version]
    .flatMap(plan => actionsOf(plan as unknown as { action: readonly Action[] }))
    .find(one => one.id === id)!;
  return judgeAction(engines, action, { data: buildPatient(source, version), version, parameters: noParameters });
}

const dosed = (dosage: object): PatientSource => ({ dosed: ['rx:6851', dosage] });
const repeat = (values: object): PatientSource => dosed({ timing: { repeat: values } });
const zoledronate = { drafts: ['rx:77655'] };
const notSaid = { dataAbsentReason: { text: 'specimen lost' } };
const thisYear = today.slice(0, 4);

const cases: readonly (readonly [what: string, id: string, source: PatientSource, fires: boolean])[] = [
  ...(
    [
      [
        'calciphylaxis that has healed',
        'vitamin-k-antagonist-in-calciphylaxis',
        'rx:11289',
        'Calciphylaxis',
        'resolved',
      ],
      ['lupus in remission', 'minocycline-lupus-overlap', 'rx:6980', 'Systemic lupus erythematosus', 'remission'],
      ['inactive lupus', 'minocycline-lupus-overlap', 'rx:6980', 'Systemic lupus erythematosus', 'inactive'],
      ['an earlier autoimmune hepatitis', 'minocycline-lupus-overlap', 'rx:6980', 'Autoimmune hepatitis', 'resolved'],
      [
        'inactive antiphospholipid syndrome',
        'antiphospholipid-syndrome-doac',
        'rx:1364430',
        'Anti-phospholipid syndrome',
        'inactive',
      ],
      ['an earlier thrombosis', 'jak-inhibitor-thrombosis-heart', 'rx:1357536', 'Pulmonary embolus', 'resolved'],
      ['an earlier infarction', 'jak-inhibitor-thrombosis-heart', 'rx:1357536', 'Myocardial infarction', 'resolved'],
      ['an earlier lymphoma', 'jak-inhibitor-malignancy', 'rx:1357536', 'Lymphoma', 'resolved'],
      ['an earlier hepatitis B', 'rituximab-infection-hepatitis-b', 'rx:121191', 'Hepatitis B', 'resolved'],
    ] as const
  ).flatMap(([what, id, drug, text, clinical]): (typeof cases)[number][] => [
    [what, id, { drafts: [drug as Concept], others: [condition(text, clinical)] }, true],
    [`${what}, refuted`, id, { drafts: [drug as Concept], others: [condition(text, clinical, 'refuted')] }, false],
    [
      `${what}, an error`,
      id,
      { drafts: [drug as Concept], others: [condition(text, clinical, 'entered-in-error')] },
      false,
    ],
  ]),
  [
    'a provisional pregnancy',
    'methotrexate-pregnancy',
    { drafts: ['rx:6851'], others: [condition('Pregnancy', 'active', 'provisional')] },
    true,
  ],
  [
    'a pregnancy that is over',
    'methotrexate-pregnancy',
    { drafts: ['rx:6851'], others: [condition('Pregnancy', 'inactive')] },
    false,
  ],
  ['a birth year alone', 'minocycline-age', { birthDate: String(Number(thisYear) - 12), drafts: ['rx:6980'] }, true],
  ['a birth year alone, long ago', 'minocycline-age', { birthDate: '1970', drafts: ['rx:6980'] }, false],
  ['day 28', 'ceftriaxone-neonate', { age: '28d', drafts: ['rx:2193'] }, true],
  ['day 29', 'ceftriaxone-neonate', { age: '29d', drafts: ['rx:2193'] }, false],
  [
    'a diluent with calcium, age unknown',
    'ceftriaxone-intravenous-calcium',
    { birthDate: '', drafts: ['rx:2193', "Ringer's lactate"] },
    true,
  ],
  ['dialysis without an eGFR', 'bisphosphonate-renal', { ...zoledronate, conditions: ['icd:Z99.2'] }, true],
  [
    'stage 5 in the words of ICD-10',
    'bisphosphonate-renal',
    { ...zoledronate, conditions: ['Chronic kidney disease, stage 5'] },
    true,
  ],
  ['stage 2', 'bisphosphonate-renal', { ...zoledronate, conditions: ['icd:N18.2'] }, false],
  ['stage 5', 'other-bisphosphonate-renal', { drafts: ['rx:11473'], conditions: ['icd:N18.5'] }, true],
  ['an eGFR "<15"', 'bisphosphonate-renal', { ...zoledronate, others: [egfr(15, mlMin, { comparator: '<' })] }, true],
  ['an eGFR ">60"', 'bisphosphonate-renal', { ...zoledronate, others: [egfr(60, mlMin, { comparator: '>' })] }, false],
  ['an eGFR in mL/s', 'bisphosphonate-renal', { ...zoledronate, others: [egfr(0.5, 'mL/s')] }, true],
  ['a good eGFR in mL/s', 'bisphosphonate-renal', { ...zoledronate, others: [egfr(1.5, 'mL/s')] }, false],
  [
    'a newer result that is an error',
    'bisphosphonate-renal',
    { ...zoledronate, labs: [['98979-8', 20, mlMin]], others: [{ ...egfr(90, mlMin), status: 'entered-in-error' }] },
    true,
  ],
  [
    'a newer result without a value',
    'bisphosphonate-renal',
    { ...zoledronate, labs: [['98979-8', 20, mlMin]], others: [result('98979-8', notSaid)] },
    true,
  ],
  [
    'a newer good result',
    'bisphosphonate-renal',
    { ...zoledronate, labs: [['98979-8', 20, mlMin]], others: [egfr(90, mlMin)] },
    false,
  ],
  ['an eGFR of 20 alone', 'methotrexate-renal-impairment', { drafts: ['rx:6851'], others: [egfr(20, mlMin)] }, true],
  ['an eGFR of 30', 'methotrexate-renal-impairment', { drafts: ['rx:6851'], others: [egfr(30, mlMin)] }, false],
  ['an eGFR of 14', 'minocycline-renal-failure', { drafts: ['rx:6980'], others: [egfr(14, mlMin)] }, true],
  ['an eGFR of 15', 'minocycline-renal-failure', { drafts: ['rx:6980'], others: [egfr(15, mlMin)] }, false],
  [
    'an eGFR without a range',
    'colchicine-inhibitor-with-impairment',
    { drafts: ['rx:2683'], medications: ['rx:3008'], others: [egfr(20, mlMin)] },
    true,
  ],
  [
    'an eGFR without a range',
    'sodium-thiosulfate-renal-impairment',
    { drafts: ['rx:36726'], others: [egfr(20, mlMin)] },
    true,
  ],
  [
    'an eGFR without a range',
    'aluminium-hydroxide-kidney-disease',
    { drafts: ['rx:612'], others: [egfr(20, mlMin)] },
    true,
  ],
  [
    'stage 4 without an eGFR',
    'colchicine-dialysis-renal-limit',
    { drafts: ['rx:2683'], conditions: ['icd:N18.4'] },
    true,
  ],
  ['stage 3', 'colchicine-dialysis-renal-limit', { drafts: ['rx:2683'], conditions: ['icd:N18.30'] }, false],
  [
    'a calcium in mmol/L with its range',
    'bisphosphonate-hypocalcaemia',
    { drafts: ['rx:46041'], labs: [['2000-8', 1.9, 'mmol/L', 2.2, 2.6]] },
    true,
  ],
  [
    'a normal calcium in mmol/L',
    'bisphosphonate-hypocalcaemia',
    { drafts: ['rx:46041'], labs: [['2000-8', 2.3, 'mmol/L', 2.2, 2.6]] },
    false,
  ],
  [
    'a newer pressure without a value',
    'diltiazem-low-pressure-bradycardia',
    { drafts: ['rx:3443'], vitalSigns: [['8480-6', 85, 'mm[Hg]']], others: [result('8480-6', notSaid)] },
    true,
  ],
  [
    'a panel of blood pressure',
    'diltiazem-low-pressure-bradycardia',
    {
      drafts: ['rx:3443'],
      others: [
        result('85354-9', {
          component: [
            { code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] }, ...quantity(85, 'mm[Hg]') },
          ],
        }),
      ],
    },
    true,
  ],
  [
    'bradycardia without a rate',
    'diltiazem-low-pressure-bradycardia',
    { drafts: ['rx:3443'], conditions: ['Severe bradycardia'] },
    true,
  ],
  ['seven times a week', 'methotrexate-daily', repeat({ frequency: 7, period: 1, periodUnit: 'wk' }), true],
  ['seven times in 7 days', 'methotrexate-daily', repeat({ frequency: 7, period: 7, periodUnit: 'd' }), true],
  ['once in 7 days', 'methotrexate-daily', repeat({ frequency: 1, period: 7, periodUnit: 'd' }), false],
  ['each morning', 'methotrexate-daily', repeat({ when: ['MORN'] }), true],
  ['on Mondays in the morning', 'methotrexate-daily', repeat({ dayOfWeek: ['mon'], when: ['MORN'] }), false],
  ['twice a day in words', 'methotrexate-daily', dosed({ text: '2.5 mg twice a day' }), true],
  ['weekly, with a warning', 'methotrexate-daily', dosed({ text: '10 mg ONCE A WEEK. Not to be taken daily.' }), false],
  [
    'chondrocalcinosis',
    'warfarin-without-reason-in-calcinosis',
    { drafts: ['rx:11289'], conditions: ['Chondrocalcinosis of knee'] },
    false,
  ],
  [
    'calcinosis beside nephrocalcinosis',
    'warfarin-without-reason-in-calcinosis',
    { drafts: ['rx:11289'], conditions: ['Nephrocalcinosis', 'Calcinosis cutis'] },
    true,
  ],
  [
    'a product by its text',
    'vitamin-k-antagonist-in-calciphylaxis',
    { medications: ['Coumadin 5 MG Oral Tablet'], conditions: ['Calciphylaxis'] },
    true,
  ],
  [
    'one of several',
    'methotrexate-trimethoprim',
    { medications: ['rx:6980', 'rx:6851', 'rx:3443'], drafts: ['Cotrimoxazole forte'] },
    true,
  ],
  [
    'adalimumab and a live vaccine',
    'jdm-no-live-vaccine',
    { drafts: ['rx:327361'], conditions: ['sct:1212005'] },
    true,
  ],
  ['methotrexate alone', 'jdm-no-live-vaccine', { drafts: ['rx:6851'], conditions: ['sct:1212005'] }, false],
  ['an adult', 'inflamed-minocycline', { conditions: ['sct:89155008'] }, true],
  ['an adult who is pregnant', 'inflamed-minocycline', { conditions: ['sct:89155008', 'own:pregnancy'] }, false],
  ['sclerosis', 'widespread-jak-inhibitor', { conditions: ['sct:89155008'] }, false],
  ['dermatomyositis', 'widespread-jak-inhibitor', { conditions: ['icd:M33.10'] }, true],
  ['an infected deposit', 'widespread-jak-inhibitor', { conditions: ['icd:M33.10', 'comp:infection'] }, false],
  ['an infected deposit', 'jdm-anti-tnf', { conditions: ['comp:infection'] }, false],
  ['no infection', 'jdm-anti-tnf', {}, true],
  ['sound heart', 'small-diltiazem', { vitalSigns: [['8480-6', 120, 'mm[Hg]']] }, true],
  ['low pressure', 'small-diltiazem', { vitalSigns: [['8480-6', 85, 'mm[Hg]']] }, false],
  ['heart block', 'widespread-diltiazem', { conditions: ['Complete heart block'] }, false],
  ['dialysis', 'inflamed-colchicine', { conditions: ['icd:Z99.2'] }, false],
  ['sound kidneys', 'inflamed-colchicine', {}, true],
  ['pregnancy', 'jdm-mycophenolate', { conditions: ['own:pregnancy'] }, false],
  ['pregnancy', 'jdm-methotrexate', { conditions: ['own:pregnancy'] }, false],
  ['neither pregnancy nor infection', 'jdm-methotrexate', {}, true],
  ['lupus nephritis by its code', 'type-dystrophic', { conditions: ['icd:M32.14'] }, true],
  [
    'an injection that is prescribed',
    'procedure-with-digital-ischaemia',
    { dosed: ['rx:10759', { text: 'Intralesional, 20 mg/mL' }], conditions: ['own:critical-digital-ischaemia'] },
    true,
  ],
  [
    'a drug by mouth',
    'procedure-with-digital-ischaemia',
    { dosed: ['rx:10759', { text: 'by mouth' }], conditions: ['own:critical-digital-ischaemia'] },
    false,
  ],
  ['an unknown age', 'inflamed-minocycline', { birthDate: '', conditions: ['sct:89155008'] }, false],
];

describe.each(fhirVersions)('in %s', version => {
  test.each(cases)('%s: %s', async (_, id, source, fires) => {
    expect(await judge(id, source, version)).toEqual({ isTrue: fires });
  });

  test.each([
    ['Calcinosis cutis', true],
    ['Atrial fibrillation', false],
  ])('warfarin whose reason is the record of %s', async (text, fires) => {
    const to = { reference: 'Condition/of-warfarin' };
    const order =
      version === 'R4'
        ? { medicationCodeableConcept: { text: 'Warfarin' }, reasonReference: [to] }
        : { medication: { concept: { text: 'Warfarin' } }, reason: [{ reference: to }] };
    const others = [
      { ...condition(text, 'active'), id: 'of-warfarin' },
      { resourceType: 'MedicationRequest', status: 'draft', intent: 'order', ...order },
    ];
    expect(await judge('warfarin-for-calcinosis', { others }, version)).toEqual({ isTrue: fires });
    expect(await judge('warfarin-without-reason-in-calcinosis', { others }, version)).toEqual({ isTrue: false });
  });

  test('methotrexate that the patient is said to take every day', async () => {
    const medication =
      version === 'R4'
        ? { medicationCodeableConcept: { text: 'Methotrexate' } }
        : { medication: { concept: { text: 'Methotrexate' } } };
    const statement = (text: string): AnyResource => ({
      ...{ resourceType: 'MedicationStatement', status: version === 'R4' ? 'active' : 'recorded', dosage: [{ text }] },
      ...medication,
    });
    expect(await judge('methotrexate-daily', { others: [statement('2.5 mg daily')] }, version)).toEqual({
      isTrue: true,
    });
    expect(await judge('methotrexate-daily', { others: [statement('10 mg on Mondays')] }, version)).toEqual({
      isTrue: false,
    });
  });
});
