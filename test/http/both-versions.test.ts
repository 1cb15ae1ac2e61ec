/** `/fhir` serves both versions: Content-Type says what is read, Accept what is written. */
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';
import { mineralsMap, saltValues, system } from '../fixtures/http/resources.ts';

const { app } = createTestApp();
const accept = (fhirVersion: string, format = 'json'): string =>
  `application/fhir+${format}; fhirVersion=${fhirVersion}`;

test.each([
  ['*/*', '4.0.1', '4.0'],
  [accept('4.0'), '4.0.1', '4.0'],
  [accept('4.0.1'), '4.0.1', '4.0'],
  [accept('5.0'), '5.0.0', '5.0'],
  [accept('5.0.0'), '5.0.0', '5.0'],
  [`${accept('6.0')}, ${accept('5.0')};q=0.1`, '5.0.0', '5.0'],
])('GET /fhir/metadata as %s is of FHIR %s', async (asked, number, mime) => {
  const { body, headers } = await request(app).get('/fhir/metadata').set('Accept', asked);
  expect(body).toMatchObject({
    fhirVersion: number,
    implementation: { url: expect.stringMatching(/\/fhir$/) as string },
  });
  expect(headers['content-type']).toBe(`application/fhir+json; fhirVersion=${mime}; charset=utf-8`);
});

test('_format keeps the version that Accept names', async () => {
  const { headers } = await request(app).get('/fhir/ValueSet/salts?_format=xml').set('Accept', accept('5.0'));
  expect(headers['content-type']).toBe('application/fhir+xml; fhirVersion=5.0; charset=utf-8');
});

test('a version that is not served gets 406 and 415', async () => {
  expect((await request(app).get('/fhir/metadata').set('Accept', accept('3.0'))).status).toBe(406);
  const sent = request(app).post('/fhir/ValueSet/$expand').set('Content-Type', accept('4.3')).send('{}');
  expect((await sent).status).toBe(415);
});

test('links stay at /fhir', async () => {
  const { body } = await request(app).get('/fhir/CodeSystem?_count=1');
  const { link, entry } = body as { link: { url: string }[]; entry: { fullUrl: string }[] };
  for (const url of [...link.map(each => each.url), ...entry.map(({ fullUrl }) => fullUrl)]) {
    expect(new URL(url).pathname).toMatch(/^\/fhir\//);
  }
});

/** Each version's own shape of a map that is sent along. */
const maps = {
  '4.0': { target: [{ code: 'NaCl', equivalence: 'equivalent' }] },
  '5.0': { target: [{ code: 'NaCl', relationship: 'equivalent' }] },
};
const matchNames = { '4.0': 'equivalence', '5.0': 'relationship' };
const versions = ['4.0', '5.0'] as const;

test.each(versions.flatMap(read => versions.map(written => [read, written] as const)))(
  'a body of %s is read, and answered in %s',
  async (read, written) => {
    const group = {
      source: system,
      target: 'http://example.org/formulas',
      element: [{ code: 'halite', ...maps[read] }],
    };
    const conceptMap = { ...mineralsMap, url: 'http://example.org/sent', group: [group] };
    const parameter = [
      { name: 'conceptMap', resource: conceptMap },
      { name: 'coding', valueCoding: { system, code: 'halite' } },
    ];
    const { status, body } = await request(app)
      .post('/fhir/ConceptMap/$translate')
      .set({ 'Content-Type': accept(read), Accept: accept(written) })
      .send(JSON.stringify({ resourceType: 'Parameters', parameter }));
    const answer = body as { parameter: { name: string; part?: { name: string; valueCode?: string }[] }[] };
    expect(status).toBe(200);
    const match = answer.parameter.find(({ name }) => name === 'match');
    expect(match?.part).toContainEqual({ name: matchNames[written], valueCode: 'equivalent' });
  },
);

describe('$versions', () => {
  test.each([
    ['/fhir', ['4.0', '5.0'], '4.0'],
    ['/r4', ['4.0'], '4.0'],
    ['/r5', ['5.0'], '5.0'],
  ])('%s names %j', async (base, codes, first) => {
    const { body } = await request(app).get(`${base}/$versions`).set('Accept', 'application/fhir+json');
    expect(body).toEqual({
      resourceType: 'Parameters',
      parameter: [...codes.map(valueCode => ({ name: 'version', valueCode })), { name: 'default', valueCode: first }],
    });
  });

  test.each(['get', 'post'] as const)('a general media type gets the plain form, by %s', async method => {
    const json = await request(app)[method]('/fhir/$versions').set('Accept', 'application/json');
    expect([json.headers['content-type'], json.body]).toEqual([
      'application/json; charset=utf-8',
      { versions: ['4.0', '5.0'], default: '4.0' },
    ]);
    const xml = await request(app)[method]('/fhir/$versions').set('Accept', 'application/xml');
    expect([xml.headers['content-type'], xml.text]).toEqual([
      'application/xml; charset=utf-8',
      '<?xml version="1.0" encoding="UTF-8"?><versions><version>4.0</version><version>5.0</version><default>4.0</default></versions>',
    ]);
  });
});

test('an expansion is the same at each base', async () => {
  const bodies = await Promise.all(
    ['/r4', '/fhir'].map(
      async base =>
        (await request(app).get(`${base}/ValueSet/$expand?url=${saltValues['url'] as string}`)).body as {
          expansion: { contains: unknown };
        },
    ),
  );
  expect(bodies[0]?.expansion.contains).toEqual(bodies[1]?.expansion.contains);
});
