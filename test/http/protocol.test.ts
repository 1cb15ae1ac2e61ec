/** What holds for every request: forms, methods, limits, ids, headers, logs. */
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';
import { saltValues } from '../fixtures/http/resources.ts';

const { app, log } = createTestApp();
const expandUrl = `/r4/ValueSet/$expand?url=${saltValues['url'] as string}`;
const fhirJson = 'application/fhir+json';

interface Outcome {
  readonly resourceType: string;
  readonly issue: readonly { readonly details: { readonly text: string } }[];
}

function expectOutcome(response: request.Response, status: number, text: string): void {
  const outcome = response.body as Outcome;
  expect(response.headers['content-type']).toMatch(/^application\/fhir\+json/);
  expect(outcome.resourceType).toBe('OperationOutcome');
  expect(outcome.issue[0]?.details.text).toContain(text);
  expect(response.status).toBe(status);
}

describe('forms', () => {
  test.each([
    fhirJson,
    'application/json',
    'text/json',
    '*/*',
    'application/fhir+json; fhirVersion=4.0',
    'application/fhir+xml;q=0.5, application/json',
    'application/fhir+xml;q=0.5, application/fhir+json;fhirVersion="4.0"',
    'application/fhir+json, application/fhir+xml',
    'application/fhir+xml;fhirVersion=5.0, */*;q=0.1',
    'application/fhir+json; charset=utf-8',
  ])('Accept: %s gets JSON', async accept => {
    const response = await request(app).get('/r4/ValueSet/salts').set('Accept', accept);
    expect([response.status, response.headers['content-type']]).toEqual([
      200,
      'application/fhir+json; fhirVersion=4.0; charset=utf-8',
    ]);
  });

  test.each([
    'application/fhir+xml',
    'application/xml',
    'text/xml',
    'application/json;q=0.5, application/fhir+xml; fhirVersion=4.0',
    'application/json;q=0, */*',
    // Browsers say so, and show XML.
    'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  ])('Accept: %s gets XML', async accept => {
    const response = await request(app).get('/r4/ValueSet/salts').set('Accept', accept);
    expect([response.status, response.headers['content-type']]).toEqual([
      200,
      'application/fhir+xml; fhirVersion=4.0; charset=utf-8',
    ]);
    expect(response.text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><ValueSet xmlns="http:\/\/hl7.org\/fhir">/);
  });

  test.each([
    'application/fhir+json; fhirVersion=5.0',
    'application/fhir+json; fhirVersion=9.9',
    'application/fhir+json; charset=latin1',
    'application/fhir+turtle',
    'image/png',
    'application/json;q=0',
    'application/json;q=0, application/xml;q=0, */*;q=0',
    ';;;',
  ])('Accept: %s gets 406', async accept => {
    expectOutcome(await request(app).get('/r4/ValueSet/salts').set('Accept', accept), 406, 'with fhirVersion 4.0');
  });

  test('a refusal comes in the format that the client reads', async () => {
    const response = await request(app)
      .get('/r4/ValueSet/salts')
      .set('Accept', 'application/fhir+xml; fhirVersion=5.0');
    expect([response.status, response.headers['content-type']]).toEqual([
      406,
      'application/fhir+xml; fhirVersion=4.0; charset=utf-8',
    ]);
    expect(response.text).toContain('<OperationOutcome xmlns="http://hl7.org/fhir">');
    const missing = await request(app).get('/r4/ValueSet/none?_format=application%2Ffhir%2Bxml');
    expect([missing.status, missing.text.includes('<OperationOutcome')]).toEqual([404, true]);
  });

  test.each(['json', 'application/json', 'application/fhir+json', 'application/fhir%2Bjson', 'text/json'])(
    '_format=%s overrides Accept',
    async format => {
      const response = await request(app).get(`/r4/ValueSet/salts?_format=${format}`).set('Accept', 'text/turtle');
      expect([response.status, response.headers['content-type']]).toEqual([200, expect.stringContaining('json')]);
    },
  );

  test.each(['xml', 'application/xml', 'application/fhir+xml', 'application/fhir%2Bxml;fhirVersion=4.0', 'text/xml'])(
    '_format=%s overrides Accept',
    async format => {
      const response = await request(app).get(`/r4/ValueSet/salts?_format=${format}`).set('Accept', 'application/json');
      expect([response.status, response.headers['content-type']]).toEqual([200, expect.stringContaining('xml')]);
    },
  );

  test.each(['ttl', 'html', 'application/fhir%2Bjson;fhirVersion=5.0'])('_format=%s gets 406', async format => {
    expectOutcome(await request(app).get(`/r4/ValueSet/salts?_format=${format}`), 406, 'application/fhir+xml');
  });

  test('_format in the form of a search is heeded', async () => {
    const response = await request(app).post('/r4/ValueSet/_search').type('form').send('_format=xml&url=x');
    expect(response.headers['content-type']).toContain('application/fhir+xml');
  });

  const body = JSON.stringify({ resourceType: 'Parameters' });

  test.each([
    'application/fhir+turtle',
    'application/x-www-form-urlencoded',
    'application/fhir+json; fhirVersion=5.0',
    'application/fhir+xml; fhirVersion=5.0',
    'application/fhir+xml; charset=utf-16',
    'application/fhir+json; charset=latin1',
  ])('a body of type %s gets 415', async type => {
    const response = await request(app).post(expandUrl).set('Content-Type', type).send(body);
    expect([response.status, (response.body as Outcome).resourceType]).toEqual([415, 'OperationOutcome']);
  });

  test.each(['application/fhir+json;charset=UTF-8', 'application/json', 'application/fhir+json; fhirVersion=4.0'])(
    'a body of type %s is read',
    async type => {
      expect((await request(app).post(expandUrl).set('Content-Type', type).send(body)).status).toBe(200);
    },
  );
});

describe('bodies', () => {
  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    request(app)
      .post(expandUrl)
      .type(fhirJson)
      .set(headers)
      .serialize(String)
      .send(body as string);

  test('broken JSON says where', async () => {
    expectOutcome(await post('{"resourceType":\n "Parameters",}'), 400, 'line 2, column 15');
  });

  test('what is no resource is refused', async () => {
    expectOutcome(await post('[]'), 400, "a JSON object with a 'resourceType'");
  });

  test('more than 16 MiB gets 413', async () => {
    expectOutcome(await post(`{"a":"${'x'.repeat(16 * 1024 * 1024)}"}`), 413, '16 MiB');
  });

  const raw = (body: Buffer, encoding: string) => {
    const call = request(app).post(expandUrl).type(fhirJson).set('Content-Encoding', encoding);
    call.write(body);
    return call;
  };

  test('gzip is inflated, within the limit', async () => {
    expect((await raw(gzipSync('{"resourceType":"Parameters"}'), 'gzip')).status).toBe(200);
    const bomb = gzipSync(`{"a":"${'x'.repeat(17 * 1024 * 1024)}"}`);
    expectOutcome(await raw(bomb, 'gzip'), 413, '16 MiB');
  });

  test('what claims to be gzip and is not gets 400', async () => {
    expectOutcome(await raw(Buffer.from('{}'), 'gzip'), 400, 'could not be read');
  });

  test('an unknown encoding gets 415', async () => {
    expectOutcome(await raw(Buffer.from('{}'), 'zstd2'), 415, 'Content-Encoding');
  });

  test('what is not UTF-8 gets 400', async () => {
    expectOutcome(await raw(Buffer.from([0x7b, 0xff, 0x7d]), 'identity'), 400, 'UTF-8');
  });

  test('a form of another type gets 415', async () => {
    const response = await request(app).post('/r4/ValueSet/_search').type(fhirJson).send('{}');
    expectOutcome(response, 415, 'application/x-www-form-urlencoded');
  });
});

describe('paths and methods', () => {
  test.each([
    ['get', '/nothing', 404, 'at /r4/metadata and /r5/metadata'],
    ['get', '/r4/Nothing', 404, "'Nothing' is not a resource type"],
    ['get', '/r4/Patient/1', 404, "'Patient' is not a resource type"],
    ['get', '/r4/ValueSet/none', 404, "no ValueSet with the id 'none'"],
    ['get', '/r4/ValueSet/salts/_history/1', 404, "no version '1'"],
    ['get', '/r4/ValueSet/none/_history', 404, "no ValueSet with the id 'none'"],
    ['get', '/r4/ValueSet/_type', 404, 'nothing at this path'],
    ['get', '/r4/ValueSet/a/b/c', 404, 'nothing at this path'],
    ['get', '/r4/ValueSet/a/_history/b/c', 404, 'nothing at this path'],
    ['get', '/fhir/Nothing', 404, "'Nothing' is not a resource type"],
    ['get', '/r4/%E0%A4%A', 400, 'percent-encoding'],
    ['get', '/r4/ValueSet?name=%FF', 400, 'percent-encoding'],
    ['get', '/r4', 405, 'allowed: POST, OPTIONS'],
    ['post', '/r4', 400, 'a Bundle of type batch or transaction'],
    ['post', '/r4/ValueSet', 405, 'allowed: GET, HEAD, OPTIONS'],
    ['put', '/r4/ValueSet/salts', 405, 'allowed: GET, HEAD, OPTIONS'],
    ['patch', '/r4/ValueSet/salts', 405, 'allowed: GET, HEAD, OPTIONS'],
    ['delete', '/r4/ValueSet/salts', 405, 'allowed: GET, HEAD, OPTIONS'],
    ['put', '/r4/ValueSet/$expand', 405, 'allowed: GET, HEAD, POST, OPTIONS'],
    ['get', '/r4/ValueSet/_search', 405, 'allowed: POST, OPTIONS'],
    ['post', '/health/live', 405, 'read-only'],
  ] as const)('%s %s answers %i', async (method, path, status, text) => {
    const response = await request(app)[method](path);
    expectOutcome(response, status, text);
    expect('allow' in response.headers).toBe(status === 405);
  });

  test.each(['/r4/', '/r4/ValueSet/', '/r4/ValueSet/salts/'])('%s may end with a slash', async path => {
    expect((await request(app).get(path)).status).toBe(path === '/r4/' ? 405 : 200);
  });

  test('a $ may be encoded', async () => {
    expect((await request(app).get(expandUrl.replace('$', '%24'))).status).toBe(200);
  });

  test('OPTIONS tells the methods', async () => {
    const response = await request(app).options('/r4/ValueSet/$expand');
    expect([response.status, response.headers['allow']]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
  });

  test('/ points at the endpoints', async () => {
    expect((await request(app).get('/')).body).toEqual({
      name: 'Calx',
      version: '0.0.1',
      endpoints: [
        { fhirVersion: '4.0.1', base: '/r4', metadata: '/r4/metadata' },
        { fhirVersion: '5.0.0', base: '/r5', metadata: '/r5/metadata' },
      ],
    });
  });

  test('health is told', async () => {
    expect((await request(app).get('/health/live')).body).toEqual({ status: 'live' });
    expect((await request(app).get('/health/ready')).body).toEqual({ status: 'ready', loaded: 4 });
  });
});

describe('ids, headers and logs', () => {
  test.each([
    ['suite:one/test-2', true],
    ['a b', false],
    ['x'.repeat(129), false],
  ])('a request id %j is repeated: %s', async (id, isRepeated) => {
    const response = await request(app).get('/r4/ValueSet/none').set('X-Request-Id', id);
    expect(response.headers['x-request-id'] === id).toBe(isRepeated);
    expect(response.headers['x-request-id']).toMatch(isRepeated ? /./ : /^[0-9a-f-]{36}$/);
  });

  test('answers can neither be framed nor sniffed, and name no framework', async () => {
    const { headers } = await request(app).get('/r4/ValueSet/none');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test('one line a request: the route, never ids, queries or bodies', async () => {
    log.length = 0;
    const parameter = [{ name: 'code', valueCode: 'confidential' }];
    await request(app)
      .post('/r5/ValueSet/salts/$validate-code?display=confidential')
      .set('X-Request-Id', 'log-1')
      .type(fhirJson)
      .send(JSON.stringify({ resourceType: 'Parameters', parameter }));
    await new Promise(resolve => setTimeout(resolve, 20));
    const lines = log.filter(({ msg }) => msg === 'request');
    expect(lines).toEqual([
      expect.objectContaining({
        requestId: 'log-1',
        method: 'POST',
        route: '/r5/:type/:id/$validate-code',
        version: 'R5',
        operation: 'ValueSet/$validate-code',
        status: 400,
      }),
    ]);
    expect(JSON.stringify(log)).not.toContain('confidential');
  });
});
