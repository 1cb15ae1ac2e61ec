/** The hot path and Express agree to the byte, but for Date and X-Request-Id; and what goes which way. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { forbidden } from '../../src/fhir/fhir-error.ts';
import type { AppOptions } from '../../src/http/app.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { calls, parametersOf } from '../fixtures/http/calls.ts';
import { importRocks, rockCalls, rocksUrl } from '../fixtures/http/imported.ts';
import { startRawServer } from '../fixtures/http/raw-request.ts';
import type { RawRequest, RawServer } from '../fixtures/http/raw-request.ts';
import { minerals, saltValues, system } from '../fixtures/http/resources.ts';

const seed = 20261125;
const numRuns = 1_200;
const stamp = { now: () => new Date(0), newId: () => '00000000-0000-4000-8000-000000000000' };

const servers: RawServer[] = [];
async function start(options: Partial<AppOptions>): Promise<RawServer> {
  const server = await startRawServer(createTestApp(options, stamp, await importRocks()).app);
  servers.push(server);
  return server;
}

let [hot, plain]: RawServer[] = [];
beforeAll(async () => {
  hot = await start({});
  plain = await start({ hotPath: false });
});
afterAll(() => servers.forEach(server => server.close()));

async function expectSame(sent: RawRequest): Promise<number> {
  const [one, other] = await Promise.all([hot!.send(sent), plain!.send(sent)]);
  expect({ sent, ...one, body: one.body.toString('latin1') }).toEqual({
    ...{ sent, ...other },
    body: other.body.toString('latin1'),
  });
  return one.status ?? 0;
}

const json = { 'content-type': 'application/fhir+json' };
const queryOf = (pairs: Readonly<Record<string, string>>): string => new URLSearchParams(pairs).toString();
const paths = [
  ...[...calls, ...rockCalls].map(({ path, query }) => `${path}?${queryOf(query)}`),
  'ValueSet/salts',
  'ValueSet/salts/',
  'ValueSet/none',
  'ValueSet/salts/_history',
  `ValueSet?url=${encodeURIComponent(saltValues['url'] as string)}`,
  'CodeSystem?_count=2&_summary=true',
  `CodeSystem/$lookup?system=${system}&code=none`,
  'CodeSystem/$lookup?code=%zz',
  'CodeSystem/%24lookup?code=a',
  'Patient/1',
  'metadata',
  '',
];

describe('a table of requests', () => {
  const get = paths.flatMap(path => ['r4', 'r5', 'fhir', 'R4'].map(base => `/${base}/${path}`));
  test.each(get)('GET %s', async path => {
    await expectSame({ method: 'GET', path, headers: {} });
    await expectSame({ method: 'HEAD', path, headers: { accept: 'application/fhir+xml' } });
  });

  test.each(calls.map(call => [call.path, call] as const))('POST %s', async (path, call) => {
    const body = JSON.stringify(parametersOf(call));
    for (const base of ['r4', 'r5']) {
      const status = await expectSame({ method: 'POST', path: `/${base}/${path}`, headers: json, body });
      expect(status).toBe(200);
    }
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', (body: string) => Buffer.from(body)],
  ])('a body in %s', async (coding, encode) => {
    const body = encode(JSON.stringify(parametersOf(calls[1]!)));
    const headers = { ...json, 'content-encoding': coding };
    await expectSame({ method: 'POST', path: '/r4/CodeSystem/$lookup', headers, body });
  });

  test('a search as a form', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await expectSame({
      method: 'POST',
      path: '/r5/ValueSet/_search?_count=1',
      headers,
      body: 'name=Salts&_format=xml',
    });
  });
});

describe('generated requests', () => {
  const value = fc.oneof(
    fc.constantFrom('halite', 'salt', 'none', system, saltValues['url'] as string, '1.0.0', '2.0.0', 'true', 'false'),
    fc.constantFrom(rocksUrl, 'basalt', 'tuff'),
    fc.constantFrom('0', '1', '-1', 'de', 'en, *;q=0', 'json', 'xml', 'application/fhir+json', '*', 'sa', ''),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const name = fc.constantFrom(
    ...['url', 'system', 'code', 'codeA', 'codeB', 'version', 'display', 'property', 'count', 'offset', 'filter'],
    ...['displayLanguage', 'excludeNested', 'activeOnly', 'name', 'status', '_id', '_count', '_sort', '_summary'],
    ...['_elements', '_format', '_pretty', '_total', 'frob', 'targetsystem', 'sourceCode', 'targetSystem'],
  );
  const known = fc
    .constantFrom(...calls, ...rockCalls)
    .map(({ path, query }) => ({ path, pairs: Object.entries(query) }));
  const interaction = fc.constantFrom(...['ValueSet', 'CodeSystem', 'ValueSet/salts', 'ConceptMap', 'ValueSet/a/b/c']);
  const place = fc.oneof(
    known,
    interaction.map(path => ({ path, pairs: [] as [string, string][] })),
  );
  const url = fc
    .tuple(fc.constantFrom('r4', 'r5', 'fhir'), place, fc.array(fc.tuple(name, value), { maxLength: 2 }))
    .map(([base, { path, pairs }, more]) => `/${base}/${path}?${new URLSearchParams([...pairs, ...more]).toString()}`);
  const form = 'application/fhir+json';
  const stated = fc.record(
    {
      accept: fc.constantFrom(
        form,
        'application/fhir+xml',
        'application/json',
        '*/*',
        'text/html',
        `${form};fhirVersion=4.0`,
      ),
      'accept-language': fc.constantFrom('de', 'es,en;q=0.5', '*'),
      'accept-encoding': fc.constantFrom('gzip', 'br', 'gzip;q=0.5, identity', 'identity'),
      prefer: fc.constantFrom('handling=strict', 'return=minimal', 'return=all; handling=strict'),
      'if-none-match': fc.constantFrom('*', 'W/"a"', '"b", W/"c"'),
      'if-modified-since': fc.constantFrom('Sat, 03 Jan 2026 00:00:00 GMT', 'yesterday'),
      'x-too-costly-threshold': fc.constantFrom('1', '100', 'x'),
    },
    { requiredKeys: [] },
  );
  const headers = fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: stated });
  const carried = { name: 'tx-resource', resource: minerals };
  const subject = { name: 'valueSet', resource: { ...saltValues, url: 'http://example.org/own' } };
  const bodies = fc
    .tuple(
      fc.constantFrom(...calls),
      fc.subarray([carried, subject]),
      fc.constantFrom(form, 'application/json', 'text/plain'),
    )
    .map(([call, more, type]) => {
      const { parameter, ...rest } = parametersOf(call) as { parameter?: object[] };
      return { body: JSON.stringify({ ...rest, parameter: [...(parameter ?? []), ...more] }), type };
    });
  const request: fc.Arbitrary<RawRequest> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        method: fc.constantFrom('GET', 'GET', 'GET', 'GET', 'GET', 'HEAD', 'HEAD', 'DELETE'),
        path: url,
        headers,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(url, headers, bodies).map(([path, own, { body, type }]) => ({
        method: 'POST',
        path,
        headers: { ...own, 'content-type': type },
        body,
      })),
    },
  );

  test(`${numRuns} requests of seed ${seed}`, async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(request, async sent => {
        const status = await expectSame(sent);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }),
      { numRuns, seed },
    );
    process.stdout.write(`${numRuns} requests of seed ${seed}, by status: ${JSON.stringify([...statuses].sort())}\n`);
    // A comparison of refusals alone would say little.
    expect(statuses.get(200)).toBeGreaterThan(numRuns / 5);
  }, 120_000);
});

describe('permission', () => {
  test.each([true, false])('is asked for with the hot path %s', async hotPath => {
    const asked: string[] = [];
    const authorize = async ({ url, header }: { url: string; header: (name: string) => string | undefined }) => {
      asked.push(url);
      await Promise.resolve();
      if (header('authorization') === undefined) throw forbidden('Not without a token');
    };
    const server = await start({ hotPath, authorize });
    const get = (path: string, headers: Record<string, string> = {}): Promise<number | undefined> =>
      server.send({ method: 'GET', path, headers }).then(({ status }) => status);
    const lookup = `/r4/CodeSystem/$lookup?system=${system}&code=halite`;
    expect([await get(lookup), await get('/r4/metadata'), await get('/health/live')]).toEqual([403, 403, 200]);
    expect(await get(lookup, { authorization: 'Bearer a' })).toBe(200);
    expect(asked).toEqual([lookup, '/r4/metadata', lookup]);
  });
});
