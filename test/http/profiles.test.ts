/** The profiles and the form that Calx publishes, at the endpoints: read, searched, described, judged by. */
import type { RequestListener } from 'node:http';
import request from 'supertest';
import type { AnyResource } from '../../src/fhir/model.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { openEngines } from '../validation/proof/judge.ts';

let app: RequestListener;
beforeAll(async () => {
  const { versions } = await openEngines();
  app = createTestApp({ versions }).app;
});

const base = 'https://w3id.org/calcinosis/fhir';
const types = `${base}/CodeSystem/calcinosis-type`;

interface Outcome {
  readonly issue: readonly { readonly severity: string; readonly details: { readonly text: string } }[];
}

const status = (system: string, code: string): object => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }],
});

function condition(others: object = {}): object {
  return {
    resourceType: 'Condition',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Calcinosis cutis</div>' },
    clinicalStatus: status('condition-clinical', 'active'),
    verificationStatus: status('condition-ver-status', 'confirmed'),
    code: { coding: [{ system: types, code: 'calcinosis-cutis', display: 'Calcinosis cutis' }] },
    subject: { reference: 'Patient/example' },
    ...others,
  };
}

describe.each(['r4', 'r5'])('%s', version => {
  test.each([
    ['StructureDefinition', 'calcinosis-condition'],
    ['StructureDefinition', 'calcinosis-laboratory-observation'],
    ['StructureDefinition', 'calcinosis-mechanism'],
    ['Questionnaire', 'calcinosis-assessment'],
  ])('%s/%s is read, and found by its url', async (type, id) => {
    const read = await request(app).get(`/${version}/${type}/${id}`).expect(200);
    expect(read.body).toMatchObject({ resourceType: type, id, url: `${base}/${type}/${id}`, status: 'draft' });
    const found = await request(app).get(`/${version}/${type}?url=${base}/${type}/${id}`).expect(200);
    expect((found.body as { readonly total: number }).total).toBe(1);
  });

  test('profiles are found by the type that they constrain', async () => {
    const url = `/${version}/StructureDefinition?type=Condition&publisher=Calx`;
    const { body } = await request(app).get(url).expect(200);
    const { entry } = body as { readonly entry: readonly { readonly resource: AnyResource }[] };
    expect(entry.map(({ resource }) => resource.id)).toEqual(['calcinosis-condition']);
  });

  test('the CapabilityStatement names both types', async () => {
    const { body } = await request(app).get(`/${version}/metadata`).expect(200);
    const [rest] = (body as { readonly rest: readonly { readonly resource: readonly AnyResource[] }[] }).rest;
    const names = rest?.resource.map(({ type }) => type);
    expect(names).toEqual(expect.arrayContaining(['StructureDefinition', 'Questionnaire']));
  });

  test.each<[string, object, string | undefined]>([
    ['sound', {}, undefined],
    ['without verification status', { verificationStatus: undefined }, 'verificationStatus'],
    ['of another code alone', { code: { coding: [{ system: 'http://snomed.info/sct', code: '396230008' }] } }, 'code'],
    [
      'with two types in one code',
      { code: { coding: ['dystrophic', 'metastatic'].map(code => ({ system: types, code })) } },
      'calx-condition-1',
    ],
  ])('a condition %s is judged by profile=', async (_name, others, expected) => {
    const { body } = await request(app)
      .post(`/${version}/Condition/$validate?profile=${base}/StructureDefinition/calcinosis-condition`)
      .send(condition(others))
      .expect(200);
    const errors = (body as Outcome).issue.filter(({ severity }) => severity === 'error');
    if (expected === undefined) expect(errors).toEqual([]);
    else expect(JSON.stringify(errors)).toContain(expected);
  });
});
