/** Modes and policies of `$validate`, at each level, over HTTP. */
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';

const { app } = createTestApp();

type Tree = Readonly<Record<string, unknown>>;
interface Told {
  readonly severity: string;
  readonly code: string;
  readonly details?: { readonly text: string };
  readonly expression?: readonly string[];
}

async function ask(path: string, body?: Tree): Promise<{ status: number; issue: readonly Told[] }> {
  const asked = body === undefined ? request(app).get(path) : request(app).post(path).send(JSON.stringify(body));
  const { status, body: answer } = await asked.set('Content-Type', 'application/fhir+json');
  return { status, issue: (answer as { readonly issue?: readonly Told[] }).issue ?? [] };
}

const shown = (issue: readonly Told[]): readonly string[] =>
  issue
    .filter(({ severity }) => severity !== 'warning')
    .map(({ severity, code, expression }) => `${severity} ${code} ${expression?.[0] ?? ''}`.trim());

const ok = 'information informational';

async function stored(path: string): Promise<Tree> {
  return (await request(app).get(path)).body as Tree;
}

const patient: Tree = { resourceType: 'Patient', id: 'a', active: true };

test.each(['r4', 'r5'])('%s: what is kept is judged at its own address', async version => {
  const { status, issue } = await ask(`/${version}/CodeSystem/minerals-2-0-0/$validate`);
  expect([status, shown(issue).filter(one => one.startsWith('error'))]).toEqual([200, []]);
  expect((await ask(`/${version}/CodeSystem/nobody/$validate`)).status).toBe(404);
});

test.each<[string, string, Tree, readonly string[]]>([
  ['create: an id is not used', 'Patient/$validate?mode=create', patient, ['information informational Patient.id']],
  ['create: no id', 'Patient/$validate?mode=create', { resourceType: 'Patient', active: true }, []],
  [
    'update: no id',
    'Patient/$validate?mode=update',
    { resourceType: 'Patient', active: true },
    ['error required Patient'],
  ],
  ['update: another id', 'Patient/b/$validate?mode=update', patient, ['error value Patient.id']],
  ['update: its id', 'Patient/a/$validate?mode=update', patient, []],
  [
    'a profile that is its type',
    'Patient/$validate?mode=profile&profile=http://hl7.org/fhir/StructureDefinition/Patient',
    patient,
    [],
  ],
])('%s', async (_what, path, resource, expected) => {
  const { status, issue } = await ask(`/r4/${path}`, resource);
  expect([status, shown(issue)]).toEqual([200, expected]);
});

test('create: url and version are of one resource alone', async () => {
  const known = await stored('/r4/CodeSystem/minerals-2-0-0');
  const { issue } = await ask('/r4/CodeSystem/$validate?mode=create', known);
  expect(shown(issue)).toContain('error duplicate CodeSystem.url');
  const next = await ask('/r4/CodeSystem/$validate?mode=create', { ...known, version: '99.0.0' });
  expect(shown(next.issue)).not.toContain('error duplicate CodeSystem.url');
});

test('update: the url stays', async () => {
  const known = await stored('/r4/CodeSystem/minerals-2-0-0');
  const path = '/r4/CodeSystem/minerals-2-0-0/$validate?mode=update';
  expect(shown((await ask(path, known)).issue).filter(one => one.startsWith('error'))).toEqual([]);
  const moved = await ask(path, { ...known, url: 'http://example.org/CodeSystem/others' });
  expect(shown(moved.issue)).toContain('error business-rule CodeSystem.url');
});

test.each<[string, string, Tree | undefined, number, readonly string[]]>([
  ['nothing refers to', '/r4/ConceptMap/minerals-to-formulas/$validate?mode=delete', undefined, 200, [ok]],
  [
    'others refer to',
    '/r4/CodeSystem/minerals-2-0-0/$validate?mode=delete',
    undefined,
    200,
    ['error conflict CodeSystem'],
  ],
  ['is not here', '/r4/CodeSystem/nobody/$validate?mode=delete', undefined, 404, ['error not-found']],
  [
    'is not here, by Parameters',
    '/r5/CodeSystem/nobody/$validate',
    { resourceType: 'Parameters', parameter: [{ name: 'mode', valueCode: 'delete' }] },
    200,
    ['error not-found CodeSystem'],
  ],
  ['the URL does not name', '/r4/CodeSystem/$validate?mode=delete', undefined, 400, ['error required']],
])('delete: what %s', async (_what, path, body, status, expected) => {
  const told = await ask(path, body);
  expect([told.status, shown(told.issue)]).toEqual([status, expected]);
});

const extended: Tree = { ...patient, extension: [{ url: 'http://salt.test/x', valueString: 'x' }] };
const exampled: Tree = { ...patient, extension: [{ url: 'http://example.org/x', valueString: 'x' }] };
const displayed: Tree = {
  ...patient,
  maritalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'M', display: 'Wed' }],
  },
};
const foreign: Tree = { ...patient, maritalStatus: { coding: [{ system: 'http://salt.test/codes', code: 'm' }] } };
const unmarried: Tree = { resourceType: 'Patient', contact: [{ name: { text: 'a' } }] };
const referring = (reference: string): Tree => ({ ...patient, generalPractitioner: [{ reference }] });

test.each<[string, Tree, string, boolean]>([
  ['', extended, 'error', true],
  ['unknown-extensions=warning', extended, 'error', false],
  ['unknown-extensions=warning', extended, 'warning', true],
  ['', exampled, 'error', false],
  ['example-urls=false', exampled, 'error', true],
  ['', displayed, 'error', true],
  ['wrong-display=information', displayed, 'error', false],
  ['', foreign, 'error', false],
  ['unknown-code-system=error', foreign, 'error', true],
  ['best-practice=error', unmarried, 'error', true],
  ['best-practice=ignore', unmarried, 'error', false],
  ['', referring('Patient/x'), 'error', false],
  ['external-references=type', referring('Patient/x'), 'error', true],
  ['external-references=type', referring('Organization/x'), 'error', false],
  ['external-references=exists', referring('Organization/x'), 'error', true],
])('with %j %j has an %s: %s', async (query, resource, severity, expected) => {
  const { status, issue } = await ask(`/r4/Patient/$validate?${query}`, resource);
  expect(status).toBe(200);
  expect(issue.some(one => one.severity === severity)).toBe(expected);
});

test('policies come in Parameters too, and one without meaning is refused', async () => {
  const named = (valueCode: string): Tree => ({
    resourceType: 'Parameters',
    parameter: [
      { name: 'resource', resource: extended },
      { name: 'unknown-extensions', valueCode },
    ],
  });
  expect(shown((await ask('/r5/$validate', named('information'))).issue)).toEqual([
    'information structure Patient.extension[0]',
  ]);
  expect(await ask('/r5/$validate', named('never'))).toMatchObject({ status: 400, issue: [{ code: 'invalid' }] });
});

test('references that lead to what is kept exist', async () => {
  const reference = { reference: 'CodeSystem/minerals-2-0-0' };
  const basic: Tree = { resourceType: 'Basic', code: { text: 'x' }, subject: reference };
  const path = '/r4/Basic/$validate?external-references=exists';
  expect(shown((await ask(path, basic)).issue)).toEqual([]);
  const lost = await ask(path, { ...basic, subject: { reference: 'CodeSystem/nobody' } });
  expect(shown(lost.issue)).toEqual(['error structure Basic.subject']);
});
