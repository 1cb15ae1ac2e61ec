/** A QuestionnaireResponse against its Questionnaire: items, answers, bounds, options, conditions. */
import { errorsOf, issuesOf, shown } from '../../fixtures/http/ask-validator.ts';

type Tree = Readonly<Record<string, unknown>>;

const url = 'http://calx.test/Questionnaire/q';
const questionnaire = (items: readonly Tree[]): Tree => ({
  resourceType: 'Questionnaire',
  url,
  status: 'active',
  item: items,
});
const response = (items: readonly Tree[], status = 'completed'): Tree => ({
  resourceType: 'QuestionnaireResponse',
  questionnaire: url,
  status,
  ...(items.length > 0 && { item: items }),
});
const question = (type: string, further: Tree = {}): Tree => ({ linkId: 'q', type, ...further });
const answered = (...answer: readonly Tree[]): Tree => ({ linkId: 'q', answer });
const extension = (name: string, value: Tree): Tree => ({
  url: `http://hl7.org/fhir/StructureDefinition/${name}`,
  ...value,
});
const at = 'QuestionnaireResponse.item[0]';

test.each<[string, readonly Tree[], readonly Tree[], string]>([
  [
    'an unknown linkId',
    [question('string')],
    [{ linkId: 'x', answer: [{ valueString: 'a' }] }],
    'Questionnaire_QR_Item_NotFound QuestionnaireResponse',
  ],
  [
    'a missing required item',
    [question('string', { required: true })],
    [],
    'Questionnaire_QR_Item_Missing QuestionnaireResponse',
  ],
  [
    'an item without its required answer',
    [question('string', { required: true })],
    [{ linkId: 'q' }],
    `Questionnaire_QR_Item_Missing ${at}`,
  ],
  [
    'two answers where one is allowed',
    [question('string')],
    [answered({ valueString: 'a' }, { valueString: 'b' })],
    `Questionnaire_QR_Item_OnlyOneA ${at}`,
  ],
  [
    'two items where one is allowed',
    [question('string')],
    [answered({ valueString: 'a' }), answered({ valueString: 'b' })],
    'Questionnaire_QR_Item_OnlyOneI QuestionnaireResponse',
  ],
  [
    'answers of a group',
    [question('group', { item: [{ linkId: 'r', type: 'string' }] })],
    [answered({ valueString: 'a' })],
    `Questionnaire_QR_Item_Group ${at}`,
  ],
  [
    'a required group without items',
    [question('group', { required: true })],
    [{ linkId: 'q' }],
    `QUESTIONNAIRE_QR_ITEM_GROUP_REQUIRED ${at}`,
  ],
  [
    'items directly below a question',
    [question('string', { item: [{ linkId: 'r', type: 'string' }] })],
    [{ linkId: 'q', item: [{ linkId: 'r' }] }],
    `Questionnaire_QR_Item_GroupAnswer ${at}`,
  ],
  [
    'answers of a display',
    [question('display')],
    [answered({ valueString: 'a' })],
    `QUESTIONNAIRE_QR_ITEM_DISPLAY_NO_VALUE ${at}`,
  ],
  [
    'an answer of another type',
    [question('boolean')],
    [answered({ valueString: 'a' })],
    `Questionnaire_QR_Item_WrongType ${at}.answer[0].value.ofType(string)`,
  ],
  [
    "a text that is not the question's",
    [question('string', { text: 'Why?' })],
    [{ ...answered({ valueString: 'a' }), text: 'How?' }],
    `Questionnaire_QR_Item_Text ${at}`,
  ],
  [
    'an integer below minValue',
    [question('integer', { extension: [extension('minValue', { valueInteger: 5 })] })],
    [answered({ valueInteger: 4 })],
    `QUESTIONNAIRE_QR_ITEM_INTEGER_MIN ${at}.answer[0].value.ofType(integer)`,
  ],
  [
    'a decimal above maxValue',
    [question('decimal', { extension: [extension('maxValue', { valueDecimal: 5 })] })],
    [answered({ valueDecimal: 5.1 })],
    `QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX ${at}.answer[0].value.ofType(decimal)`,
  ],
  [
    'a date before minValue',
    [question('date', { extension: [extension('minValue', { valueDate: '2020-02' })] })],
    [answered({ valueDate: '2020-01-31' })],
    `QUESTIONNAIRE_QR_ITEM_DATE_MIN ${at}.answer[0].value.ofType(date)`,
  ],
  [
    'a time after maxValue',
    [question('time', { extension: [extension('maxValue', { valueTime: '12:00:00' })] })],
    [answered({ valueTime: '12:00:01' })],
    `QUESTIONNAIRE_QR_ITEM_TIME_MAX ${at}.answer[0].value.ofType(time)`,
  ],
  [
    'too long a string',
    [question('string', { maxLength: 3 })],
    [answered({ valueString: 'four' })],
    `QUESTIONNAIRE_QR_ITEM_STRING_MAX_LENGTH ${at}.answer[0].value.ofType(string)`,
  ],
  [
    'too short a string',
    [question('string', { extension: [extension('minLength', { valueInteger: 5 })] })],
    [answered({ valueString: 'four' })],
    `QUESTIONNAIRE_QR_ITEM_STRING_MIN_LENGTH ${at}.answer[0].value.ofType(string)`,
  ],
  [
    'a string against its pattern',
    [question('string', { extension: [extension('regex', { valueString: '[a-c]+' })] })],
    [answered({ valueString: 'abcd' })],
    `QUESTIONNAIRE_QR_ITEM_STRING_REGEX ${at}.answer[0].value.ofType(string)`,
  ],
  [
    'too many answers for maxOccurs',
    [question('string', { repeats: true, extension: [extension('questionnaire-maxOccurs', { valueInteger: 1 })] })],
    [answered({ valueString: 'a' }, { valueString: 'b' })],
    `QUESTIONNAIRE_QR_ITEM_MAX_OCCURS ${at}`,
  ],
  [
    'an attachment of a type not allowed',
    [question('attachment', { extension: [extension('mimeType', { valueCode: 'image/png' })] })],
    [answered({ valueAttachment: { contentType: 'text/plain', url: 'http://calx.test/a' } })],
    `QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_MIMETYPE ${at}.answer[0]`,
  ],
  [
    'an attachment above maxSize',
    [question('attachment', { extension: [extension('maxSize', { valueDecimal: 2 })] })],
    [answered({ valueAttachment: { contentType: 'text/plain', data: 'YWJj' } })],
    `QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_LENGTH ${at}.answer[0]`,
  ],
  [
    'a reference to a type not allowed',
    [question('reference', { extension: [extension('questionnaire-referenceResource', { valueCode: 'Patient' })] })],
    [answered({ valueReference: { reference: 'Device/1' } })],
    `QUESTIONNAIRE_QR_ITEM_REF_INVALID ${at}.answer[0].value.ofType(Reference)`,
  ],
  [
    'a code beside the options',
    [question('choice', { answerOption: [{ valueCoding: { system: 'http://calx.test', code: 'a' } }] })],
    [answered({ valueCoding: { system: 'http://calx.test', code: 'b' } })],
    `Questionnaire_QR_Item_NoCoding ${at}.answer[0]`,
  ],
  [
    'an integer beside the options',
    [question('integer', { answerOption: [{ valueInteger: 1 }] })],
    [answered({ valueInteger: 2 })],
    `Questionnaire_QR_Item_NoInteger ${at}.answer[0].value.ofType(integer)`,
  ],
  [
    'a code that is not in the value set',
    [question('choice', { answerValueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender' })],
    [answered({ valueCoding: { system: 'http://hl7.org/fhir/administrative-gender', code: 'f' } })],
    `Questionnaire_QR_Item_BadOption ${at}.answer[0]`,
  ],
  [
    'a quantity of another unit',
    [question('quantity', { extension: [extension('questionnaire-unitOption', { valueCoding: { code: 'kg' } })] })],
    [answered({ valueQuantity: { value: 1, code: 'g', system: 'http://unitsofmeasure.org' } })],
    `QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNITS ${at}.answer[0].value.ofType(Quantity)`,
  ],
])('tells %s', async (_what, questions, items, expected) => {
  expect(await errorsOf('r4', response(items), [questionnaire(questions)])).toContain(expected);
});

test.each<[string, readonly Tree[], readonly Tree[]]>([
  [
    'answers within all bounds',
    [
      question('integer', {
        extension: [extension('minValue', { valueInteger: 5 }), extension('maxValue', { valueInteger: 5 })],
      }),
    ],
    [answered({ valueInteger: 5 })],
  ],
  [
    'free text of an open choice',
    [question('open-choice', { answerOption: [{ valueCoding: { code: 'a' } }] })],
    [answered({ valueString: 'other' })],
  ],
  [
    'questions below an answer',
    [question('boolean', { item: [{ linkId: 'r', type: 'string', required: true }] })],
    [answered({ valueBoolean: true, item: [{ linkId: 'r', answer: [{ valueString: 'a' }] }] })],
  ],
  ['a line break in a text', [question('text')], [answered({ valueString: 'a\nb' })]],
  ['what is not required', [question('string')], []],
])('accepts %s', async (_what, questions, items) => {
  expect(await errorsOf('r4', response(items), [questionnaire(questions)])).toEqual([]);
});

test('items out of order, and in the wrong place, are told', async () => {
  const items = [
    { linkId: 'b', type: 'string' },
    { linkId: 'g', type: 'group', item: [{ linkId: 'c', type: 'string' }] },
  ];
  const swapped = [
    { linkId: 'g', item: [{ linkId: 'c', answer: [{ valueString: 'x' }] }] },
    { linkId: 'b', answer: [{ valueString: 'x' }] },
  ];
  expect(await errorsOf('r4', response(swapped), [questionnaire(items)])).toEqual([
    'Questionnaire_QR_Item_Order QuestionnaireResponse',
  ]);
  const misplaced = [{ linkId: 'c', answer: [{ valueString: 'x' }] }];
  expect(await errorsOf('r4', response(misplaced), [questionnaire(items)])).toEqual([
    'QUESTIONNAIRE_QR_ITEM_MISPLACED QuestionnaireResponse',
  ]);
});

test.each(['in-progress', 'stopped'])('what is required is only a warning while the response is %s', async status => {
  const issues = await issuesOf('r4', response([], status), [questionnaire([question('string', { required: true })])]);
  expect(shown(issues)).toEqual([]);
  expect(shown(issues, 'warning')).toContain('Questionnaire_QR_Item_Missing QuestionnaireResponse');
});

test('a questionnaire that is not known is a warning', async () => {
  const issues = await issuesOf('r4', { ...response([]), questionnaire: 'http://calx.test/Questionnaire/none' });
  expect(shown(issues, 'warning')).toContain('Questionnaire_QR_Q_NotFound QuestionnaireResponse');
});

test('a contained questionnaire is used', async () => {
  const contained = [{ resourceType: 'Questionnaire', id: 'q', status: 'active', item: [question('boolean')] }];
  const held = { ...response([answered({ valueString: 'a' })]), contained, questionnaire: '#q' };
  expect(await errorsOf('r4', held)).toEqual([`Questionnaire_QR_Item_WrongType ${at}.answer[0].value.ofType(string)`]);
});

test('an option that excludes others stands alone', async () => {
  const options = ['a', 'b'].map(code => ({ valueCoding: { code } }));
  const exclusive = [
    options[0] ?? {},
    { ...options[1], extension: [extension('questionnaire-optionExclusive', { valueBoolean: true })] },
  ];
  const asked = questionnaire([question('choice', { repeats: true, answerOption: exclusive })]);
  expect(await errorsOf('r4', response([answered({ valueCoding: { code: 'b' } })]), [asked])).toEqual([]);
  const both = response([answered({ valueCoding: { code: 'a' } }, { valueCoding: { code: 'b' } })]);
  expect(await errorsOf('r4', both, [asked])).toEqual([`QUESTIONNAIRE_QR_ITEM_EXCLUSIVE ${at}.answer[1]`]);
});

test('R5 allows strings beside options by answerConstraint', async () => {
  const options = { answerOption: [{ valueCoding: { code: 'a' } }] };
  const items = [answered({ valueString: 'other' })];
  expect(
    await errorsOf('r5', response(items), [
      questionnaire([question('coding', { ...options, answerConstraint: 'optionsOrString' })]),
    ]),
  ).toEqual([]);
});

const kilometres = (value: number): Tree => ({
  valueQuantity: { value, system: 'http://unitsofmeasure.org', code: 'km' },
});
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const bounded = questionnaire([
  question('quantity', {
    extension: [
      { url: `${sdc}minQuantity`, ...kilometres(2) },
      { url: `${sdc}maxQuantity`, ...kilometres(5) },
    ],
  }),
]);

test.each<[number, string, readonly string[]]>([
  [3000, 'm', []],
  [1999, 'm', ['QUESTIONNAIRE_QR_ITEM_QUANTITY_MIN']],
  [6, 'km', ['QUESTIONNAIRE_QR_ITEM_QUANTITY_MAX']],
  [3, 'kg', ['QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MIN', 'QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX']],
])('%d %s is held against bounds in other units', async (value, code, expected) => {
  const quantity = { value, code, system: 'http://unitsofmeasure.org' };
  const errors = await errorsOf('r4', response([answered({ valueQuantity: quantity })]), [bounded]);
  expect(errors).toEqual(expected.map(id => `${id} ${at}.answer[0].value.ofType(Quantity)`));
});
