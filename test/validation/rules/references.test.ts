/** References: what Reference.type says; libraries of measures. */
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
