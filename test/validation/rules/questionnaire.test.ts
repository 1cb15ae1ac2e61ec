/** Items of Questionnaires: conditions, and what derived ones may change. */
import { errorsOf, issuesOf, shown } from '../../fixtures/http/ask-validator.ts';

type Tree = Readonly<Record<string, unknown>>;

const questionnaire = (item: readonly Tree[], further: Tree = {}): Tree => ({
  resourceType: 'Questionnaire',
  url: 'http://calx.test/Questionnaire/own',
  status: 'active',
  item,
  ...further,
});
const when = (question: string): Tree => ({ question, operator: '=', answerBoolean: true });
const boolean = (linkId: string, further: Tree = {}): Tree => ({ linkId, type: 'boolean', ...further });
const at = 'Questionnaire.item[0]';

test.each<[string, readonly Tree[], readonly string[]]>([
  ['an earlier question', [boolean('a'), boolean('b', { enableWhen: [when('a')] })], []],
  [
    'a question that there is not',
    [boolean('a', { enableWhen: [when('x')] })],
    [`Questionnaire_Q_EnableWhen_NoTarget ${at}`],
  ],
  ['itself', [boolean('a', { enableWhen: [when('a')] })], [`Questionnaire_Q_EnableWhen_Self ${at}`]],
  [
    'a question below it',
    [boolean('a', { enableWhen: [when('b')], item: [boolean('b')] })],
    [`Questionnaire_Q_EnableWhen_IsInner ${at}`],
  ],
])('a condition that depends on %s', async (_what, items, expected) => {
  expect(await errorsOf('r4', questionnaire(items))).toEqual(expected);
});

test('a condition that depends on a later question is a warning', async () => {
  const issues = await issuesOf('r4', questionnaire([boolean('a', { enableWhen: [when('b')] }), boolean('b')]));
  expect(shown(issues)).toEqual([]);
  expect(shown(issues, 'warning')).toContain(`Questionnaire_Q_EnableWhen_After ${at}`);
});

test('R4 asks for enableBehavior from the second condition on', async () => {
  const item = [boolean('a'), boolean('b'), boolean('c', { enableWhen: [when('a'), when('b')] })];
  expect(await errorsOf('r4', questionnaire(item))).toEqual([
    'http___hl7_org_fhir_StructureDefinition_ Questionnaire.item[2]',
  ]);
});

const base = questionnaire(
  [
    { linkId: 'a', type: 'string', maxLength: 5, required: true },
    { linkId: 'b', type: 'coding', answerOption: [{ valueCoding: { code: 'x' } }, { valueCoding: { code: 'y' } }] },
  ],
  { url: 'http://calx.test/Questionnaire/base' },
);
const derived = (item: Tree, code = 'extends'): Tree =>
  questionnaire([item], {
    derivedFrom: ['http://calx.test/Questionnaire/base'],
    _derivedFrom: [
      {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-derivationType',
            valueCoding: { system: 'http://hl7.org/fhir/questionnaire-derivationType', code },
          },
        ],
      },
    ],
  });

test.each<[string, Tree, readonly string[]]>([
  ['narrows', { linkId: 'a', type: 'string', maxLength: 4, required: true }, []],
  [
    'changes the type',
    { linkId: 'a', type: 'text', maxLength: 5 },
    [`QUESTIONNAIRE_Q_ITEM_DERIVED_NC_TYPE ${at}.type`],
  ],
  [
    'repeats',
    { linkId: 'a', type: 'string', maxLength: 5, repeats: true },
    [`QUESTIONNAIRE_Q_ITEM_DERIVED_NC_REPEATS ${at}.repeats`],
  ],
  [
    'is no longer required',
    { linkId: 'a', type: 'string', maxLength: 5, required: false },
    [`QUESTIONNAIRE_Q_ITEM_DERIVED_NC_REQUIRED ${at}.required`],
  ],
  [
    'is longer',
    { linkId: 'a', type: 'string', maxLength: 6 },
    [`QUESTIONNAIRE_Q_ITEM_DERIVED_NC_MAXLENGTH ${at}.maxLength`],
  ],
  ['drops an option', { linkId: 'b', type: 'coding', answerOption: [{ valueCoding: { code: 'y' } }] }, []],
  [
    'adds an option',
    { linkId: 'b', type: 'coding', answerOption: [{ valueCoding: { code: 'z' } }] },
    [`QUESTIONNAIRE_Q_ITEM_DERIVED_ANSWER_OPTIONS_NEW ${at}.answerOption[0]`],
  ],
  [
    'has a value set instead',
    { linkId: 'b', type: 'coding', answerValueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender' },
    [`QUESTIONNAIRE_Q_ITEM_DERIVED_NC_ANSWER_TYPE ${at}`],
  ],
])('a derived item that %s', async (_what, item, expected) => {
  const errors = await errorsOf('r5', derived(item), [base]);
  expect(errors.filter(error => error.startsWith('QUESTIONNAIRE_Q_'))).toEqual(expected);
});

test.each([
  ['extends', []],
  ['compliesWith', [`QUESTIONNAIRE_Q_ITEM_NOT_DERIVED ${at}`]],
])('a further item, where the derivation is %s', async (code, expected) => {
  const errors = await errorsOf('r5', derived({ linkId: 'new', type: 'string' }, code), [base]);
  expect(errors.filter(error => error.startsWith('QUESTIONNAIRE_Q_'))).toEqual(expected);
});
