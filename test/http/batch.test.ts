/** Batches and transactions of what only reads. */
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';
import { saltValues, system } from '../fixtures/http/resources.ts';

const { app } = createTestApp();
const url = saltValues['url'] as string;

interface Entry {
  readonly resource?: { readonly resourceType: string; readonly [element: string]: unknown };
  readonly response: {
    readonly status: string;
    readonly etag?: string;
    readonly outcome?: { readonly issue: { details: { text: string } }[] };
  };
}

const get = (path: string, more: object = {}) => ({ request: { method: 'GET', url: path, ...more } });
const post = (path: string, resource: object) => ({ request: { method: 'POST', url: path }, resource });
const expandOf = (value: string) => ({ resourceType: 'Parameters', parameter: [{ name: 'url', valueUri: value }] });

const send = (type: string, entry: unknown, base = 'r4') =>
  request(app)
    .post(`/${base}`)
    .type('application/fhir+json')
    .send(JSON.stringify({ resourceType: 'Bundle', type, entry }));

async function answersOf(type: string, entry: readonly object[], base = 'r4'): Promise<readonly Entry[]> {
  const { status, body } = await send(type, entry, base);
  expect([status, (body as { type?: string }).type]).toEqual([200, `${type}-response`]);
  return (body as { entry: Entry[] }).entry;
}

const reads = [
  get('ValueSet/salts'),
  get('/CodeSystem?url=' + system),
  get('metadata?mode=terminology'),
  get('ValueSet/salts/_history'),
  get('ValueSet/$expand?url=' + encodeURIComponent(url)),
  post('ValueSet/$expand', expandOf(url)),
  get('ValueSet/salts?_elements=name'),
];
const types = ['ValueSet', 'Bundle', 'TerminologyCapabilities', 'Bundle', 'ValueSet', 'ValueSet', 'ValueSet'];

test.each(['r4', 'r5', 'fhir'].flatMap(base => ['batch', 'transaction'].map(type => [base, type] as const)))(
  '/%s: each entry of a %s is answered as alone',
  async (base, type) => {
    const entries = await answersOf(type, reads, base);
    expect(entries.map(({ resource }) => resource?.resourceType)).toEqual(types);
    expect(entries.map(({ response }) => response.status)).toEqual(types.map(() => '200 OK'));
    const alone = await request(app).get(`/${base}/ValueSet/salts`);
    expect([entries[0]?.resource, entries[0]?.response.etag]).toEqual([alone.body, alone.headers['etag']]);
    expect(entries[5]?.response.etag).toBeUndefined();
    expect(Object.keys(entries[6]?.resource ?? {}).sort()).toEqual(['id', 'meta', 'name', 'resourceType', 'status']);
  },
);

test('what the client has is not sent again', async () => {
  const [first] = await answersOf('batch', [get('ValueSet/salts')]);
  const again = await answersOf('batch', [
    get('ValueSet/salts', { ifNoneMatch: first?.response.etag }),
    get('ValueSet/salts', { ifModifiedSince: '2026-02-01T00:00:00Z' }),
    get('ValueSet/salts', { ifModifiedSince: '2025-02-01T00:00:00Z' }),
  ]);
  expect(again.map(({ response }) => response.status)).toEqual(['304 Not Modified', '304 Not Modified', '200 OK']);
  expect(again[0]?.resource).toBeUndefined();
});

test('an address may be absolute, and HEAD has no resource', async () => {
  const { body } = await request(app)
    .post('/r4')
    .set({ Host: 'calx.example', 'Content-Type': 'application/fhir+json' })
    .send(
      JSON.stringify({
        ...{ resourceType: 'Bundle', type: 'batch' },
        entry: [get('http://calx.example/r4/ValueSet/salts'), { request: { method: 'HEAD', url: 'ValueSet/salts' } }],
      }),
    );
  const [absolute, head] = (body as { entry: Entry[] }).entry;
  expect(absolute?.resource?.['id']).toBe('salts');
  expect([head?.response.status, head?.resource]).toEqual(['200 OK', undefined]);
});

const faults = [
  [get('ValueSet/none'), '404 Not Found', "no ValueSet with the id 'none'"],
  [get('Nothing'), '404 Not Found', "'Nothing' is not a resource type"],
  [get('a/b/c/d/e'), '404 Not Found', 'nothing at this path'],
  [get('%FF'), '400 Bad Request', 'percent-encoding'],
  [get('http://elsewhere.example/ValueSet'), '400 Bad Request', 'is not below'],
  [get('ValueSet?_count=x'), '400 Bad Request', '_count'],
  [get('ValueSet?_summary=x'), '400 Bad Request', '_summary'],
  [get('CodeSystem/$lookup?code=x'), '400 Bad Request', "'system' is required"],
] as const;
const writes = [
  [post('ValueSet', saltValues), '405 Method Not Allowed'],
  [{ request: { method: 'PUT', url: 'ValueSet/salts' }, resource: saltValues }, '405 Method Not Allowed'],
  [{ request: { method: 'DELETE', url: 'ValueSet/salts' } }, '405 Method Not Allowed'],
  [post('ValueSet/_search', expandOf(url)), '422 Unprocessable Entity'],
  [post('', { resourceType: 'Bundle', type: 'batch' }), '422 Unprocessable Entity'],
] as const;

test('a fault of one entry is its own answer', async () => {
  const entries = await answersOf('batch', [...faults.map(([entry]) => entry), get('ValueSet/salts')]);
  expect(entries.map(({ response }) => response.status)).toEqual([...faults.map(([, status]) => status), '200 OK']);
  for (const [index, [, , text]] of faults.entries()) {
    expect(entries[index]?.response.outcome?.issue[0]?.details.text).toContain(text);
  }
});

test('what writes is refused in a batch', async () => {
  const entries = await answersOf(
    'batch',
    writes.map(([entry]) => entry),
  );
  expect(entries.map(({ response }) => response.status)).toEqual(writes.map(([, status]) => status));
});

test.each(writes)('a transaction with %j is refused as a whole', async entry => {
  const { status, text } = await send('transaction', [get('ValueSet/salts'), entry]);
  expect(status).toBe(422);
  expect(text).toContain('The transaction is refused: Bundle.entry[1] writes, and the server is read-only');
});

test.each(faults)('the fault of %j is that of the transaction', async (entry, expected, text) => {
  const response = await send('transaction', [get('ValueSet/salts'), entry]);
  expect(`${response.status}`).toBe(expected.slice(0, 3));
  expect(response.text).toContain('Bundle.entry[1]: ');
  expect(response.text).toContain(text);
});

test.each([
  ['batch', Array.from({ length: 101 }, () => get('metadata')), 422, 'at most 100 entries'],
  ['batch', {}, 400, 'Bundle.entry must be an array'],
  ['batch', [null], 400, 'Bundle.entry[0].request must have method and url'],
  ['batch', [{ request: { method: 'GET', url: 1 } }], 400, 'must have method and url'],
  ['batch', [{ ...get('metadata'), resource: 1 }], 400, 'Bundle.entry[0].resource must be a resource'],
  ['batch', [get('metadata', { ifNoneExist: 'a=b' })], 422, 'ifNoneExist is not supported'],
  ['collection', [get('metadata')], 400, 'of type batch or transaction'],
])('a %s of %j is refused', async (type, entry, status, text) => {
  const response = await send(type, entry);
  expect(response.status).toBe(status);
  expect(response.text).toContain(text);
});

test('a batch of nothing is answered by nothing', async () => {
  expect((await send('batch', undefined)).body).toEqual({ resourceType: 'Bundle', type: 'batch-response' });
});

test('answers that hold too many resources are cut off', async () => {
  const entries = await answersOf(
    'batch',
    Array.from({ length: 6 }, () => get('SearchParameter?_count=500&_elements=url')),
  );
  expect(entries.at(-1)?.response.status).toBe('422 Unprocessable Entity');
  expect(entries.at(-1)?.response.outcome?.issue[0]?.details.text).toContain('too many resources');
});
