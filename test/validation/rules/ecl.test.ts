/** Expression constraints of SNOMED CT by their form. */
import { faultOfEcl } from '../../../src/validation/rules/value-set/ecl.ts';
import { errorsOf } from '../../fixtures/http/ask-validator.ts';

test.each([
  '<< 404684003 |Clinical finding|',
  '< 19829001 AND < 301867009',
  '(< 19829001 OR ^ 700043003) MINUS 301867009',
  '< 404684003: 363698007 = << 39057004, 116676008 = << 415582006',
  '< 404684003: { 363698007 = << 39057004 }',
  '< 404684003: [1..3] 127489000 = *',
  '< 125605004 . 363698007',
  '<< 404684003 {{ term = "heart" }}',
  '< 373873005: 1142135004 >= #500',
])('%s is sound', text => {
  expect(faultOfEcl(text)).toBeUndefined();
});

test.each(['404684003 << 19829001', '<< 404684003 19829001', '(< 19829001', '< 19829001)', ''])(
  '%s is at fault',
  text => {
    expect(faultOfEcl(text)).toBeDefined();
  },
);

test('a constraint that is no ECL is told at its filter', async () => {
  const filter = [{ property: 'constraint', op: '=', value: '404684003 << 19829001' }];
  const valueSet = {
    resourceType: 'ValueSet',
    status: 'active',
    compose: { include: [{ system: 'http://snomed.info/sct', filter }] },
  };
  expect(await errorsOf('r4', valueSet)).toEqual([
    'VALUESET_BAD_FILTER_VALUE_INVALID ValueSet.compose.include[0].filter[0]',
  ]);
});

test.each([
  ['token', ['CapabalityStatement_CS_SP_WrongType CapabilityStatement.rest[0].resource[0].searchParam[0]']],
  ['string', []],
])('a search parameter of a CapabilityStatement that says %s', async (type, expected) => {
  const definition = 'http://calx.test/SearchParameter/colour';
  const parameter = {
    resourceType: 'SearchParameter',
    url: definition,
    name: 'colour',
    status: 'active',
    description: 'x',
    code: 'colour',
    base: ['Patient'],
    type: 'string',
  };
  const resource = [{ type: 'Patient', searchParam: [{ name: 'colour', definition, type }] }];
  const statement = {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2024-01-01',
    kind: 'requirements',
    fhirVersion: '4.0.1',
    format: ['json'],
    description: 'x',
    rest: [{ mode: 'server', resource }],
  };
  const errors = await errorsOf('r4', statement, [parameter]);
  expect(errors.filter(error => error.startsWith('Capabality'))).toEqual(expected);
});
