/** Pages of other origins, proxies, and preferences. */
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';

const { app } = createTestApp();

describe('cross-origin requests', () => {
  test.each(['/r4/ValueSet/salts', '/r4/ValueSet/none', '/fhir/$versions', '/nothing', '/health/live'])(
    '%s may be read by any page, with its headers',
    async path => {
      const { headers } = await request(app).get(path).set('Origin', 'https://page.example');
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-expose-headers']).toBe('ETag, Location, Content-Location, Link, X-Request-Id');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    },
  );

  test.each(['/r4/ValueSet/$expand', '/r5', '/fhir/CodeSystem/_search'])(
    'the preflight of %s is answered',
    async path => {
      const { status, headers, text } = await request(app)
        .options(path)
        .set({ Origin: 'https://page.example', 'Access-Control-Request-Method': 'POST' });
      expect([status, text]).toEqual([204, '']);
      expect(headers['access-control-allow-methods']).toBe('GET, HEAD, POST, OPTIONS');
      expect(headers['access-control-allow-headers']).toMatch(/Content-Type.*If-None-Match.*Prefer/);
    },
  );
});

describe('X-Forwarded-*', () => {
  const forwarded = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'calx.example', 'X-Forwarded-Prefix': '/tx/' };
  const selfOf = async (
    trustedProxies: readonly string[] | undefined,
    headers: object,
  ): Promise<string | undefined> => {
    const proxied = createTestApp(trustedProxies === undefined ? {} : { trustedProxies });
    const { body } = await request(proxied.app)
      .get('/r4/ValueSet?url=x')
      .set({ Host: 'inner.example', ...headers });
    return (body as { link: { url: string }[] }).link[0]?.url;
  };

  test.each([
    ['a proxy that is trusted counts', ['loopback'], forwarded, 'https://calx.example/tx/r4/ValueSet?url=x'],
    ['one of another address does not', ['192.0.2.1'], forwarded, 'http://inner.example/r4/ValueSet?url=x'],
    ['nor any where none is named', undefined, forwarded, 'http://inner.example/r4/ValueSet?url=x'],
    [
      'what is no prefix, host or protocol is not repeated',
      ['loopback'],
      { 'X-Forwarded-Proto': 'javascript', 'X-Forwarded-Host': 'a"b', 'X-Forwarded-Prefix': '//evil.example' },
      'http://localhost/r4/ValueSet?url=x',
    ],
  ])('%s', async (_what, trusted, headers, expected) => {
    expect(await selfOf(trusted, headers)).toBe(expected);
  });
});

describe('Prefer', () => {
  test.each([
    ['return=minimal', 'return=representation'],
    ['return=OperationOutcome; handling=strict', 'handling=strict, return=representation'],
    ['handling="strict"', 'handling=strict'],
    ['handling=lenient', undefined],
    ['respond-async', undefined],
  ])('%s is told to be heeded as %s', async (prefer, applied) => {
    const { status, headers } = await request(app).get('/r4/ValueSet/salts').set('Prefer', prefer);
    expect([status, headers['preference-applied']]).toEqual([200, applied]);
  });

  test('a return that nobody defines is refused where handling is strict', async () => {
    const get = (prefer: string): request.Test => request(app).get('/r4/ValueSet/salts').set('Prefer', prefer);
    expect((await get('return=all')).status).toBe(200);
    expect((await get('return=all, handling=strict')).status).toBe(400);
  });
});
