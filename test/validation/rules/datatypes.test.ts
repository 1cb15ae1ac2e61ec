/** Uris, identifiers and base64 in their places. */
import { errorsOf, issuesOf, shown } from '../../fixtures/http/ask-validator.ts';

const identifier = (system: string, value: string): Readonly<Record<string, unknown>> => ({
  resourceType: 'Patient',
  identifier: [{ system, value }],
});
const uris = 'urn:ietf:rfc:3986';
const uuids = 'https://tools.ietf.org/html/rfc4122';
const uuid = 'c757873d-ec9a-4326-a141-556f43239520';
const ofIdentifier = (id: string): string => `TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_${id} Patient.identifier[0]`;

test.each<[string, string, readonly string[], readonly string[]]>([
  [uris, 'https://calx.test/1', [], []],
  [uris, `urn:uuid:${uuid}`, [], []],
  [uris, '1.2.36.1', [ofIdentifier('IETF_SYSTEM_VALUE')], []],
  [uuids, 'one', [ofIdentifier('IETF_SYSTEM_WRONG_1')], []],
  [uuids, uuid, [], [ofIdentifier('IETF_SYSTEM_WRONG_2')]],
  [uuids, `urn:uuid:${uuid}`, [], [ofIdentifier('IETF_SYSTEM_WRONG_3')]],
  ['ldap://calx.test/people', 'one', [], []],
  ['people', 'one', [ofIdentifier('SYSTEM')], []],
])('an identifier of %s with the value %s', async (system, value, errors, warnings) => {
  const issues = await issuesOf('r4', identifier(system, value));
  expect(shown(issues)).toEqual(errors);
  expect(shown(issues, 'warning').filter(one => one.includes('IDENTIFIER'))).toEqual(warnings);
});

const questionnaire = (answerValueSet: string, contained: readonly object[] = []): Record<string, unknown> => ({
  resourceType: 'Questionnaire',
  status: 'active',
  contained: contained.length === 0 ? undefined : contained,
  item: [{ linkId: '1', type: 'choice', text: 'one', answerValueSet }],
});
const colours = {
  resourceType: 'ValueSet',
  id: 'colours',
  status: 'active',
  compose: { include: [{ system: 'http://hl7.org/fhir/administrative-gender', concept: [{ code: 'male' }] }] },
};

test('a canonical that is a fragment has a target in the resource', async () => {
  expect(await errorsOf('r4', questionnaire('#colours', [colours]))).toEqual([]);
  const errors = await errorsOf('r4', questionnaire('#colour', [colours]));
  expect(errors).toContain('TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL Questionnaire.item[0].answerValueSet');
});

test.each<['r4' | 'r5', string]>([
  ['r4', 'warning'],
  ['r5', 'error'],
])('%s: a relative canonical is told as %s', async (version, severity) => {
  const list = { resourceType: 'ActivityDefinition', status: 'draft', library: ['Library/logic'] };
  const absolute = { ...list, library: ['https://calx.test/Library/logic|1.0', `urn:uuid:${uuid}`] };
  const told = 'TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE ActivityDefinition.library[0]';
  expect(shown(await issuesOf(version, list), severity)).toContain(told);
  expect(JSON.stringify(await issuesOf(version, absolute))).not.toContain('CANONICAL_ABSOLUTE');
});

test('the url of a definition is absolute, one that is contained too', async () => {
  const library = (url: string) => ({
    resourceType: 'Library',
    status: 'draft',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'logic-library' }] },
    url,
  });
  expect(await errorsOf('r4', library('https://calx.test/Library/a'))).toEqual([]);
  expect(await errorsOf('r4', library('a'))).toEqual(['TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE Library.url']);
  const holder = { ...questionnaire('#colours', [{ ...colours, url: 'colours' }]) };
  expect(await errorsOf('r4', holder)).toEqual([
    'TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE Questionnaire.contained[0]/*ValueSet/colours*/.url',
  ]);
});

test('another uri may be a fragment, and is warned of where it leads nowhere', async () => {
  const patient = { resourceType: 'Patient', identifier: [{ system: 'urn:oid:1.2.36.1', value: '1' }] };
  const meta = { tag: [{ system: '#nowhere', code: 'a' }] };
  const issues = await issuesOf('r4', { ...patient, meta });
  expect(shown(issues, 'warning')).toContain('TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL_WARN Patient.meta.tag[0].system');
});

test('text that a link names must be in the narrative', async () => {
  const patient = (uri: string) => ({
    resourceType: 'Patient',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p id="name">Eve</p></div>' },
    name: [
      {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/textLink',
            extension: [{ url: 'data', valueUri: uri }],
          },
        ],
        text: 'Eve',
      },
    ],
  });
  const place = 'Patient.name[0].extension[0].extension[0].value.ofType(uri)';
  expect(await errorsOf('r5', patient('#nowhere'))).toContain(`TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL ${place}`);
  expect(await errorsOf('r5', patient('#name'))).not.toContain(`TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL ${place}`);
});

test.each<['r4' | 'r5', string, readonly string[], readonly string[]]>([
  ['r4', 'AAAA', [], []],
  ['r4', 'AA AA', [], ['TYPE_SPECIFIC_CHECKS_DT_BASE64_NO_WS_WARNING Binary.data']],
  ['r5', 'AA\nAA', ['TYPE_SPECIFIC_CHECKS_DT_BASE64_NO_WS_ERROR Binary.data'], []],
])('%s: base64 %j', async (version, data, errors, warnings) => {
  const issues = await issuesOf(version, { resourceType: 'Binary', contentType: 'text/plain', data });
  expect(shown(issues)).toEqual(errors);
  expect(shown(issues, 'warning')).toEqual(warnings);
});

test('the data of an attachment holds no blanks', async () => {
  const patient = (data: string) => ({ resourceType: 'Patient', photo: [{ contentType: 'image/png', data }] });
  expect(await errorsOf('r4', patient('AAAA'))).toEqual([]);
  expect(await errorsOf('r4', patient('AA AA'))).toEqual([
    'TYPE_SPECIFIC_CHECKS_DT_ATT_B64_DECODE_FAIL Patient.photo[0]',
  ]);
});
