/** No header gets a 5xx. */
import fc from 'fast-check';
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';
import { saltValues } from '../fixtures/http/resources.ts';

const { app } = createTestApp();
const names = [
  'Accept',
  'Accept-Language',
  'Prefer',
  'If-None-Match',
  'X-Request-Id',
  'X-Too-Costly-Threshold',
  'Host',
];
const text = fc.oneof(
  fc.stringMatching(/^[ -~]{0,20}$/),
  fc.constantFrom(
    '*',
    '-',
    'de;q=x',
    'de,*;q=0',
    ';',
    ',',
    '0',
    '99999999999',
    'handling=strict',
    'a/b;fhirVersion="4.0"',
  ),
);

test('headers of any text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), text, async (name, value) => {
      const response = await request(app)
        .get(`/r5/ValueSet/$expand?url=${saltValues['url'] as string}`)
        .set(name, value.trim());
      expect([name, value, response.status < 500]).toEqual([name, value, true]);
    }),
    { numRuns: 120, seed: 20261121 },
  );
});

test('who leaves early disturbs nobody', async () => {
  await expect(request(app).get('/r5/CodeSystem?_count=500').timeout(1)).rejects.toThrow();
  expect((await request(app).get('/r5/ValueSet/salts')).status).toBe(200);
});
