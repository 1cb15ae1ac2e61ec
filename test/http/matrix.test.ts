/** Every operation and interaction, by GET and POST, in both versions and formats: status, type, and the version's schema. */
import request from 'supertest';
import { readXml } from '../../src/fhir/formats/read-xml.ts';
import { writeXml } from '../../src/fhir/formats/write-xml.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { operations } from '../../src/operations/index.ts';
import { systemInteractions, typeInteractions } from '../../src/operations/interactions/interaction.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { calls, parametersOf } from '../fixtures/http/calls.ts';
import { createVersionRules } from '../fixtures/http/gates.ts';
import { saltValues, system } from '../fixtures/http/resources.ts';

const { app, stores } = createTestApp();
const rules = { R4: createVersionRules('R4'), R5: createVersionRules('R5') };
const formats = ['json', 'xml'] as const;
const versions = ['R4', 'R5'] as const;
type Version = (typeof versions)[number];
type Format = (typeof formats)[number];

interface Asked {
  readonly method: 'get' | 'post';
  readonly path: string;
  /** A resource, or the text of a form. */
  readonly body?: object | string;
  readonly status: number;
  readonly type: string;
  /** Code of the interaction or name of the operation that it proves. */
  readonly proves: string;
}

const typeOfAnswer: Readonly<Record<string, string>> = { $expand: 'ValueSet', $snapshot: 'StructureDefinition' };
const operationOf = (path: string): string => path.slice(path.lastIndexOf('$'));

const operationCalls: Asked[] = calls.flatMap(call => {
  const shared = {
    status: 200,
    proves: operationProof(call.path),
    type: typeOfAnswer[operationOf(call.path)] ?? 'Parameters',
  };
  const query = new URLSearchParams(call.query).toString();
  return [
    { ...shared, method: 'get' as const, path: `${call.path}?${query}` },
    { ...shared, method: 'post' as const, path: call.path, body: parametersOf(call) },
    { ...shared, method: 'post' as const, path: `${call.path}?${query}` },
  ];
});

function operationProof(path: string): string {
  return path.startsWith('$') ? `CapabilityStatement/${path}` : `${path.split('/')[0] ?? ''}/${operationOf(path)}`;
}

const coding = { name: 'coding', valueCoding: { system, code: 'halite' } };
const validations = {
  resourceType: 'Parameters',
  parameter: [
    { name: 'url', valueUri: saltValues['url'] },
    { name: 'validation', resource: { resourceType: 'Parameters', parameter: [coding] } },
    { name: 'validation', resource: { resourceType: 'Parameters', parameter: [] } },
  ],
};

const sought = (code: string, valueString: string): object => ({
  name: 'property',
  part: [
    { name: 'code', valueCode: code },
    { name: 'value', valueString },
  ],
});
const findMatches = {
  resourceType: 'Parameters',
  parameter: [
    { name: 'system', valueUri: system },
    { name: 'exact', valueBoolean: false },
    sought('display', 'Halite'),
    sought('colour', 'white'),
  ],
};
const txResource = { name: 'tx-resource', resource: saltValues };
const closure = (...parameter: object[]): object => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'name', valueString: 'matrix' }, ...parameter],
});
const concepts = ['salt', 'halite'].map(code => ({ name: 'concept', valueCoding: { system, code } }));

/** By POST alone. */
const postedCalls: Asked[] = [
  ['CodeSystem/$find-matches', findMatches, 'CodeSystem/$find-matches', 'Parameters'] as const,
  ['$cache-control?mode=start', undefined, 'CapabilityStatement/$cache-control', 'Parameters'] as const,
  [
    '$cache-control?mode=start',
    { resourceType: 'Parameters', parameter: [txResource] },
    'CapabilityStatement/$cache-control',
    'Parameters',
  ] as const,
  ['$closure', closure(), 'ConceptMap/$closure', 'ConceptMap'] as const,
  ['$closure', closure(...concepts), 'ConceptMap/$closure', 'ConceptMap'] as const,
].map(([path, body, proves, type]) => ({
  ...{ method: 'post' as const, path, proves, type, status: 200 },
  ...(body !== undefined && { body }),
}));

const bundle = (type: string): object => ({
  ...{ resourceType: 'Bundle', type },
  entry: ['ValueSet/salts', `CodeSystem?url=${system}`, 'ValueSet/salts/$expand', 'metadata'].map(url => ({
    request: { method: 'GET', url },
  })),
});

const interactionCalls: Asked[] = [
  { method: 'get', path: 'metadata', status: 200, type: 'CapabilityStatement', proves: 'capabilities' },
  {
    method: 'get',
    path: 'metadata?mode=terminology',
    status: 200,
    type: 'TerminologyCapabilities',
    proves: 'capabilities',
  },
  { method: 'get', path: 'ValueSet/salts', status: 200, type: 'ValueSet', proves: 'read' },
  { method: 'get', path: 'StructureDefinition/Patient', status: 200, type: 'StructureDefinition', proves: 'read' },
  { method: 'get', path: 'ValueSet/salts/_history/VID', status: 200, type: 'ValueSet', proves: 'vread' },
  { method: 'get', path: 'ValueSet/salts/_history', status: 200, type: 'Bundle', proves: 'history-instance' },
  { method: 'get', path: 'ConceptMap/_history?_count=3', status: 200, type: 'Bundle', proves: 'history-type' },
  { method: 'get', path: `CodeSystem?url=${system}`, status: 200, type: 'Bundle', proves: 'search-type' },
  { method: 'get', path: 'SearchParameter?_count=5&_summary=true', status: 200, type: 'Bundle', proves: 'search-type' },
  {
    method: 'post',
    path: 'CodeSystem/_search',
    body: `url=${system}`,
    status: 200,
    type: 'Bundle',
    proves: 'search-type',
  },
  { method: 'post', path: '', body: bundle('batch'), status: 200, type: 'Bundle', proves: 'batch' },
  { method: 'post', path: '', body: bundle('transaction'), status: 200, type: 'Bundle', proves: 'transaction' },
  {
    method: 'post',
    path: 'ValueSet/$batch-validate-code',
    body: validations,
    status: 200,
    type: 'Parameters',
    proves: 'ValueSet/$batch-validate-code',
  },
  ...['$validate', 'Resource/$validate', 'Patient/$validate', 'Patient/p1/$validate'].map(path => ({
    method: 'post' as const,
    path,
    body: { resourceType: 'Patient', birthDate: '2023-02-29', contact: [{}] },
    status: 200,
    type: 'OperationOutcome',
    proves: 'Resource/$validate',
  })),
  {
    method: 'get',
    path: 'ValueSet/salts/$validate',
    status: 200,
    type: 'OperationOutcome',
    proves: 'Resource/$validate',
  },
  { method: 'get', path: 'Patient/$validate', status: 400, type: 'OperationOutcome', proves: 'error' },
  { method: 'get', path: 'Salt/$validate', status: 404, type: 'OperationOutcome', proves: 'error' },
  { method: 'get', path: 'ValueSet/none', status: 404, type: 'OperationOutcome', proves: 'error' },
  { method: 'get', path: 'ValueSet?_has:x:y:z=1', status: 422, type: 'OperationOutcome', proves: 'error' },
  { method: 'get', path: 'ValueSet/$expand', status: 400, type: 'OperationOutcome', proves: 'error' },
  { method: 'post', path: 'ValueSet', body: {}, status: 405, type: 'OperationOutcome', proves: 'error' },
];

const everyCall = [...interactionCalls, ...operationCalls, ...postedCalls];
const cases = versions.flatMap(version =>
  formats.flatMap(format => everyCall.map(asked => ({ version, format, ...asked }))),
);

async function ask({ version, format, method, path, body }: Asked & { version: Version; format: Format }) {
  const base = `/${version.toLowerCase()}`;
  const mime = `application/fhir+${format}`;
  const vid = path.includes('VID') ? await versionIdOf(`${base}/ValueSet/salts`) : '';
  const call = request(app)
    [method](`${base}/${path.replace('VID', vid)}`)
    .set('Accept', mime)
    .buffer(true)
    .parse(asText);
  if (typeof body === 'string') return call.type('form').send(body);
  if (body === undefined || Object.keys(body).length === 0) return call;
  const text = format === 'xml' ? writeXml(body as AnyResource, rules[version].shapes) : JSON.stringify(body);
  return call.set('Content-Type', mime).send(text);
}

async function versionIdOf(path: string): Promise<string> {
  return ((await request(app).get(path)).body as { meta: { versionId: string } }).meta.versionId;
}

type Parse = Parameters<request.Test['parse']>[0];

const asText = ((response: NodeJS.ReadableStream, done: (error: Error | null, text: string) => void) => {
  const chunks: Buffer[] = [];
  response
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => done(null, Buffer.concat(chunks).toString()));
}) as unknown as Parse;

test.each(cases)('$version $format $method /$path answers $status $type', async asked => {
  const { version, format, status, type } = asked;
  const response = await ask(asked);
  const text = response.body as string;
  const mime = version === 'R4' ? '4.0' : '5.0';
  expect([response.status, response.headers['content-type']]).toEqual([
    status,
    `application/fhir+${format}; fhirVersion=${mime}; charset=utf-8`,
  ]);
  const resource = format === 'xml' ? readXml(text, rules[version].shapes) : (JSON.parse(text) as AnyResource);
  expect(resource.resourceType).toBe(type);
  expect(rules[version].gate.check(resource)).toEqual([]);
});

test('nothing that is served is left out', () => {
  const proven = new Set(everyCall.map(({ proves }) => proves));
  const served = [
    ...operations.map(({ resource, name }) => `${resource}/$${name}`),
    ...[...typeInteractions, ...systemInteractions].map(({ code }) => code),
  ];
  expect(served.filter(each => !proven.has(each))).toEqual([]);
  expect(cases.length).toBeGreaterThan(200);
});

test.each(versions.flatMap(version => stores[version].types.map(type => [version, type] as const)))(
  '%s: %s is found, read and told of in XML as in JSON',
  async (version, type) => {
    const base = `/${version.toLowerCase()}`;
    const [stored] = stores[version].listAll(type);
    for (const path of [`${type}?_count=1`, ...(stored === undefined ? [] : [`${type}/${stored.id}`])]) {
      const host = { Host: 'calx.example' };
      const json = await request(app).get(`${base}/${path}`).set(host);
      const xml = await request(app)
        .get(`${base}/${path}`)
        .set(host)
        .set('Accept', 'application/fhir+xml')
        .buffer(true)
        .parse(asText);
      expect([json.status, xml.status]).toEqual([200, 200]);
      expect(withoutNarrative(readXml(xml.body as string, rules[version].shapes))).toEqual(withoutNarrative(json.body));
      expect(rules[version].gate.check(json.body as AnyResource)).toEqual([]);
    }
  },
);

/** XHTML's text may differ in entities and quotes. */
function withoutNarrative(resource: unknown): unknown {
  return JSON.parse(JSON.stringify(resource, (key, value: unknown) => (key === 'div' ? 'div' : value)));
}
