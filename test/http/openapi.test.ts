/** The OpenAPI description against the standard's schema, the routes, the parameters and real answers. */
import { spawnSync } from 'node:child_process';
import request from 'supertest';
import { findRoute } from '../../src/http/routes.ts';
import { operations } from '../../src/operations/index.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { calls } from '../fixtures/http/calls.ts';

const { app, stores } = createTestApp();
const versions = ['R4', 'R5'] as const;
type Version = (typeof versions)[number];

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly $ref?: string;
}

interface Described {
  readonly parameters: readonly Parameter[];
  readonly responses: { readonly 200: { readonly content: Readonly<Record<string, { schema?: { $ref: string } }>> } };
}

interface Description {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, { readonly get?: Described; readonly post?: Described }>>;
}

const descriptions = new Map<Version, Description>();
beforeAll(async () => {
  for (const version of versions) {
    const { status, body } = await request(app).get(`/${version.toLowerCase()}/openapi.json`);
    expect(status).toBe(200);
    descriptions.set(version, body as Description);
  }
});

const descriptionOf = (version: Version): Description => descriptions.get(version) as Description;
const pathsOf = (version: Version) => Object.entries(descriptionOf(version).paths);

test('both documents are valid OpenAPI 3.1', () => {
  const input = versions.map(version => JSON.stringify(descriptionOf(version))).join('\n');
  const { stdout } = spawnSync(process.execPath, ['test/fixtures/http/validate-openapi.mjs'], {
    input,
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout)).toEqual([[], []]);
  expect(descriptionOf('R4').openapi).toMatch(/^3\.1/);
});

test.each(['/openapi.json', '/fhir/openapi.json', '/r5/openapi.json'])('%s names its base URL', async path => {
  const { body } = await request(app).get(path).set('Host', 'calx.example');
  const base = path === '/openapi.json' ? '/fhir' : path.replace('/openapi.json', '');
  expect((body as Description).servers).toEqual([{ url: `http://calx.example${base}` }]);
});

/** Every path that the tables make routes of. */
function routablePaths(version: Version): string[] {
  const ofTypes = stores[version].types.flatMap(type =>
    ['', '/_search', '/_history', '/{id}', '/{id}/_history', '/{id}/_history/{vid}'].map(rest => `/${type}${rest}`),
  );
  const prefixes = {
    system: () => '',
    type: (type: string) => `/${type}`,
    instance: (type: string) => `/${type}/{id}`,
  };
  const ofOperations = operations.flatMap(({ name, resource, levels }) =>
    levels[version].map(level => `${prefixes[level](resource)}/$${name}`),
  );
  return ['/', '/metadata', ...ofTypes, ...ofOperations];
}

test.each(versions)('%s: the paths and methods are those of the routes, no more and no less', version => {
  expect(
    pathsOf(version)
      .map(([path]) => path)
      .sort(),
  ).toEqual(routablePaths(version).sort());
  for (const [path, item] of pathsOf(version)) {
    const route = findRoute(
      { store: stores[version] },
      path.split('/').filter(segment => segment !== ''),
    );
    expect([path, 'get' in item, 'post' in item]).toEqual([path, route.get !== undefined, route.post !== undefined]);
  }
});

const queryOf = ({ parameters }: Described): string[] =>
  parameters.flatMap(({ name, in: place }) => (place === 'query' ? [name] : []));

test.each(versions)('%s: every parameter is known to the server', async version => {
  const base = `/${version.toLowerCase()}`;
  for (const [path, { get }] of pathsOf(version)) {
    if (get === undefined) continue;
    // Empty values are no criteria; an operation tells at the first parameter that it does not know.
    const query = queryOf(get)
      .map(name => `${name}=`)
      .join('&');
    const url = `${base}${path.replace('{id}', 'none').replace('{vid}', 'none')}?${query}`;
    const { text } = await request(app).get(url).set('Prefer', 'handling=strict');
    expect([url, text.includes('is not known (Prefer')]).toEqual([url, false]);
  }
});

test.each(versions)('%s: what the server knows of operations and searches is described', version => {
  for (const { name, resource, parameters, levels } of operations) {
    if (!levels[version].includes('type')) continue;
    const described = descriptionOf(version).paths[`/${resource}/$${name}`]?.get;
    if (described === undefined) continue;
    const simple = parameters.filter(
      ({ type, unsupported, scope }) =>
        /^[a-z]/.test(type ?? '') && unsupported === undefined && (scope ?? ['type']).includes('type'),
    );
    expect(queryOf(described)).toEqual(expect.arrayContaining(simple.map(row => row.name)));
  }
  for (const type of stores[version].types) {
    const known = stores[version].searchParameters(type).filter(({ isSupported }) => isSupported);
    const described = descriptionOf(version).paths[`/${type}`]?.get as Described;
    expect(queryOf(described)).toEqual(expect.arrayContaining(known.map(({ name }) => name)));
  }
});

/** The described operation at a path that was called, and the type that its answer is said to be of. */
function describedCall(version: Version, path: string, method: 'get' | 'post'): Described | undefined {
  const pattern = pathsOf(version).find(([described]) =>
    new RegExp(`^${described.replaceAll('$', '\\$').replace(/\{\w+\}/g, '[^/$]+')}$`).test(path),
  );
  return pattern?.[1][method];
}

const reads = ['metadata', 'ValueSet/salts', 'CodeSystem', 'ValueSet/salts/_history', 'ConceptMap/_history'];
const realCalls = [...reads.map(path => ({ path, query: {} })), ...calls.map(({ path, query }) => ({ path, query }))];

test.each(versions.flatMap(version => realCalls.map(call => ({ version, ...call }))))(
  '$version: the answer of $path is as described',
  async ({ version, path, query }) => {
    for (const type of ['application/fhir+json', 'application/fhir+xml']) {
      const response = await request(app).get(`/${version.toLowerCase()}/${path}`).query(query).set('Accept', type);
      const described = describedCall(version, `/${path}`, 'get')?.responses[200].content;
      expect([response.status, Object.keys(described ?? {})]).toEqual([200, expect.arrayContaining([type])]);
      expect(response.headers['content-type']).toContain(type);
      const name = described?.['application/fhir+json']?.schema?.$ref.split('/').at(-1) ?? '';
      const { resourceType } = type.endsWith('json')
        ? (response.body as { resourceType: string })
        : { resourceType: name };
      expect(name === 'Resource' ? resourceType.length > 0 : resourceType === name).toBe(true);
    }
  },
);
