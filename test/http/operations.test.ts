/** Every operation by GET and by POST at both endpoints, and how its parameters are read. */
import request from 'supertest';
import { calls, parametersOf } from '../fixtures/http/calls.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { minerals, mineralsMap, saltValues, system } from '../fixtures/http/resources.ts';

const { app, log } = createTestApp();
const endpoints = ['r4', 'r5'] as const;
const matrix = endpoints.flatMap(endpoint => calls.map(call => ({ endpoint, ...call })));

test.each(matrix)('GET /$endpoint/$path', async ({ endpoint, ...call }) => {
  const response = await request(app).get(`/${endpoint}/${call.path}`).query(call.query);
  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toMatch(/^application\/fhir\+json; fhirVersion=[45]\.0; charset=utf-8$/);
  expect(call.answers(response.body)).toEqual(call.expected);
});

test.each(matrix)('POST /$endpoint/$path', async ({ endpoint, ...call }) => {
  const response = await request(app)
    .post(`/${endpoint}/${call.path}`)
    .type('application/fhir+json')
    .send(JSON.stringify(parametersOf(call)));
  expect(response.status).toBe(200);
  expect(call.answers(response.body)).toEqual(call.expected);
});

const post = (path: string, body: unknown) =>
  request(app).post(path).type('application/fhir+json').send(JSON.stringify(body));
const parameters = (...parameter: object[]): object => ({ resourceType: 'Parameters', parameter });
const url = { name: 'url', valueUri: saltValues['url'] };

interface Outcome {
  readonly resourceType: string;
  readonly issue: readonly { readonly code: string; readonly details: { readonly text: string } }[];
}

const textOf = (response: { body: unknown }): string => (response.body as Outcome).issue[0]?.details.text ?? '';

test.each(endpoints)('/%s: the value set may be the body itself, with parameters in the query', async endpoint => {
  const body = { ...saltValues, url: 'http://example.org/other', compose: { include: [{ system }] } };
  const response = await post(`/${endpoint}/ValueSet/$expand?count=1`, body);
  expect(response.body).toMatchObject({ expansion: { total: 4, contains: [{ code: 'salt' }] } });
});

test.each(endpoints)('/%s: what comes as tx-resource is seen by that request alone', async endpoint => {
  const txResource = { name: 'tx-resource', resource: { ...saltValues, url: 'http://example.org/mine' } };
  const asked = { name: 'url', valueUri: 'http://example.org/mine' };
  expect((await post(`/${endpoint}/ValueSet/$expand`, parameters(asked, txResource))).status).toBe(200);
  expect((await post(`/${endpoint}/ValueSet/$expand`, parameters(asked))).status).toBe(404);
});

test('a batch answers each validation in its order, faults too', async () => {
  const validation = (...inner: object[]) => ({ name: 'validation', resource: parameters(...inner) });
  const coding = (code: string) => ({ name: 'coding', valueCoding: { system, code } });
  const body = parameters(url, validation(coding('halite')), validation(), validation(coding('calcite')));
  const response = await post('/r4/ValueSet/$batch-validate-code', body);
  expect(response.status).toBe(200);
  const answers = (response.body as { parameter: { resource: { resourceType: string; parameter?: object[] } }[] })
    .parameter;
  expect(answers.map(({ resource }) => resource.resourceType)).toEqual([
    'Parameters',
    'OperationOutcome',
    'Parameters',
  ]);
  expect(answers[0]?.resource.parameter).toContainEqual({ name: 'result', valueBoolean: true });
  expect(answers[2]?.resource.parameter).toContainEqual({ name: 'result', valueBoolean: false });
});

test('R4 answers a translation by equivalence, R5 by relationship', async () => {
  const query = { code: 'halite', system, url: mineralsMap['url'] as string };
  const partsOf = async (endpoint: string): Promise<unknown> => {
    const { body } = await request(app).get(`/${endpoint}/ConceptMap/$translate`).query(query);
    const { parameter } = body as { parameter: { name: string; part?: { name: string }[] }[] };
    return parameter.find(({ name }) => name === 'match')?.part;
  };
  expect(await partsOf('r4')).toContainEqual({ name: 'equivalence', valueCode: 'equivalent' });
  expect(await partsOf('r5')).toContainEqual({ name: 'relationship', valueCode: 'equivalent' });
});

test.each([
  ['ValueSet/$expand', 400, "by 'url'"],
  ['ValueSet/$expand?url=http://example.org/none', 404, 'http://example.org/none'],
  ['ValueSet/$expand?url=x&date=2020', 422, "The parameter 'date' is not supported"],
  ['ValueSet/$expand?url=x&count=many', 400, "The parameter 'count' must be an integer"],
  ['ValueSet/$expand?url=x&count=1&count=2', 400, "The parameter 'count' may be given once"],
  ['ValueSet/$expand?url=x&activeOnly=yes', 400, "The parameter 'activeOnly' must be true or false"],
  ['ValueSet/$expand?valueSet=x', 400, "The parameter 'valueSet' is a ValueSet, so it must be sent by POST"],
  ['ValueSet/salts/$expand?url=x', 400, "The parameter 'url' has no meaning at instance level"],
  ['ValueSet/none/$expand', 404, "no ValueSet with the id 'none'"],
  ['CodeSystem/$lookup?code=x', 400, "'system' is required"],
  ['CodeSystem/$subsumes?codeA=x&system=y', 400, "'codeB'"],
  ['ConceptMap/$translate?code=x', 400, "send 'system'"],
  ['ConceptMap/$translate?dependency=x&code=y&system=z', 400, "'dependency' has parts"],
  ['ValueSet/$frobnicate', 404, "no operation '$frobnicate'"],
  ['$expand', 404, "no operation '$expand' at system level"],
  ['CodeSystem/$expand', 404, "no operation '$expand' at type level of CodeSystem"],
  ['ValueSet/$batch-validate-code', 405, 'GET is not supported here'],
])('GET /%s answers %i', async (path, status, text) => {
  const response = await request(app).get(`/r4/${path}`);
  expect((response.body as Outcome).resourceType).toBe('OperationOutcome');
  expect(textOf(response)).toContain(text);
  expect(response.status).toBe(status);
});

test.each([
  [{ name: 'url', valueBoolean: true }, "The parameter 'url' must be a uri, not a boolean"],
  [{ name: 'url' }, "The parameter 'url' has no value"],
  [{ name: 'url', valueUri: 7 }, "The parameter 'url' must be a text"],
  [{ name: 'count', valueInteger: 1.5 }, "The parameter 'count' must be an integer"],
  [
    { name: 'valueSet', resource: minerals },
    "The parameter 'valueSet' must be a resource of type ValueSet, not CodeSystem",
  ],
  [{ name: 'valueSet', resource: { resourceType: 'ValueSet', compose: [] } }, 'ValueSet.compose must be an object'],
  [
    {
      name: 'valueSet',
      resource: { resourceType: 'ValueSet', compose: { include: [{ filter: [{ property: 'x', op: 1 }] }] } },
    },
    'ValueSet.compose.include[0].filter[0].op must be a string',
  ],
  ['text', "Parameters.parameter[0] must be an object with a 'name'"],
])('POST of the parameter %j answers 400', async (parameter, text) => {
  const response = await post('/r5/ValueSet/$expand', parameters(parameter as object));
  expect(textOf(response)).toContain(text);
  expect(response.status).toBe(400);
});

test('a body of another type is refused', async () => {
  const response = await post('/r5/ValueSet/$expand', minerals);
  expect([response.status, textOf(response)]).toEqual([400, 'The body of $expand must be Parameters, not CodeSystem']);
});

test('a parameter that nobody defines is ignored and logged, and refused under handling=strict', async () => {
  const path = `/r4/ValueSet/$expand?url=${saltValues['url'] as string}&frob=secret`;
  expect((await request(app).get(path)).status).toBe(200);
  expect(log).toContainEqual(expect.objectContaining({ level: 20, operation: 'expand', parameter: 'frob' }));
  const strict = await request(app).get(path).set('Prefer', 'handling=strict');
  expect([strict.status, textOf(strict)]).toEqual([400, "The parameter 'frob' is not known (Prefer: handling=strict)"]);
});
