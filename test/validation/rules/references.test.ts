/** References: what they hold and what Reference.type says; contained resources, labels, libraries of measures. */
import { errorsOf } from '../../fixtures/http/ask-validator.ts';

const patient = (general: object): Readonly<Record<string, unknown>> => ({
  resourceType: 'Patient',
  contained: [{ resourceType: 'Organization', id: 'o', name: 'O' }],
  generalPractitioner: [{ reference: '#o' }],
  managingOrganization: general,
});
const place = 'Patient.managingOrganization';

test.each<[object, readonly string[]]>([
  [{ reference: 'Organization/1', type: 'Organization' }, []],
  [{ reference: '#o', type: 'Organization' }, []],
  [{ reference: 'https://calx.test/anything', type: 'Organization' }, []],
  [{ reference: 'https://calx.test/fhir/Organization/1', type: 'Organization' }, []],
  [{ reference: 'https://calx.test/anything', type: 'Patient' }, [`Reference_REF_WrongTarget ${place}`]],
  [{ reference: 'Location/1', type: 'Organization' }, [`Reference_REF_BadTargetType ${place}`]],
  [
    { reference: '#o', type: 'Location' },
    [`Reference_REF_WrongTarget ${place}`, `Reference_REF_BadTargetType ${place}`],
  ],
])('a reference %j', async (general, expected) => {
  expect([...(await errorsOf('r4', patient(general)))].sort()).toEqual([...expected].sort());
});

test('a type that any resource fits', async () => {
  const list = (type: string) => ({
    resourceType: 'List',
    status: 'current',
    mode: 'working',
    entry: [{ item: { reference: 'https://calx.test/anything', type } }],
  });
  expect(await errorsOf('r4', list('Device'))).toEqual([]);
});

test('a reference holds no blanks', async () => {
  expect(await errorsOf('r4', patient({ reference: 'Organization/1 2' }))).toEqual([
    `REFERENCE_REF_INVALID_REF ${place}`,
  ]);
});

test('contained resources have ids of their own', async () => {
  const organization = { resourceType: 'Organization', id: 'o', name: 'O' };
  const told = await errorsOf('r4', { ...patient({ reference: '#o' }), contained: [organization, organization] });
  expect(told).toContain('RESOURCE_DUPLICATE_CONTAINED_ID Patient.contained[1]/*Organization/o*/');
});

test('security labels are a set', async () => {
  const system = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
  const labelled = (...codes: readonly string[]) => ({
    resourceType: 'Patient',
    meta: { security: codes.map(code => ({ system, code })) },
  });
  expect(await errorsOf('r4', labelled('N', 'R'))).toEqual([]);
  expect(await errorsOf('r4', labelled('N', 'R', 'N'))).toEqual([
    'META_RES_SECURITY_DUPLICATE Patient.meta.security[2]',
  ]);
});

test('CQL of a stratifier comes from a library', async () => {
  const measure = (library?: readonly string[]) => ({
    resourceType: 'Measure',
    status: 'draft',
    library,
    group: [
      {
        population: [{ criteria: { language: 'text/cql', expression: 'Initial' } }],
        stratifier: [{ criteria: { language: 'text/cql', expression: 'Age' } }],
      },
    ],
  });
  expect(await errorsOf('r4', measure(['https://calx.test/Library/a']))).toEqual([]);
  expect(await errorsOf('r4', measure())).toEqual([
    'MEASURE_M_CRITERIA_CQL_NO_LIB Measure.group[0].stratifier[0].criteria',
  ]);
});
