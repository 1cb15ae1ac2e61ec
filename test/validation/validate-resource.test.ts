/** $validate end to end: the text as it came, in both versions and formats, to issues with places. */
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';

const { app } = createTestApp();

interface Told {
  readonly severity: string;
  readonly code: string;
  readonly details: { readonly text: string; readonly coding?: readonly { readonly code: string }[] };
  readonly expression?: readonly string[];
  readonly extension?: readonly { readonly url: string; readonly valueInteger?: number }[];
}

async function validate(path: string, body: string, type = 'application/fhir+json') {
  const query = { 'best-practice': 'ignore' };
  const response = await request(app).post(path).query(query).set('Content-Type', type).send(body);
  const { issue } = response.body as { issue: readonly Told[] };
  return { status: response.status, issue };
}

const idOf = ({ details }: Told): string => details.coding?.[0]?.code ?? '';
const told = (issue: readonly Told[]): string[] =>
  issue.filter(({ severity }) => severity === 'error').map(one => `${idOf(one)} ${one.expression?.[0] ?? ''}`);
const lineOf = ({ extension = [] }: Told): number | undefined =>
  extension.find(({ url }) => url.endsWith('issue-line'))?.valueInteger;

const sound = '{"resourceType":"Patient","active":true,"birthDate":"1970-02-28","name":[{"family":"Salt"}]}';

test.each([
  ['/r4/Patient/$validate', sound],
  ['/r5/Patient/$validate', sound],
  ['/r4/$validate', sound],
  ['/r5/Resource/$validate', sound],
  ['/r4/Patient/x1/$validate', sound],
  ['/r4/$validate', `{"resourceType":"Parameters","parameter":[{"name":"resource","resource":${sound}}]}`],
])('%s says that all is well with a sound resource', async (path, body) => {
  const { status, issue } = await validate(path, body);
  expect(status).toBe(200);
  expect(issue.map(({ details }) => details.text)).toEqual(['All OK']);
});

test.each([
  ['an unknown property', '{"resourceType":"Patient","colour":"red"}', 'UNRECOGNISED_PROPERTY_ Patient'],
  [
    'a date that does not exist',
    '{"resourceType":"Patient","birthDate":"2023-02-29"}',
    'Type_Specific_Checks_DT_Date_Valid Patient.birthDate',
  ],
  [
    'a code that is not in a required value set',
    '{"resourceType":"Patient","gender":"m"}',
    'Terminology_TX_NoValid_12 Patient.gender',
  ],
  [
    'a value where a list belongs',
    '{"resourceType":"Patient","name":{"family":"Salt"}}',
    'THIS_PROPERTY_MUST_BE_AN_ARRAY Patient.name',
  ],
  ['an empty list', '{"resourceType":"Patient","name":[]}', 'ARRAY_CANNOT_BE_EMPTY Patient'],
  [
    'a missing element',
    '{"resourceType":"Observation","status":"final"}',
    'Validation_VAL_Profile_Minimum Observation',
  ],
  [
    'a property that stands twice',
    '{"resourceType":"Patient","active":true,"active":false}',
    'JSON_PROPERTY_DUPLICATE Patient',
  ],
  ['a comma too many', '{"resourceType":"Patient","name":[{"family":"Salt"},]}', 'JSON_COMMA_EXTRA Patient'],
  [
    'an unknown extension',
    '{"resourceType":"Patient","extension":[{"url":"http://salt.test/x","valueCode":"a"}]}',
    'Extension_EXT_Unknown_NotHere Patient.extension[0]',
  ],
  [
    'a broken invariant',
    '{"resourceType":"Patient","contact":[{"gender":"male"}]}',
    'http___hl7_org_fhir_StructureDefinition_ Patient.contact[0]',
  ],
])('%s is an error at its place', async (_what, body, expected) => {
  const { status, issue } = await validate(
    '/r4/Patient/$validate'.replace('Patient', body.includes('Observation') ? 'Observation' : 'Patient'),
    body,
  );
  expect(status).toBe(200);
  expect(told(issue)).toContain(expected);
});

test('issues come in the order of the text, with their lines', async () => {
  const { issue } = await validate(
    '/r4/Patient/$validate',
    '{"resourceType":"Patient",\n"birthDate":"x",\n"gender":"m"}',
  );
  expect(issue.map(lineOf)).toEqual([2, 3]);
});

test('XML is judged as it came, order and all', async () => {
  const xml =
    '<Patient xmlns="http://hl7.org/fhir">\n<birthDate value="1970-01-01"/>\n<active value="yes"/>\n<colour value="red"/></Patient>';
  const { status, issue } = await validate('/r4/Patient/$validate', xml, 'application/fhir+xml');
  expect(status).toBe(200);
  expect(told(issue)).toEqual([
    'XML_ELEMENT_OUT_OF_ORDER Patient',
    'THIS_PROPERTY_MUST_BE_A_PRIMITIVE Patient.active',
    'UNDEFINED_ELEMENT Patient',
  ]);
});

test.each([
  ['no JSON', '{"resourceType":', 400],
  ['nothing', '', 400],
  ['no object', '[]', 400],
])('%s is refused', async (_what, body, expected) => {
  const { status } = await validate('/r4/Patient/$validate', body);
  expect(status).toBe(expected);
});

test('a mode that nobody knows is not supported, and an unknown profile is an issue', async () => {
  expect((await validate('/r4/Patient/$validate?mode=guess', sound)).status).toBe(422);
  const { status, issue } = await validate('/r4/Patient/$validate?profile=http://salt.test/p', sound);
  expect([status, told(issue)]).toEqual([200, ['Validation_VAL_Profile_Unknown Patient']]);
});
