/** SearchParameters: expressions over their bases, derivation, components. */
import { errorsOf } from '../../fixtures/http/ask-validator.ts';

type Tree = Readonly<Record<string, unknown>>;

const parameter = (further: Tree): Tree => ({
  resourceType: 'SearchParameter',
  url: 'http://calx.test/SearchParameter/own',
  name: 'own',
  status: 'active',
  description: 'a search parameter',
  code: 'own',
  base: ['Patient'],
  type: 'string',
  ...further,
});

test.each<[string, Tree, boolean]>([
  ['an element of its base', { expression: 'Patient.name.family' }, true],
  ['an element without its type', { expression: 'name.given' }, true],
  [
    'alternatives, one for each base',
    { base: ['Patient', 'Practitioner'], expression: 'Patient.name | Practitioner.name' },
    true,
  ],
  [
    'a choice',
    { base: ['Observation'], expression: '(Observation.value as Quantity) | Observation.value.ofType(SampledData)' },
    true,
  ],
  ['an element of any resource', { base: ['Resource'], expression: 'Resource.meta.tag' }, true],
  ['an extension', { expression: "Patient.extension.where(url = 'http://calx.test/x').value" }, true],
  ['a backbone element', { expression: 'Patient.contact.name.text' }, true],
  ['an element of another type', { expression: 'Organization.name' }, false],
  ['an element that there is not', { expression: 'Patient.colour' }, false],
  ['an inner element that there is not', { expression: 'Patient.name.colour' }, false],
  ['broken FHIRPath', { expression: 'Patient.name.where(' }, false],
])('selects %s', async (_what, further, isSound) => {
  const expected = isSound ? [] : ['ED_SEARCH_EXPRESSION_ERROR SearchParameter.expression'];
  expect(await errorsOf('r4', parameter(further))).toEqual(expected);
});

const origin = 'http://hl7.org/fhir/SearchParameter/Organization-name';

test.each<[string, Tree, readonly string[]]>([
  ['the same', { base: ['Organization'], expression: 'Organization.name | Organization.alias' }, []],
  ['another base', { expression: 'Patient.name' }, ['SEARCHPARAMETER_BASE_WRONG SearchParameter']],
  [
    'another type',
    { base: ['Organization'], type: 'token', expression: 'Organization.name' },
    ['SEARCHPARAMETER_TYPE_WRONG SearchParameter'],
  ],
])('derives with %s', async (_what, further, expected) => {
  const original = parameter({
    url: origin,
    base: ['Organization'],
    expression: 'Organization.name | Organization.alias',
  });
  expect(await errorsOf('r4', parameter({ ...further, derivedFrom: origin }), [original])).toEqual(expected);
});

test('a composite has two components', async () => {
  const component = [{ definition: 'http://hl7.org/fhir/SearchParameter/clinical-code', expression: 'code' }];
  const composite = parameter({ type: 'composite', base: ['Observation'], expression: 'Observation', component });
  expect(await errorsOf('r4', composite)).toEqual(['SEARCHPARAMETER_MISSING_COMPONENTS SearchParameter']);
});
