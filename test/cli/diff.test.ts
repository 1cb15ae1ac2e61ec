/** `calx diff`: two versions of the content, from folders and packages. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './cli-run.ts';

const work = mkdtempSync(join(tmpdir(), 'calx-diff-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const site = 'fhir-resources/CodeSystem/calcinosis-site.json';
const map = 'fhir-resources/ConceptMap/calcinosis-type-to-mondo.json';
const rule = 'fhir-resources/PlanDefinition/minocycline-age.r4.json';

/** A copy of the content with changes, as an installation has it. */
function copyWith(name: string, changes: Readonly<Record<string, (text: string) => string>>): string {
  const root = join(work, name);
  for (const folder of ['fhir-resources', 'valuesets']) {
    mkdirSync(join(root, folder), { recursive: true });
    cpSync(folder, join(root, folder), { recursive: true });
  }
  for (const [file, change] of Object.entries(changes)) {
    const text = readFileSync(file, 'utf8');
    expect(change(text)).not.toBe(text);
    writeFileSync(join(root, file), change(text));
  }
  return root;
}

interface Difference {
  readonly codes: readonly { key: string; change: string; fields?: Record<string, { from: string; to: string }> }[];
  readonly recommendations: Difference['codes'];
  readonly resources: Difference['codes'];
  readonly summary: object;
}

test('nothing differs from itself: exit code 0', async () => {
  const { code, stdout } = await runCommand(['diff', '.', '.']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '0 added, 0 removed, 0 changed\n' });
});

test('codes and recommendations that changed are told, by name, with what they said and say', async () => {
  const after = copyWith('after', {
    [site]: text => text.replace('"display": "Thumb"', '"display": "Thumbs"'),
    [map]: text => text.replace('"relationship": "equivalent"', '"relationship": "related-to"'),
    [rule]: text => text.replace("' years'", "' months'"),
  });
  const { code, stdout } = await runCommand(['diff', '.', after, '--json']);
  expect(code).toBe(1);
  const { codes, recommendations, resources, summary } = JSON.parse(stdout) as Difference;
  const [first, second] = codes;
  expect(codes).toHaveLength(2);
  expect(first).toMatchObject({
    key: 'CodeSystem/calcinosis-site#thumb',
    change: 'changed',
    fields: { display: { to: 'Thumbs' } },
  });
  expect(second).toMatchObject({ fields: { relationship: { from: 'equivalent', to: 'related-to' } } });
  expect(recommendations.map(({ key, fields }) => [key, Object.keys(fields ?? {})])).toEqual([
    ['PlanDefinition/minocycline-age#minocycline-age', ['condition in R4']],
  ]);
  expect(resources).toEqual([]);
  expect(summary).toEqual({ added: 0, removed: 0, changed: 3 });
  const text = await runCommand(['diff', after, '.']);
  expect(text.stdout).toMatch(/^ {2}~ CodeSystem\/calcinosis-site#thumb {2}Thumb\n {6}display: 'Thumbs' -> 'Thumb'$/m);
});

test('what was added and removed is told, and a change of metadata as one of the resource', async () => {
  const before = copyWith('before', { [site]: text => text.replace('"Sites of calcinosis', '"Places of calcinosis') });
  rmSync(join(before, map));
  const { stdout } = await runCommand(['diff', before, '.', '--json']);
  const { codes, resources } = JSON.parse(stdout) as Difference;
  expect(codes.length).toBeGreaterThan(5);
  expect(
    codes.every(({ key, change }) => key.startsWith('ConceptMap/calcinosis-type-to-mondo#') && change === 'added'),
  ).toBe(true);
  expect(resources.map(({ key, change }) => `${change} ${key}`)).toEqual([
    'changed CodeSystem/calcinosis-site',
    'added ConceptMap/calcinosis-type-to-mondo',
  ]);
});

test('a package is compared with the folder that it was made from: codes are the same', async () => {
  const out = join(work, 'packages');
  await runCommand(['package', '--out', out]);
  const { packages } = JSON.parse(readFileSync(join(out, 'index.json'), 'utf8')) as { packages: { file: string }[] };
  const { stdout } = await runCommand(['diff', join(out, packages[1]?.file ?? ''), '.', '--json']);
  expect((JSON.parse(stdout) as Difference).codes).toEqual([]);
});

test.each([
  ['a path that is not there', ['diff', '.', '/nowhere'], /does not exist/],
  ['one path', ['diff', '.'], /missing required argument/],
])('%s is a wrong use', async (_name, args, expected) => {
  const { code, stderr } = await runCommand(args);
  expect(code).toBe(2);
  expect(stderr).toMatch(expected);
});
