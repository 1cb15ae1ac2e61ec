/** The same question gets the same answer by GET and by POST, and in R4 and in R5 after conversion. */
import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import fc from 'fast-check';
import request from 'supertest';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { saltValues, system as mineralsSystem } from '../fixtures/http/resources.ts';
import { sentUrl } from '../fixtures/laws/ask.ts';
import { codeOf } from '../fixtures/laws/code-systems.ts';
import { textToFind } from '../fixtures/laws/naive-search.ts';
import { holdsAlways } from '../fixtures/laws/run-law.ts';
import { firstSystem, secondSystem, valueSetOf, world } from '../fixtures/laws/value-sets.ts';
import type { World } from '../fixtures/laws/value-sets.ts';

jest.setTimeout(240_000);

const { app } = createTestApp();
const server = createServer(app).listen(0);
const agent = new Agent({ keepAlive: true, maxSockets: 4 });
beforeAll(() => once(server, 'listening'));
afterAll(() => {
  agent.destroy();
  server.close();
});

interface Answer {
  readonly status: number;
  readonly body: AnyResource;
}

/** The answer without what is new each time: an expansion's identifier and time. */
function comparable({ status, body }: request.Response): Answer {
  const resource = structuredClone(body) as AnyResource & { expansion?: Record<string, unknown> };
  if (resource.expansion !== undefined) {
    delete resource.expansion['identifier'];
    delete resource.expansion['timestamp'];
  }
  return { status, body: resource };
}

async function post(version: FhirVersion, path: string, parameter: readonly object[]): Promise<Answer> {
  const text = JSON.stringify({ resourceType: 'Parameters', parameter });
  const call = request(server).post(`/${version.toLowerCase()}/${path}`).agent(agent);
  return comparable(await call.type('application/fhir+json').send(text));
}

async function get(version: FhirVersion, path: string, query: readonly (readonly [string, string])[]): Promise<Answer> {
  const text = new URLSearchParams(query as [string, string][]).toString();
  return comparable(await request(server).get(`/${version.toLowerCase()}/${path}?${text}`).agent(agent));
}

interface Call {
  readonly path: string;
  readonly parameter: readonly { readonly name: string; readonly [value: `value${string}`]: unknown }[];
}

const coreSets = ['administrative-gender', 'publication-status', 'filter-operator', 'issue-type', 'c80-doc-typecodes'];
const setUrl = fc.oneof(
  fc.constantFrom(...coreSets.map(name => `http://hl7.org/fhir/ValueSet/${name}`)),
  fc.constantFrom(saltValues['url'] as string, 'http://example.org/ValueSet/none', ''),
);
const systemUrl = fc.oneof(
  fc.constantFrom(...coreSets.map(name => `http://hl7.org/fhir/${name}`)),
  fc.constantFrom(mineralsSystem, 'http://example.org/CodeSystem/none'),
);
const code = fc.constantFrom(
  'male',
  'active',
  'is-a',
  'halite',
  'salt',
  'calcite',
  'fatal',
  'invalid',
  'none such',
  '',
);

/** Some of these parameters. */
function someOf(rows: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Call['parameter']> {
  const all = Object.entries(rows).map(([key, value]) => {
    const [name = '', type = ''] = key.split(' ');
    return fc.option(
      value.map(item => ({ name, [`value${type}`]: item })),
      { nil: undefined },
    );
  });
  return fc.tuple(...all).map(items => items.filter(item => item !== undefined));
}

const call: fc.Arbitrary<Call> = fc.oneof(
  someOf({
    'url Uri': setUrl,
    'filter String': textToFind,
    'count Integer': fc.integer({ min: -1, max: 9 }),
    'offset Integer': fc.nat(9),
    'activeOnly Boolean': fc.boolean(),
    'includeDesignations Boolean': fc.boolean(),
    'excludeNested Boolean': fc.boolean(),
    'displayLanguage Code': fc.constantFrom('de', 'en-GB', '-', 'fr,*;q=0'),
    'property String': fc.constantFrom('definition', 'parent'),
  }).map(parameter => ({ path: 'ValueSet/$expand', parameter })),
  someOf({
    'url Uri': setUrl,
    'system Uri': systemUrl,
    'code Code': code,
    'display String': fc.constantFrom('Male', 'male', 'Halite', 'wrong'),
    'abstract Boolean': fc.boolean(),
    'inferSystem Boolean': fc.boolean(),
    'lenient-display-validation Boolean': fc.boolean(),
  }).map(parameter => ({ path: 'ValueSet/$validate-code', parameter })),
  someOf({ 'url Uri': systemUrl, 'code Code': code, 'display String': fc.constantFrom('Male', 'x') }).map(
    parameter => ({
      path: 'CodeSystem/$validate-code',
      parameter,
    }),
  ),
  someOf({ 'system Uri': systemUrl, 'code Code': code, 'property Code': fc.constantFrom('parent', 'display') }).map(
    parameter => ({ path: 'CodeSystem/$lookup', parameter }),
  ),
  someOf({ 'system Uri': systemUrl, 'codeA Code': code, 'codeB Code': code }).map(parameter => ({
    path: 'CodeSystem/$subsumes',
    parameter,
  })),
  someOf({ 'system Uri': systemUrl, 'sourceCode Code': code, 'targetSystem Uri': systemUrl }).map(parameter => ({
    path: 'ConceptMap/$translate',
    parameter,
  })),
);

test('GET and POST agree', () =>
  holdsAlways(
    'GET and POST agree',
    fc.tuple(fc.constantFrom('R4', 'R5'), call),
    async ([version, { path, parameter }]) => {
      // An empty value is no JSON value, and in a query it is none.
      const sent = parameter.filter(item => Object.values(item).every(value => value !== ''));
      const query = sent.map(({ name, ...value }) => [name, String(Object.values(value)[0])] as const);
      expect(await get(version, path, query)).toEqual(await post(version, path, sent));
    },
  ));

/** What a request about the world carries, in one version's form. */
function carried(version: FhirVersion, { codeSystems, imports, compose }: World): readonly object[] {
  const write = (resource: unknown): AnyResource => versionCodecs[version].write(resource as AnyResource);
  return [
    ...[...codeSystems, ...imports].map(resource => ({ name: 'tx-resource', resource: write(resource) })),
    { name: 'valueSet', resource: write(valueSetOf(sentUrl, compose)) },
  ];
}

/** The answer of one version, as the model. */
async function ask(version: FhirVersion, { path, parameter }: Call, example: World): Promise<Answer> {
  const { status, body } = await post(version, path, [...carried(version, example), ...parameter]);
  return { status, body: versionCodecs[version].read(body) };
}

const aboutWorld: fc.Arbitrary<Call> = fc.oneof(
  someOf({
    'filter String': textToFind,
    'count Integer': fc.nat(5),
    'offset Integer': fc.nat(5),
    'activeOnly Boolean': fc.boolean(),
    'includeDesignations Boolean': fc.boolean(),
    'excludeNested Boolean': fc.boolean(),
    'displayLanguage Code': fc.constantFrom('de', 'fr'),
    'property String': fc.constantFrom('definition', 'colour', 'mass', 'kind', 'parent'),
  }).map(parameter => ({ path: 'ValueSet/$expand', parameter })),
  fc
    .tuple(fc.constantFrom(firstSystem, secondSystem), codeOf, fc.constantFrom('chalk', 'Stone', undefined))
    .map(([system, value, display]) => ({
      path: 'ValueSet/$validate-code',
      parameter: [{ name: 'coding', valueCoding: { system, code: value, ...(display !== undefined && { display }) } }],
    })),
);

test('R4 and R5 agree', () =>
  holdsAlways('R4 and R5 agree', fc.tuple(world, aboutWorld), async ([example, asked]) => {
    expect(await ask('R4', asked, example)).toEqual(await ask('R5', asked, example));
  }));
