/** Invariants whose published expression is wrong are judged by what they mean. */
import { issuesOf } from '../../fixtures/http/ask-validator.ts';

type Tree = Readonly<Record<string, unknown>>;

const assessment = (prediction: Tree): Tree => ({
  resourceType: 'RiskAssessment',
  status: 'final',
  subject: { display: 'A' },
  prediction: [prediction],
});
const asked = (answer: Tree): Tree => ({
  resourceType: 'Questionnaire',
  status: 'active',
  item: [
    { linkId: '1', type: 'boolean' },
    { linkId: '2', type: 'string', enableWhen: [{ question: '1', operator: 'exists', ...answer }] },
  ],
});
const taken = (when: readonly string[]): Tree => ({
  resourceType: 'MedicationStatement',
  status: 'active',
  subject: { display: 'A' },
  medicationCodeableConcept: { text: 'b' },
  dosage: [{ timing: { repeat: { when, offset: 10 } } }],
});
const rule = (key: string, path: string): string => `${key} ${path}`;

test.each<[string, Tree, readonly string[]]>([
  ['ras-2: a prediction without probability', assessment({ qualitativeRisk: { text: 'low' } }), []],
  ['ras-2: a probable one', assessment({ outcome: { text: 'x' }, probabilityDecimal: 99.5 }), []],
  [
    'ras-2: more than certain',
    assessment({ outcome: { text: 'x' }, probabilityDecimal: 100.5 }),
    [rule('ras-2', 'RiskAssessment.prediction[0]')],
  ],
  ['que-7: exists, with a boolean', asked({ answerBoolean: true }), []],
  [
    'que-7: exists, with a string',
    asked({ answerString: 'x' }),
    [rule('que-7', 'Questionnaire.item[1].enableWhen[0]')],
  ],
  ['tim-9: an offset beside two moments', taken(['AC', 'PC']), []],
  ['tim-9: an offset at a meal', taken(['AC', 'C']), [rule('tim-9', 'MedicationStatement.dosage[0].timing.repeat')]],
  ['inv-0: no name', { resourceType: 'ValueSet', status: 'active' }, []],
  [
    'inv-0: a name with a tail',
    { resourceType: 'ValueSet', status: 'active', name: 'A b' },
    [rule('vsd-0', 'ValueSet')],
  ],
  [
    'con-3: a condition of no problem list',
    { resourceType: 'Condition', subject: { display: 'A' }, category: [{ text: 'x' }] },
    [],
  ],
])('R4 %s', async (_what, resource, expected) => {
  const issues = await issuesOf('r4', resource);
  const told = issues.flatMap(({ details, expression }) => {
    const [, key] = /^(ras-2|que-7|tim-9|vsd-0|con-3):/.exec(details.text) ?? [];
    return key === undefined ? [] : [rule(key, expression?.[0] ?? '')];
  });
  expect(told).toEqual(expected);
});

const measured = (low: Tree, high: Tree): Tree => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'a' },
  valueRange: { low, high },
});
const milligrams = (value: number): Tree => ({ value, system: 'http://unitsofmeasure.org', code: 'mg' });
const grams = (value: number): Tree => ({ value, system: 'http://unitsofmeasure.org', code: 'g' });
const seconds = (value: number): Tree => ({ value, system: 'http://unitsofmeasure.org', code: 's' });

test.each<[string, Tree, Tree, boolean]>([
  ['in order', milligrams(2), milligrams(20), true],
  ['out of order', milligrams(20), milligrams(2), false],
  ['as near as they are precise', milligrams(2.04), milligrams(2), true],
  ['in order, in two units', grams(1), milligrams(2000), true],
  ['out of order, in two units', grams(3), milligrams(2000), false],
  ['of two kinds', milligrams(20), seconds(2), true],
  ['without unit: not comparable', { value: 20 }, { value: 2 }, true],
])('R5 rng-2: %s', async (_what, low, high, holds) => {
  const issues = await issuesOf('r5', measured(low, high));
  const told = issues.filter(({ details }) => details.text.includes('rng-2'));
  expect(told.map(({ severity }) => severity)).toEqual(holds ? [] : ['error']);
});
