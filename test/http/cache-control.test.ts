/** `$cache-control`: resources that a client leaves, and the requests that name them, at both endpoints. */
import request from 'supertest';
import { findRoute } from '../../src/http/routes.ts';
import { statelessOperations } from '../../src/operations/index.ts';
import { capabilityStatement } from '../../src/operations/interactions/capability-statement.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { system } from '../fixtures/http/resources.ts';

const { app, stores } = createTestApp();
const endpoints = ['r4', 'r5'] as const;

interface Parameter {
  readonly name: string;
  readonly [value: string]: unknown;
}

const parameters = (...parameter: object[]): object => ({ resourceType: 'Parameters', parameter });
const url = 'http://example.org/ValueSet/left';
const left = { resourceType: 'ValueSet', url, status: 'active', compose: { include: [{ system }] } };
const txResource = { name: 'tx-resource', resource: left };
const asked = { name: 'url', valueUri: url };
const byUrl = parameters(asked);

const post = (path: string, body?: object, headers: Record<string, string> = {}) => {
  const sent = request(app).post(path).set(headers);
  return body === undefined ? sent.send() : sent.type('application/fhir+json').send(JSON.stringify(body));
};
const valueOf = (body: unknown, name: string): unknown => {
  const found = (body as { parameter?: Parameter[] }).parameter?.find(parameter => parameter.name === name) ?? {};
  return Object.entries(found).find(([key]) => key.startsWith('value'))?.[1];
};
const start = async (base: string, ...more: object[]): Promise<string> => {
  const { status, body } = await post(`/${base}/$cache-control?mode=start`, parameters(...more));
  expect(status).toBe(200);
  return valueOf(body, 'cache-id') as string;
};
const isUnknown = ({ status, body }: { status: number; body: unknown }): void => {
  expect(status).toBe(404);
  const { issue } = body as { issue: { details: { coding: { code: string }[] } }[] };
  expect(issue[0]?.details.coding[0]?.code).toBe('cache-id-unknown');
};

describe.each(endpoints)('/%s', base => {
  const expandPath = `/${base}/ValueSet/$expand`;

  test('what was left is seen by requests with the id alone, until it is released', async () => {
    const id = await start(base, txResource);
    const other = await start(base);
    expect((await post(expandPath, byUrl, { 'X-Cache-Id': id })).body).toMatchObject({ expansion: { total: 4 } });
    expect((await post(expandPath, parameters(asked, { name: 'cache-id', valueId: id }))).status).toBe(200);
    expect((await request(app).get(expandPath).query({ url }).set('X-Cache-Id', id)).status).toBe(200);
    expect((await post(expandPath, byUrl)).status).toBe(404);
    const { body } = await post(expandPath, byUrl, { 'X-Cache-Id': other });
    expect(JSON.stringify(body)).not.toContain('cache-id-unknown');
    expect((await post(`/${base}/$cache-control?mode=end`, undefined, { 'X-Cache-Id': id })).status).toBe(200);
    isUnknown(await post(expandPath, byUrl, { 'X-Cache-Id': id }));
  });

  test('a cache that is not sealed keeps what requests bring, the value set that they are about too', async () => {
    const id = await start(base, { name: 'sealed', valueBoolean: false });
    const coding = { name: 'coding', valueCoding: { system, code: 'halite' } };
    const validate = `/${base}/ValueSet/$validate-code`;
    const first = await post(validate, parameters({ name: 'valueSet', resource: left }, coding), { 'X-Cache-Id': id });
    expect(valueOf(first.body, 'result')).toBe(true);
    const second = await post(validate, parameters(asked, coding), { 'X-Cache-Id': id });
    expect(valueOf(second.body, 'result')).toBe(true);
  });

  test('check tells how a cache stands, and that there is none', async () => {
    const id = await start(base, txResource);
    const check = (cacheId: string) => post(`/${base}/$cache-control?mode=check`, undefined, { 'X-Cache-Id': cacheId });
    const { body } = await check(id);
    expect(['valid', 'sealed', 'resource-count', 'idle'].map(name => valueOf(body, name))).toEqual([true, true, 1, 0]);
    const none = await check('none');
    expect([none.status, valueOf(none.body, 'valid')]).toEqual([200, false]);
    expect(JSON.stringify(none.body)).toContain('cache-id-unknown');
  });

  test.each([
    ['no mode', '$cache-control', {}, 400],
    ['another mode', '$cache-control?mode=stop', {}, 400],
    ['an end without id', '$cache-control?mode=end', {}, 400],
    ['an end of what is not there', '$cache-control?mode=end', { 'X-Cache-Id': 'none' }, 200],
  ])('%s', async (_name, path, headers, status) => {
    expect((await post(`/${base}/${path}`, undefined, headers)).status).toBe(status);
  });

  test('two ids in one request are a fault', async () => {
    const body = parameters(asked, { name: 'cache-id', valueString: 'one' });
    const response = await post(expandPath, body, { 'X-Cache-Id': 'other' });
    expect([response.status, JSON.stringify(response.body).includes('cache-id-duplicate')]).toEqual([400, true]);
  });

  test('all validations of a batch see what any of them brings, in whatever order', async () => {
    const id = await start(base, { name: 'sealed', valueBoolean: false });
    const coding = { name: 'coding', valueCoding: { system, code: 'halite' } };
    const validation = (...inner: object[]) => ({ name: 'validation', resource: parameters(...inner) });
    const batch = parameters(validation(asked, coding), validation(txResource, asked), validation(asked, coding));
    const { body } = await post(`/${base}/ValueSet/$batch-validate-code`, batch, { 'X-Cache-Id': id });
    const answers = (body as { parameter: { resource: object }[] }).parameter.map(({ resource }) => resource);
    expect(answers.map(answer => valueOf(answer, 'result'))).toEqual([true, undefined, true]);
  });
});

test('an id of one FHIR version is unknown to the other', async () => {
  const id = await start('r4', txResource);
  isUnknown(await post('/r5/ValueSet/$expand', byUrl, { 'X-Cache-Id': id }));
});

test('it changes something, so it is not called by GET, and its definition says so', async () => {
  expect((await request(app).get('/r4/$cache-control').query({ mode: 'start' })).status).toBe(405);
  const { body } = await request(app).get('/r5/OperationDefinition').query({ code: 'cache-control' });
  expect(body).toMatchObject({ entry: [{ resource: { affectsState: true, system: true } }] });
});

test('where several processes answer, what keeps state is neither told of nor served', () => {
  const software = { name: 'Calx', version: '1', releaseDate: '2026-01-01' };
  const namesOf = (...table: [] | [typeof statelessOperations]): string => {
    const { rest } = capabilityStatement(stores.R4, software, 'http://x', ...table) as unknown as { rest: object[] };
    return JSON.stringify(rest);
  };
  for (const name of ['"cache-control"', '"closure"']) {
    expect([namesOf().includes(name), namesOf(statelessOperations).includes(name)]).toEqual([true, false]);
  }
  const served = { store: stores.R4, operations: statelessOperations };
  expect(() => findRoute(served, ['$cache-control'])).toThrow(/no operation/);
  expect(() => findRoute({ store: stores.R4 }, ['$cache-control'])).not.toThrow();
});
