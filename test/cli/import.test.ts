import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import request from 'supertest';
import { createClientStates, loadEngines, openDefinitions } from '../../src/engines.ts';
import { createService } from '../../src/server.ts';
import { compile } from '../fixtures/terminology/compile.ts';
import { minerals, mineralsNext, mineralsUrl } from '../fixtures/terminology/mineral-codes.ts';
import { writeCodeSystemFile } from '../../src/store/code-system-file/write-code-system-file.ts';
import { runCommand } from './cli-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'calx-imports-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'minerals.json');
writeFileSync(file, JSON.stringify({ id: 'minerals', ...minerals }));
const into = join(folder, 'code-systems');
const calx = (...args: readonly string[]) => runCommand(['import', ...args, '--code-systems', into]);

test('import makes a file, lists it, and removes it', async () => {
  const { code, stdout } = await calx(file);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/concepts +7\nedges +4\nproperties +6\ndesignations +2\n/)]);
  const [row] = JSON.parse((await calx('--list', '--json')).stdout) as [{ path: string }];
  expect(row).toMatchObject({ url: mineralsUrl, version: '1.2.0', concepts: 7 });
  expect((await calx('--list')).stdout).toContain(row.path);
  expect(await calx('--remove', `${mineralsUrl}|9`)).toMatchObject({ code: 1, stdout: '' });
  expect(await calx('--remove', mineralsUrl)).toMatchObject({ code: 0, stdout: `removed ${row.path}\n` });
  expect((await calx('--list')).stdout).toBe(`nothing is imported in ${into}\n`);
});

test.each<[string, readonly string[], number, string]>([
  ['nothing to do', [], 2, 'import takes a FILE, --list or --remove'],
  ['a file that is not there', [join(folder, 'gone.json')], 3, 'gone.json is no file'],
  ['a definition that FHIR does not allow', [join(folder, 'wrong.json')], 3, 'CodeSystem.status'],
])('%s is told', async (_name, args, code, text) => {
  writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ ...minerals, status: 'fresh' }));
  const run = await calx(...args);
  expect([run.code, run.stderr]).toEqual([code, expect.stringContaining(text)]);
});

test('a person at a terminal sees the progress', async () => {
  const { stderr } = await runCommand(['import', file, '--code-systems', join(folder, 'seen')], { isTerminal: true });
  expect(stderr).toContain('calx: reading 100 %');
  expect(stderr).toContain('calx: writing 100 %');
});

describe('the service over imported code systems', () => {
  const own = join(folder, 'served');
  const definitions = openDefinitions({ root: process.cwd(), version: '0', releaseDate: '2026-01-01' });
  let app: RequestListener;

  beforeAll(async () => {
    for (const codeSystem of [minerals, mineralsNext]) {
      await runCommand(['import', file, '--code-systems', own]);
      const { tables } = compile({ id: 'minerals', ...codeSystem });
      writeCodeSystemFile(join(own, `minerals-${codeSystem.version ?? ''}.calxcs`), tables);
    }
    writeFileSync(join(own, 'broken.calxcs'), 'broken'.padEnd(200));
    const engines = await loadEngines(definitions, [], createClientStates(), own);
    expect(engines.warnings).toEqual([
      expect.stringContaining('broken.calxcs is not a code system file'),
      expect.stringContaining(`has ${mineralsUrl}|1.2.0 as`),
    ]);
    expect(engines.loaded).toContain('; imported code systems: 2, of 9 concepts');
    const { root, version, releaseDate } = { root: '', version: '0', releaseDate: '2026-01-01' };
    app = createService(engines, { root, version, releaseDate, logger: pino({ level: 'silent' }) } as never).listener;
  });

  test.each(['r4', 'r5'])('/%s finds them by url, without concepts, and says so', async fhir => {
    const { body } = await request(app).get(`/${fhir}/CodeSystem`).query({ url: mineralsUrl });
    const found = body.entry.map(({ resource }: { resource: { version: string; id: string } }) => resource);
    expect(found.map(({ version }: { version: string }) => version).sort()).toEqual(['1.10.0', '1.2.0']);
    for (const resource of found) {
      expect(resource.meta.tag).toEqual([expect.objectContaining({ code: 'SUBSETTED' })]);
      expect(resource).not.toHaveProperty('concept');
      const read = await request(app).get(`/${fhir}/CodeSystem/${resource.id}`);
      expect([read.status, read.body.version]).toEqual([200, resource.version]);
    }
    const { body: known } = await request(app).get(`/${fhir}/metadata`).query({ mode: 'terminology' });
    const listed = known.codeSystem.find(({ uri }: { uri: string }) => uri === mineralsUrl);
    expect(listed.version).toEqual([
      { code: '1.10.0', isDefault: true },
      { code: '1.2.0', isDefault: false },
    ]);
  });

  test.each(['r4', 'r5'])('/%s answers from their concepts', async fhir => {
    const lookup = await request(app)
      .get(`/${fhir}/CodeSystem/$lookup`)
      .query({ system: mineralsUrl, version: '1.2.0', code: 'pearl' });
    expect(lookup.body.parameter).toContainEqual({ name: 'display', valueString: 'Mother of pearl' });
    const valueSet = { resourceType: 'ValueSet', status: 'active', compose: { include: [{ system: mineralsUrl }] } };
    const expansion = await request(app)
      .post(`/${fhir}/ValueSet/$expand`)
      .send({ resourceType: 'Parameters', parameter: [{ name: 'valueSet', resource: valueSet }] });
    expect(expansion.body.expansion.contains.map(({ code }: { code: string }) => code)).toEqual([
      'calcite',
      'vaterite',
    ]);
    const judged = await request(app)
      .get(`/${fhir}/CodeSystem/$validate-code`)
      .query({ url: mineralsUrl, version: '1.2.0', code: 'quartz' });
    expect(judged.body.parameter).toContainEqual({ name: 'result', valueBoolean: false });
  });

  test('what has not changed is opened once, whatever is loaded again', async () => {
    const [one, other] = [await definitions.readImported(own), await definitions.readImported(own)];
    const open = ({ source }: typeof one) => [...source.listAll()].map(sourced => sourced.open());
    const [first] = open(one);
    expect(open(other)[0]).toBe(first);
    expect(readdirSync(own)).toHaveLength(4);
  });
});
