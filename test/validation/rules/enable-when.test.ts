/** Conditions of enableWhen: operators, answer types, enableBehavior. */
import { errorsOf } from '../../fixtures/http/ask-validator.ts';

type Tree = Readonly<Record<string, unknown>>;

const url = 'http://calx.test/Questionnaire/conditions';

async function isEnabled(type: string, value: Tree, conditions: readonly Tree[], further: Tree = {}): Promise<boolean> {
  const dependent = { linkId: 'b', type: 'string', enableWhen: conditions, ...further };
  const questionnaire = {
    resourceType: 'Questionnaire',
    url,
    status: 'active',
    item: [{ linkId: 'a', type }, dependent],
  };
  const item = [
    { linkId: 'a', answer: [value] },
    { linkId: 'b', answer: [{ valueString: 'x' }] },
  ];
  const response = { resourceType: 'QuestionnaireResponse', questionnaire: url, status: 'completed', item };
  const errors = await errorsOf('r4', response, [questionnaire]);
  expect(errors.filter(error => !error.startsWith('Questionnaire_QR_Item_NotEnabled2'))).toEqual([]);
  return errors.length === 0;
}

const when = (operator: string, answer: Tree): Tree => ({ question: 'a', operator, ...answer });

test.each<[string, Tree, Tree, boolean]>([
  ['integer', { valueInteger: 3 }, when('>', { answerInteger: 2 }), true],
  ['integer', { valueInteger: 3 }, when('>', { answerInteger: 3 }), false],
  ['integer', { valueInteger: 3 }, when('>=', { answerInteger: 3 }), true],
  ['integer', { valueInteger: 3 }, when('<=', { answerInteger: 2 }), false],
  ['decimal', { valueDecimal: 1.5 }, when('<', { answerDecimal: 1.6 }), true],
  ['boolean', { valueBoolean: true }, when('=', { answerBoolean: true }), true],
  ['boolean', { valueBoolean: true }, when('!=', { answerBoolean: true }), false],
  ['boolean', { valueBoolean: false }, when('exists', { answerBoolean: true }), true],
  ['boolean', { valueBoolean: false }, when('exists', { answerBoolean: false }), false],
  ['date', { valueDate: '2024-05-01' }, when('>', { answerDate: '2024-04-30' }), true],
  ['time', { valueTime: '08:00:00' }, when('<', { answerTime: '09:00:00' }), true],
  ['string', { valueString: 'yes' }, when('=', { answerString: 'no' }), false],
  [
    'choice',
    { valueCoding: { system: 'http://calx.test', code: 'x' } },
    when('=', { answerCoding: { system: 'http://calx.test', code: 'x' } }),
    true,
  ],
  [
    'choice',
    { valueCoding: { system: 'http://calx.test', code: 'x' } },
    when('=', { answerCoding: { system: 'http://other.test', code: 'x' } }),
    false,
  ],
  ['choice', { valueCoding: { code: 'x' } }, when('!=', { answerCoding: { code: 'y' } }), true],
  [
    'quantity',
    { valueQuantity: { value: 5, code: 'kg', system: 'http://unitsofmeasure.org' } },
    when('>', { answerQuantity: { value: 4, code: 'kg' } }),
    true,
  ],
])('%s %j is enabled by %j: %s', async (type, value, condition, expected) => {
  expect(await isEnabled(type, value, [condition])).toBe(expected);
});

const [holds, fails] = [when('=', { answerInteger: 1 }), when('=', { answerInteger: 2 })];

test.each<[string, boolean]>([
  ['any', true],
  ['all', false],
])('of two conditions, one of which holds, %s enables: %s', async (enableBehavior, expected) => {
  expect(await isEnabled('integer', { valueInteger: 1 }, [holds, fails], { enableBehavior })).toBe(expected);
});

test('a required question that is disabled need not be answered', async () => {
  const item = [
    { linkId: 'a', type: 'boolean' },
    { linkId: 'b', type: 'string', required: true, enableWhen: [when('=', { answerBoolean: true })] },
  ];
  const questionnaire = { resourceType: 'Questionnaire', url, status: 'active', item };
  const answered = (value: boolean): Tree => ({
    resourceType: 'QuestionnaireResponse',
    questionnaire: url,
    status: 'completed',
    item: [{ linkId: 'a', answer: [{ valueBoolean: value }] }],
  });
  expect(await errorsOf('r4', answered(false), [questionnaire])).toEqual([]);
  expect(await errorsOf('r4', answered(true), [questionnaire])).toEqual([
    'Questionnaire_QR_Item_Missing QuestionnaireResponse',
  ]);
});

test('conditions look within the repetition of the group that they stand in', async () => {
  const group = {
    linkId: 'g',
    type: 'group',
    repeats: true,
    item: [
      { linkId: 'a', type: 'boolean' },
      { linkId: 'b', type: 'string', enableWhen: [when('=', { answerBoolean: true })] },
    ],
  };
  const repetition = (value: boolean): Tree => ({
    linkId: 'g',
    item: [
      { linkId: 'a', answer: [{ valueBoolean: value }] },
      { linkId: 'b', answer: [{ valueString: 'x' }] },
    ],
  });
  const questionnaire = { resourceType: 'Questionnaire', url, status: 'active', item: [group] };
  const response = {
    resourceType: 'QuestionnaireResponse',
    questionnaire: url,
    status: 'completed',
    item: [repetition(true), repetition(false)],
  };
  expect(await errorsOf('r4', response, [questionnaire])).toEqual([
    'Questionnaire_QR_Item_NotEnabled2 QuestionnaireResponse.item[1].item[1]',
  ]);
});
