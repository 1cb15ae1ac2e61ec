/** An independent client library against both endpoints. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { createTestApp } from '../fixtures/http/app.ts';
import { saltValues, system } from '../fixtures/http/resources.ts';

const server = createTestApp().app.listen(0, '127.0.0.1');
beforeAll(() => once(server, 'listening'));
afterAll(() => void server.close());

const question = JSON.stringify({
  ...{ valueSetUrl: saltValues['url'], code: 'halite', system },
  targetSystem: 'http://example.org/CodeSystem/formulas',
});

test.each([
  ['r4', '4.0.1'],
  ['r5', '5.0.0'],
])('fhir-kit-client reads metadata, searches, expands, validates and translates at /%s', async (path, fhirVersion) => {
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`;
  const script = 'test/fixtures/http/fhir-kit-client.mjs';
  const { stdout } = await promisify(execFile)(process.execPath, [script, base, question]);
  expect(JSON.parse(stdout)).toEqual({
    ...{ fhirVersion, searched: 1, read: saltValues['url'] },
    ...{ expanded: 2, validated: true, translated: true, refused: 404 },
  });
});
