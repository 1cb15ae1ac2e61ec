/** Validators, conditional requests, content codings and what caches are told. */
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';
import { calls } from '../fixtures/http/calls.ts';
import { saltValues, system } from '../fixtures/http/resources.ts';

const { app } = createTestApp();
const server = createServer(app).listen(0, '127.0.0.1');
beforeAll(() => once(server, 'listening'));
afterAll(() => void server.close());
// Addresses in answers are the client's own, which differ with the port.
const host = { Host: 'calx.example' };
const expandQuery = `ValueSet/$expand?url=${saltValues['url'] as string}`;

const readable = [
  'metadata',
  'metadata?mode=terminology',
  'ValueSet/salts',
  'ValueSet/salts?_summary=true',
  'StructureDefinition/ValueSet',
  'ValueSet/salts/_history',
  'ValueSet/_history?_count=3',
  `CodeSystem?url=${system}`,
  'CodeSystem?_count=1&_summary=true',
  ...calls.map(({ path, query }) => `${path}?${new URLSearchParams(query).toString()}`),
];
const cases = ['r4', 'r5', 'fhir'].flatMap(base => readable.map(path => `/${base}/${path}`));

test.each(cases)('GET %s again costs 304', async path => {
  const first = await request(app).get(path).set(host);
  expect(first.status).toBe(200);
  const tag = first.headers['etag'] ?? '';
  expect(tag).toMatch(/^W\/"[0-9a-f]{32}"$/);
  for (const known of [tag, tag.slice(2), `"other", ${tag}`, '*']) {
    const again = await request(app).get(path).set(host).set('If-None-Match', known);
    expect([known, again.status, again.text]).toEqual([known, 304, '']);
    expect([again.headers['etag'], again.headers['vary'], again.headers['cache-control']]).toEqual([
      tag,
      first.headers['vary'],
      'no-cache',
    ]);
  }
  expect((await request(app).get(path).set(host).set('If-None-Match', 'W/"other"')).status).toBe(200);
  expect((await request(app).head(path).set(host).set('If-None-Match', tag)).status).toBe(304);
});

test('a version never changes, so that it may be kept', async () => {
  const { headers } = await request(app).get('/r5/ValueSet/salts');
  const location = new URL(headers['content-location'] ?? '').pathname;
  const version = await request(app).get(location);
  expect([version.status, version.headers['etag'], version.headers['cache-control']]).toEqual([
    200,
    headers['etag'],
    'max-age=86400, immutable',
  ]);
  expect(
    (
      await request(app)
        .get(location)
        .set('If-None-Match', headers['etag'] ?? '')
    ).status,
  ).toBe(304);
});

test.each([
  ['Fri, 02 Jan 2026 00:00:00 GMT', 304],
  ['Sat, 03 Jan 2026 00:00:00 GMT', 304],
  ['Thu, 01 Jan 2026 00:00:00 GMT', 200],
  ['yesterday', 200],
])('If-Modified-Since: %s answers %i', async (since, status) => {
  const get = (): request.Test => request(app).get('/r4/ValueSet/salts').set('If-Modified-Since', since);
  expect((await get()).status).toBe(status);
  // The tag says more than the date.
  expect((await get().set('If-None-Match', '"other"')).status).toBe(200);
});

test.each([
  ['another version', '/r5/CodeSystem?url=x', {}],
  ['another query', '/r4/CodeSystem?url=y', {}],
  ['another page', '/r4/CodeSystem?url=x&_count=3', {}],
  ['another format', '/r4/CodeSystem?url=x', { Accept: 'application/fhir+xml' }],
  ['another language', '/r4/CodeSystem?url=x', { 'Accept-Language': 'de' }],
  ['another base URL', '/r4/CodeSystem?url=x', { Host: 'other.example' }],
])('%s has another tag', async (_what, path, headers) => {
  const tagOf = async (url: string, own: object): Promise<string | undefined> =>
    (
      await request(app)
        .get(url)
        .set({ Host: 'one.example', ...own })
    ).headers['etag'];
  expect(await tagOf(path, headers)).not.toBe(await tagOf('/r4/CodeSystem?url=x', {}));
});

test('errors and answers to POST are not kept', async () => {
  const missing = await request(app).get('/r4/ValueSet/none').set('If-None-Match', '*');
  expect([missing.status, missing.headers['cache-control'], missing.headers['etag']]).toEqual([
    404,
    'no-store',
    undefined,
  ]);
  const posted = await request(app).post(`/r4/${expandQuery}`).set('If-None-Match', '*');
  expect([posted.status, posted.headers['cache-control'], posted.headers['etag']]).toEqual([
    200,
    'no-store',
    undefined,
  ]);
});

describe('content codings', () => {
  const path = '/r4/CodeSystem?_count=5';

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('%s holds what comes plain', async (coding, inflate) => {
    const fetchRaw = (acceptEncoding: string): Promise<Buffer> =>
      new Promise((resolve, reject) => {
        const { port } = server.address() as AddressInfo;
        const headers = { 'Accept-Encoding': acceptEncoding, ...host };
        get({ port, path, headers }, response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
        }).on('error', reject);
      });
    const [packed, plain] = [await fetchRaw(coding), await fetchRaw('identity')];
    expect(inflate(packed).equals(plain)).toBe(true);
    expect(packed.length).toBeLessThan(plain.length / 3);
  });

  test.each([
    ['gzip', 'gzip'],
    ['br;q=0.5, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['', undefined],
    ['gzip;q=0.2, identity', undefined],
    ['zstd', undefined],
    ['*;q=0', undefined],
  ])('Accept-Encoding: %s gets %s', async (accepted, coding) => {
    const { headers } = await request(app).head(path).set('Accept-Encoding', accepted);
    expect(headers['content-encoding']).toBe(coding);
    expect(headers['vary']).toContain('Accept-Encoding');
  });

  test('what is small comes as it is', async () => {
    const { headers } = await request(app).get('/r4/$versions').set('Accept-Encoding', 'gzip, br');
    expect(headers['content-encoding']).toBeUndefined();
  });
});
