/** `StructureDefinition/$snapshot` over HTTP: what it makes, what it knows, and what it refuses. */
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';

const { app } = createTestApp();
const base = 'http://hl7.org/fhir/StructureDefinition/Patient';

const profile = (elements: readonly object[], facts: object = {}) => ({
  resourceType: 'StructureDefinition',
  url: 'http://example.org/StructureDefinition/named',
  name: 'Named',
  status: 'draft',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: base,
  derivation: 'constraint',
  differential: { element: elements },
  ...facts,
});

const needsName = profile([
  { id: 'Patient.name', path: 'Patient.name', min: 1 },
  { id: 'Patient.name.family', path: 'Patient.name.family', min: 1 },
]);

interface Snapshot {
  readonly resourceType: string;
  readonly snapshot?: { readonly element: readonly { readonly id: string; readonly min: number }[] };
  readonly issue?: readonly { readonly expression?: readonly string[]; readonly details: { readonly text: string } }[];
}

const call = async (version: string, body: object, level = '') => {
  const answer = await request(app)
    .post(`/${version}/StructureDefinition${level}/$snapshot`)
    .set('Content-Type', 'application/fhir+json')
    .send(body);
  return { status: answer.status, body: answer.body as Snapshot };
};

describe.each(['r4', 'r5'])('%s', version => {
  test.each([
    ['as the body', needsName],
    ['in Parameters', { resourceType: 'Parameters', parameter: [{ name: 'definition', resource: needsName }] }],
    [
      'with a snapshot that is out of date',
      { ...needsName, snapshot: { element: [{ id: 'Patient', path: 'Patient' }] } },
    ],
  ])('makes the snapshot of a definition that is sent %s', async (_how, body) => {
    const { status, body: answer } = await call(version, body);
    expect(status).toBe(200);
    const mins = Object.fromEntries((answer.snapshot?.element ?? []).map(({ id, min }) => [id, min]));
    expect(mins).toMatchObject({ Patient: 0, 'Patient.name': 1, 'Patient.name.family': 1, 'Patient.name.given': 0 });
  });

  test('gives a definition that is known, by url and as instance', async () => {
    const byUrl = await request(app).get(`/${version}/StructureDefinition/$snapshot`).query({ url: base });
    const asInstance = await request(app).get(`/${version}/StructureDefinition/Patient/$snapshot`);
    expect([byUrl.status, asInstance.status]).toEqual([200, 200]);
    expect((byUrl.body as Snapshot).snapshot?.element.length).toBeGreaterThan(40);
    expect(asInstance.body).toEqual(byUrl.body);
  });

  test.each([
    ['nothing', { resourceType: 'Parameters', parameter: [] }, 400, /Name the definition/],
    ['another resource', { resourceType: 'Patient' }, 400, /must be Parameters, not Patient/],
    [
      'an unknown url',
      { resourceType: 'Parameters', parameter: [{ name: 'url', valueString: 'http://example.org/none' }] },
      404,
      /no StructureDefinition/,
    ],
    ['an unknown base', profile([], { baseDefinition: 'http://example.org/none' }), 422, /base definition/],
    [
      'a differential that the base does not fit',
      profile([{ path: 'Patient.dateOfBirth', min: 1 }]),
      422,
      /dateOfBirth/,
    ],
    ['a differential that widens', profile([{ path: 'Patient.link.other', min: 0 }]), 422, /less than the base/],
  ])('refuses %s', async (_what, body, expected, text) => {
    const { status, body: answer } = await call(version, body);
    expect(status).toBe(expected);
    expect(answer.resourceType).toBe('OperationOutcome');
    expect(answer.issue?.[0]?.details.text).toMatch(text);
  });

  test('says which element of the differential is at fault', async () => {
    const { body } = await call(version, profile([{ path: 'Patient' }, { path: 'Patient.colour' }]));
    expect(body.issue?.[0]?.expression).toEqual(['StructureDefinition.differential.element[1]']);
  });
});
