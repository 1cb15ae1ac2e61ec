/** `$closure` (https://hl7.org/fhir/R5/terminology-service.html#closure) at both endpoints. */
import request from 'supertest';
import { ClosureTables } from '../../src/terminology/client-state/closure-tables.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { minerals, mineralsOld, system } from '../fixtures/http/resources.ts';

const { app } = createTestApp();
const endpoints = ['r4', 'r5'] as const;

interface Target {
  readonly code: string;
  readonly equivalence?: string;
  readonly relationship?: string;
}

interface Table {
  readonly resourceType: string;
  readonly version: string;
  readonly name: string;
  readonly group?: { source: string; element: { code: string; target: Target[] }[] }[];
}

const concept = (code: string) => ({ name: 'concept', valueCoding: { system, code } });
const named = (name: string, ...more: object[]) => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'name', valueString: name }, ...more],
});
const post = (base: string, body: object, path = '$closure') =>
  request(app).post(`/${base}/${path}`).type('application/fhir+json').send(JSON.stringify(body));
const tableOf = async (base: string, body: object): Promise<Table> => {
  const response = await post(base, body);
  expect([response.status, response.body]).toEqual([200, expect.objectContaining({ resourceType: 'ConceptMap' })]);
  return response.body as Table;
};
const textOf = (body: unknown): string =>
  (body as { issue: { details: { text: string } }[] }).issue[0]?.details.text ?? '';
const pairsOf = ({ group = [] }: Table): string[] =>
  group.flatMap(({ element }) =>
    element.flatMap(({ code, target }) =>
      target.map(to => `${code} ${to.equivalence ?? to.relationship ?? ''} ${to.code}`),
    ),
  );

describe.each(endpoints)('/%s', base => {
  const below = base === 'r4' ? 'subsumes' : 'source-is-narrower-than-target';

  test('a name begins a table, concepts add to it, a version asks for what came since', async () => {
    const name = `problems-${base}`;
    const begun = await tableOf(base, named(name));
    expect(begun).toMatchObject({ version: '0', name: `Closure Table ${name} Creation` });
    expect(begun.group).toBeUndefined();
    const first = await tableOf(base, named(name, concept('salt')));
    expect([first.version, pairsOf(first)]).toEqual(['1', []]);
    const second = await tableOf(base, named(name, concept('halite'), concept('calcite')));
    expect([second.version, pairsOf(second)]).toEqual(['2', [`halite ${below} salt`]]);
    const third = await tableOf(base, named(name, concept('carbonate')));
    expect([third.version, pairsOf(third)]).toEqual(['3', [`calcite ${below} carbonate`]]);
    const version = (valueString: string) => named(name, { name: 'version', valueString });
    expect(pairsOf(await tableOf(base, version('2')))).toEqual([`calcite ${below} carbonate`]);
    expect(pairsOf(await tableOf(base, version('0')))).toHaveLength(2);
    expect(pairsOf(await tableOf(base, version('3')))).toEqual([]);
    await tableOf(base, named(name));
    expect(pairsOf(await tableOf(base, version('0')))).toEqual([]);
  });

  test('an entry goes through the schema of its version', async () => {
    await tableOf(base, named('shape'));
    const { group } = await tableOf(base, named('shape', concept('salt'), concept('halite')));
    const target = group?.[0]?.element[0]?.target[0] ?? {};
    expect(Object.keys(target).sort()).toEqual(['code', base === 'r4' ? 'equivalence' : 'relationship']);
  });

  test('what differs by case alone means the same', async () => {
    const resource = { ...minerals, url: 'http://example.org/any-case', caseSensitive: false };
    const txResource = { name: 'tx-resource', resource };
    const both = ['SALT', 'salt'].map(code => ({ name: 'concept', valueCoding: { system: resource.url, code } }));
    await tableOf(base, named('case'));
    const same = base === 'r4' ? 'equal' : 'equivalent';
    expect(pairsOf(await tableOf(base, named('case', txResource, ...both)))).toEqual([`salt ${same} SALT`]);
  });

  test.each([
    ['a name that is none', named('no name!'), 400, 'invalid closure name "no name!"'],
    ['a table that was not begun', named('never', concept('salt')), 404, 'invalid closure name "never"'],
    ['a version of a table that was not begun', named('never', { name: 'version', valueString: '0' }), 404, 'invalid'],
    ['a version and concepts', named('x', { name: 'version', valueString: '0' }, concept('salt')), 400, 'not both'],
    ['no name', { resourceType: 'Parameters', parameter: [] }, 400, "'name' is required"],
  ])('%s', async (_name, body, status, text) => {
    const response = await post(base, body);
    expect([response.status, textOf(response.body)]).toEqual([status, expect.stringContaining(text)]);
  });

  test.each([
    ['an unknown code', concept('quartz'), 404],
    ['an unknown code system', { name: 'concept', valueCoding: { system: 'http://none', code: 'a' } }, 404],
    ['a concept without system', { name: 'concept', valueCoding: { code: 'a' } }, 400],
    ['a version that there never was', { name: 'version', valueString: '9' }, 400],
  ])('%s leaves the table as it was', async (_name, parameter, status) => {
    await tableOf(base, named('kept'));
    expect((await post(base, named('kept', concept('salt'), parameter))).status).toBe(status);
    const added = await tableOf(base, named('kept', concept('halite')));
    expect([added.version, pairsOf(added)]).toEqual(['1', []]);
  });

  test('another version of the code system makes it begin again', async () => {
    await tableOf(base, named('version'));
    const newest = { name: 'concept', valueCoding: { system, version: '2.0.0', code: 'salt' } };
    const old = { name: 'concept', valueCoding: { system, version: mineralsOld['version'], code: 'halite' } };
    await tableOf(base, named('version', newest));
    const response = await post(base, named('version', old));
    expect([response.status, textOf(response.body)]).toEqual([422, 'closure "version" must be reinitialized']);
  });
});

test('it is found at ConceptMap too, as the specification says in words', async () => {
  expect((await post('r5', named('typed'), 'ConceptMap/$closure')).status).toBe(200);
  expect((await request(app).get('/r5/$closure').query({ name: 'typed' })).status).toBe(405);
});

test('tables are bounded in number, size and age', () => {
  let now = 0;
  const tables = new ClosureTables({ maxTables: 2, maxConcepts: 1, idleMilliseconds: 1000 }, () => now);
  for (const name of ['a', 'b', 'c']) tables.start(name);
  expect(() => tables.get('a')).toThrow('invalid closure name "a"');
  const table = tables.get('b');
  expect(() => tables.assertRoom(table, 2)).toThrow(/at most 1 concepts/);
  now = 2000;
  expect(() => tables.get('b')).toThrow('invalid closure name "b"');
});
