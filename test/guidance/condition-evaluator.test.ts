/** What a condition can give: true, false, or an error that says why it could not be judged. */
import type { CodeAnswer, CodeQuestion } from '../../src/contracts/code-checker.ts';
import { createConditionEvaluator } from '../../src/guidance/condition-evaluator.ts';
import type { Inputs } from '../../src/guidance/condition-result.ts';

const asked: CodeQuestion[] = [];

/** A terminology that knows one value set of one code. */
const codes = {
  check: (questions: readonly CodeQuestion[]): Promise<readonly CodeAnswer[]> => {
    asked.push(...questions);
    return Promise.resolve(
      questions.map(({ valueSet, code, codeableConcept }) => ({
        isIn: code === 'c' || (codeableConcept?.coding ?? []).some(one => one.code === 'c'),
        isUnknown: valueSet !== 'urn:known',
        issues: [],
      })),
    );
  },
};
const evaluate = createConditionEvaluator({ R4: codes, R5: codes });

const bundleOf = (...resources: object[]): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource, at) => ({ fullUrl: `urn:uuid:${at}`, resource })),
});
const condition = (code: object): object => ({ resourceType: 'Condition', code });
const request = (medication: object): object => ({ resourceType: 'MedicationRequest', ...medication });
const byCode = "%c.entry.resource.ofType(Condition).code.exists(memberOf('urn:known'))";
const r4Codes =
  '%m.entry.resource.ofType(MedicationRequest).medication.ofType(Reference).resolve().ofType(Medication).code.text';
const r5Codes =
  '%m.entry.resource.ofType(MedicationRequest).medication.reference.resolve().ofType(Medication).code.text';

test.each<[string, string, Inputs, 'R4' | 'R5', boolean]>([
  ['a code in the value set', byCode, { c: bundleOf(condition({ coding: [{ system: 's', code: 'c' }] })) }, 'R4', true],
  ['a code outside', byCode, { c: bundleOf(condition({ coding: [{ system: 's', code: 'd' }] })) }, 'R5', false],
  ['a text without code', byCode, { c: bundleOf(condition({ text: 'c' })) }, 'R5', false],
  ['an input without data', byCode, { c: null }, 'R4', false],
  ['an empty result', '%c.entry.resource.id', { c: null }, 'R4', false],
  ['a parameter', '%limit > 3', { limit: 4 }, 'R4', true],
  ['a list of resources as an input', '%c.ofType(Condition).exists()', { c: [condition({})] }, 'R4', true],
  [
    'a medication by type and id',
    `${r4Codes} = 'x'`,
    {
      m: bundleOf(request({ medicationReference: { reference: 'Medication/1' } }), {
        resourceType: 'Medication',
        id: '1',
        code: { text: 'x' },
      }),
    },
    'R4',
    true,
  ],
  [
    'a medication by its fullUrl, in another input',
    `${r5Codes} = 'x' and %o.exists()`,
    {
      m: bundleOf(request({ medication: { reference: { reference: 'urn:uuid:1' } } })),
      o: bundleOf({ resourceType: 'Basic' }, { resourceType: 'Medication', code: { text: 'x' } }),
    },
    'R5',
    true,
  ],
  [
    'a contained medication',
    `${r4Codes} = 'x'`,
    {
      m: bundleOf(
        request({
          contained: [{ resourceType: 'Medication', id: 'a', code: { text: 'x' } }],
          medicationReference: { reference: '#a' },
        }),
      ),
    },
    'R4',
    true,
  ],
  [
    'a medication that nobody sent',
    `${r4Codes}.exists()`,
    { m: bundleOf(request({ medicationReference: { reference: 'http://elsewhere.example/Medication/9' } })) },
    'R4',
    false,
  ],
])('%s', async (_, expression, inputs, version, expected) => {
  expect(await evaluate(expression, inputs, version)).toEqual({ isTrue: expected });
});

test.each<[string, string, Inputs, RegExp]>([
  ['an input that was not given', '%absent.exists()', {}, /absent/],
  ['a syntax error', '%c.where(', { c: null }, /./],
  ['a result that is no boolean', "'text'", {}, /1 values of type string/],
  ['several results', '%c.entry.resource.exists() | false', { c: bundleOf(condition({})) }, /2 values/],
  [
    'a value set that terminology does not know',
    "%c.entry.resource.ofType(Condition).code.exists(memberOf('urn:unknown'))",
    { c: bundleOf(condition({ coding: [{ system: 's', code: 'd' }] })) },
    /urn:unknown can't be told/,
  ],
  [
    'several codes at once',
    "%c.entry.resource.ofType(Condition).code.memberOf('urn:known')",
    { c: bundleOf(condition({ text: 'a' }), condition({ text: 'b' })) },
    /several codes/,
  ],
])('%s is an error', async (_, expression, inputs, message) => {
  expect((await evaluate(expression, inputs, 'R4')).error).toMatch(message);
});

test('two evaluations at once keep their inputs apart', async () => {
  const inputs = (text: string): Inputs => ({
    m: bundleOf(request({ medicationReference: { reference: 'Medication/1' } }), {
      resourceType: 'Medication',
      id: '1',
      code: { text },
    }),
  });
  const results = await Promise.all(['x', 'y', 'x'].map(text => evaluate(`${r4Codes} = 'x'`, inputs(text), 'R4')));
  expect(results.map(({ isTrue }) => isTrue)).toEqual([true, false, true]);
});

test('terminology is asked with the codes of the data and nothing else', async () => {
  asked.length = 0;
  await evaluate(
    byCode,
    { c: bundleOf(condition({ coding: [{ system: 's', code: 'c', display: 'secret' }], text: 'name' })) },
    'R4',
  );
  expect(asked).toEqual([{ valueSet: 'urn:known', codeableConcept: { coding: [{ system: 's', code: 'c' }] } }]);
});
