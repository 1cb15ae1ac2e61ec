/** No input gets a 5xx, and every error is an OperationOutcome: random requests from a fixed seed. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import fc from 'fast-check';
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';
import { calls, parametersOf } from '../fixtures/http/calls.ts';
import { minerals, mineralsMap, saltValues } from '../fixtures/http/resources.ts';

const { app, log } = createTestApp();
const seed = 20261121;
const server = createServer(app).listen(0);
beforeAll(() => once(server, 'listening'));
afterAll(() => void server.close());

const endpoint = fc.constantFrom('r4', 'r5');
const operationPath = fc.constantFrom(...calls.map(({ path }) => path), 'ValueSet/$batch-validate-code');
const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    null,
    [],
    {},
    [[]],
    1e308,
    -1,
    '',
    ' ',
    '|',
    '#',
    'http://example.org/CodeSystem/minerals',
    [null],
    '\u0000',
  ),
);

/** Puts odd values at some places of a tree. */
function damaged(tree: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(tree);
  // JSON leaves out what is undefined.
  const edit = fc.tuple(fc.constantFrom(...paths), fc.oneof(oddValue, fc.constant(undefined)));
  return fc.array(edit, { minLength: 1, maxLength: 3 }).map(edits => {
    const copy = structuredClone(tree);
    for (const [path, value] of edits) replaceAt(copy, path, structuredClone(value));
    return copy;
  });
}

type Path = readonly (string | number)[];

function pathsOf(tree: unknown, path: Path = []): Path[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, child]) => {
    const here = [...path, Array.isArray(tree) ? Number(key) : key];
    return [here, ...pathsOf(child, here)];
  });
}

function replaceAt(tree: unknown, path: Path, value: unknown): void {
  const [key, ...rest] = path;
  if (typeof tree !== 'object' || tree === null || key === undefined) return;
  const parent = tree as Record<string | number, unknown>;
  if (rest.length === 0) parent[key] = value;
  else replaceAt(parent[key], rest, value);
}

const healthy = [
  ...calls.map(call => ({ path: call.path, body: parametersOf(call) })),
  {
    path: 'ValueSet/$expand',
    body: {
      resourceType: 'Parameters',
      parameter: [
        { name: 'valueSet', resource: { ...saltValues, url: 'http://example.org/v' } },
        { name: 'tx-resource', resource: { ...minerals, version: '3.0.0' } },
        { name: 'count', valueInteger: 3 },
        { name: 'property', valueString: 'definition' },
        { name: 'designation', valueString: 'urn:ietf:bcp:47|en' },
        { name: 'displayLanguage', valueCode: 'de,*;q=0.1' },
        { name: 'filter', valueString: 'sa' },
      ],
    },
  },
  {
    path: 'ConceptMap/$translate',
    body: {
      resourceType: 'Parameters',
      parameter: [
        { name: 'conceptMap', resource: mineralsMap },
        { name: 'sourceCodeableConcept', valueCodeableConcept: { coding: [{ system: 'http://x', code: 'y' }] } },
        {
          name: 'dependency',
          part: [
            { name: 'attribute', valueUri: 'http://x' },
            { name: 'value', valueCode: 'y' },
          ],
        },
      ],
    },
  },
  {
    path: 'ValueSet/$validate-code',
    body: {
      resourceType: 'Parameters',
      parameter: [
        { name: 'valueSet', resource: { ...saltValues, contained: [minerals] } },
        { name: 'codeableConcept', valueCodeableConcept: { coding: [{ code: 'y', display: 'z', version: '1' }] } },
        { name: 'tx-resource', resource: minerals },
        { name: 'system-version', valueCanonical: 'http://x|1' },
      ],
    },
  },
];

async function expectSound(call: request.Test, label: string): Promise<void> {
  const response = await call;
  const { status, text } = response;
  if (status >= 500)
    throw new Error(
      `${label} got ${status}: ${text} ${JSON.stringify(log.filter(({ level }) => level === 50).at(-1))}`,
    );
  if (status >= 400) expect((response.body as { resourceType: string }).resourceType).toBe('OperationOutcome');
}

const send = (path: string, body: string): request.Test =>
  request(server).post(path).type('application/fhir+json').send(body);

test('damaged Parameters', async () => {
  const damage = fc.constantFrom(...healthy).chain(({ path, body }) => damaged(body).map(tree => ({ path, tree })));
  await fc.assert(
    fc.asyncProperty(endpoint, damage, async (version, { path, tree }) => {
      const body = JSON.stringify(tree);
      await expectSound(send(`/${version}/${path}`, body), `${version} ${path} ${body}`);
    }),
    { numRuns: 400, seed },
  );
});

test('bodies of any JSON', async () => {
  const body = fc.oneof(
    oddValue,
    fc.record({ resourceType: fc.constantFrom('Parameters', 'ValueSet', 'x'), parameter: oddValue }),
  );
  await fc.assert(
    fc.asyncProperty(endpoint, operationPath, body, async (version, path, value) => {
      await expectSound(
        send(`/${version}/${path}`, JSON.stringify(value)),
        `${version} ${path} ${JSON.stringify(value)}`,
      );
    }),
    { numRuns: 150, seed },
  );
});

test('any query of any operation and search', async () => {
  const path = fc.oneof(operationPath, fc.constantFrom('ValueSet', 'CodeSystem', 'metadata', 'Bundle', 'ConceptMap/x'));
  const name = fc.oneof(
    fc.constantFrom(
      'url',
      'code',
      'system',
      '_count',
      '_page',
      '_sort',
      '_summary',
      '_elements',
      'name',
      'status',
      'date',
      '_id',
    ),
    fc.constantFrom(
      'count',
      'filter',
      'displayLanguage',
      'version',
      '_format',
      'name:exact',
      'name:frob',
      'a.b',
      '_total',
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('1', 'true', '-1', '|', ',', '\\', '$'),
  );
  const query = fc.array(fc.tuple(name, value), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(endpoint, path, query, async (version, at, pairs) => {
      const url = `/${version}/${at}?${new URLSearchParams(pairs).toString()}`;
      await expectSound(request(server).get(url), url);
    }),
    { numRuns: 250, seed },
  );
});

test('any path', async () => {
  const path = fc.array(
    fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('r4', 'r5', 'ValueSet', '..', '%', '$expand')),
    {
      maxLength: 5,
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('get', 'post', 'put', 'delete', 'patch', 'head'), path, async (method, parts) => {
      const url = `/${parts.map(part => (part === '%' ? part : encodeURIComponent(part))).join('/')}`;
      const response = await request(server)[method as 'get'](url);
      expect([url, response.status < 500]).toEqual([url, true]);
    }),
    { numRuns: 150, seed },
  );
});
