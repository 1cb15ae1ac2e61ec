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
