/** `calx validate`: what is read, what people and programs are told, exit codes, packages and policies. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Ajv } from 'ajv';
import { runCommand as run } from './cli-run.ts';

const sound = '{"resourceType":"Patient","active":true}';
const faulty = '{\n  "resourceType": "Patient",\n  "birthDate": "1990-13-01"\n}';

/** The command; resources here have no narrative, which is no matter of these tests. */
function runCommand(args: readonly string[], options?: Parameters<typeof run>[1]): ReturnType<typeof run> {
  const [name = '', ...rest] = args;
  return run([name, '--best-practice', 'ignore', ...rest], options);
}

/** A folder with these files; what they hold by name. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'calx-validate-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

interface Told {
  readonly results: readonly {
    readonly file: string;
    readonly line: number;
    readonly fhirVersion: string;
    readonly isValid: boolean;
    readonly outcome: { readonly issue: readonly { readonly extension?: readonly { valueInteger?: number }[] }[] };
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

async function told(args: readonly string[], input = ''): Promise<Told> {
  const { stdout } = await runCommand(['validate', '--json', ...args], { input });
  return JSON.parse(stdout) as Told;
}

test('a sound resource is told in a summary and ends with 0', async () => {
  const { code, stdout, stderr } = await runCommand(['validate', join(folderOf({ 'a.json': sound }), 'a.json')]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\n1 resource, no errors \(0 errors, 0 warnings\)\n.* resources\/s, peak memory \d+ MB\n$/);
});

test('an error is told with file, line, column, severity, rule and the line itself, and ends with 1', async () => {
  const file = join(folderOf({ 'a.json': faulty }), 'a.json');
  const { code, stdout } = await runCommand(['validate', file, '--fhir', 'r4']);
  expect(code).toBe(1);
  const [first, line, caret] = stdout.split('\n');
  expect(first).toMatch(`${file}:3:3: error: Patient.birthDate: `);
  expect(first).toMatch(/\[Type_Specific_Checks_DT_Date_Valid\]$/);
  expect([line, caret]).toEqual(['  | "birthDate": "1990-13-01"', '  | ^']);
});

describe('files, folders and patterns', () => {
  const folder = folderOf({
    'one.json': sound,
    'package.json': '{"name":"no resource"}',
    'deep/two.xml': '<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>',
    'deep/three.ndjson': `${sound}\n\n${sound}\r\n`,
    'node_modules/four.json': sound,
    'note.txt': 'no',
  });

  test.each<[string, string[], number]>([
    ['a folder has all below it', [folder], 4],
    ['a pattern names any depth', [`${folder}/**/*.xml`], 1],
    ['a pattern names alternatives', [`${folder}/deep/*.{xml,ndjson}`], 3],
    ['a file that is named twice is read once', [`${folder}/one.json`, folder], 4],
  ])('%s', async (_what, args, resources) => {
    expect((await told(args)).summary).toMatchObject({ resources, withErrors: 0 });
  });

  test('JSON that is no resource is passed over in a folder, and an error when it is named', async () => {
    expect((await told([folder])).summary).toMatchObject({ passedOver: 1, errors: 0 });
    expect((await told([join(folder, 'package.json')])).summary).toMatchObject({ passedOver: 0, withErrors: 1 });
  });

  test.each([
    ['a file that does not exist', ['/nowhere/x.json'], /no such file/],
    ['a pattern that names nothing', [`${folder}/*.nothing`], /no JSON, XML or NDJSON/],
    ['a folder that is not there for SARIF', [folder, '--sarif', '/nowhere/x.sarif'], /--sarif/],
  ])('%s ends with 2', async (_what, args, message) => {
    const { code, stderr } = await runCommand(['validate', ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('texts', () => {
  test.each([
    ['JSON', faulty, ['stdin']],
    ['XML', '\n<Patient xmlns="http://hl7.org/fhir"><birthDate value="1990-13-01"/></Patient>', ['stdin']],
    ['NDJSON', `${sound}\n{"resourceType":"Patient","birthDate":"1990-13-01"}\n`, ['stdin', 'stdin']],
  ])('standard input may be %s', async (_format, input, files) => {
    const { results, summary } = await told(['-'], input);
    expect(results.map(({ file }) => file)).toEqual(files);
    expect(summary).toMatchObject({ withErrors: 1, errors: 1 });
  });

  test('a line of NDJSON that is no JSON is told with its line in the file, and the next is read', async () => {
    const file = join(folderOf({ 'a.ndjson': `${sound}\n{oh\n${sound}\n` }), 'a.ndjson');
    const { stdout } = await runCommand(['validate', file]);
    expect(stdout).toMatch(`${file}:2:2: error: Invalid JSON: expected a property name`);
    expect(stdout).toMatch(/3 resources, 1 with errors/);
  });

  test('positions in the answer for programs are those of the file', async () => {
    const { results } = await told(['-'], `${sound}\n{"resourceType":"Patient","active":1}\n`);
    const extension = results[1]?.outcome.issue[0]?.extension ?? [];
    expect(extension.slice(0, 2).map(({ valueInteger }) => valueInteger)).toEqual([2, 27]);
  });
});

describe('versions', () => {
  test.each([
    ['R4 where both know it', sound, 'R4'],
    [
      'the version that has the type',
      '{"resourceType":"RequestOrchestration","status":"active","intent":"plan"}',
      'R5',
    ],
    [
      'the version that has the elements',
      '{"resourceType":"Encounter","status":"planned","subjectStatus":{"text":"in"}}',
      'R5',
    ],
    ['the version that the resource names', '{"resourceType":"StructureDefinition","fhirVersion":"5.0.0"}', 'R5'],
    [
      'the version that has the elements of XML',
      '<Encounter xmlns="http://hl7.org/fhir"><subjectStatus><text value="in"/></subjectStatus></Encounter>',
      'R5',
    ],
  ])('a resource is judged as %s', async (_what, text, fhirVersion) => {
    expect((await told(['-'], text)).results).toMatchObject([{ fhirVersion }]);
  });

  test('--fhir says it for all', async () => {
    expect((await told(['-', '--fhir', 'r5'], sound)).results).toMatchObject([{ fhirVersion: 'R5' }]);
  });
});

describe('what to judge by', () => {
  const url = 'http://example.org/StructureDefinition/named';
  const needsName = {
    resourceType: 'StructureDefinition',
    id: 'named',
    url,
    name: 'Named',
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    derivation: 'constraint',
    differential: { element: [{ id: 'Patient.name', path: 'Patient.name', min: 1 }] },
  };
  const guide = folderOf({
    'package/package.json': '{"name":"example.guide","version":"1.0.0","fhirVersions":["4.0.1"]}',
    'package/StructureDefinition-named.json': JSON.stringify(needsName),
  });

  test('a profile of a package, which has only a differential', async () => {
    const args = ['-', '--package', guide, '--fhir', 'r4', '--profile', url];
    const { results } = await told(args, sound);
    expect(JSON.stringify(results)).toMatch(/Patient.name.*is required|Validation_VAL_Profile_Minimum/);
    expect((await told(args, '{"resourceType":"Patient","name":[{"family":"Salt"}]}')).results).toMatchObject([
      { isValid: true },
    ]);
  });

  test('a profile that nobody has is an error', async () => {
    const { results } = await told(['-', '--profile', 'http://example.org/none'], sound);
    expect(JSON.stringify(results)).toMatch(/Validation_VAL_Profile_Unknown/);
  });

  const extended = '{"resourceType":"Patient","extension":[{"url":"http://none.test/x","valueString":"y"}]}';
  test.each<[string, string[], number]>([
    ['an unknown extension is an error', [], 1],
    ['unless it is to be a warning', ['--unknown-extensions', 'warning'], 0],
  ])('%s', async (_what, args, errors) => {
    expect((await told(['-', ...args], extended)).summary).toMatchObject({ errors });
  });

  test('--level leaves out what is less', async () => {
    const args = ['-', '--unknown-extensions', 'warning', '--level', 'error'];
    const { results, summary } = await told(args, extended);
    expect(summary).toMatchObject({ warnings: 1 });
    expect(JSON.stringify(results)).not.toMatch(/Extension_EXT_Unknown/);
  });
});

test('SARIF is valid by its schema and says the place of each issue', async () => {
  const folder = folderOf({ 'a b.json': faulty, 'c.ndjson': `${sound}\n{oh\n` });
  const sarif = join(folder, 'found.sarif');
  await runCommand(['validate', relative('.', join(folder, 'a b.json')), join(folder, 'c.ndjson'), '--sarif', sarif]);
  const log = JSON.parse(readFileSync(sarif, 'utf8')) as object;
  const schema = readFileSync(join('test', 'fixtures', 'sarif', 'sarif-2.1.0.schema.json'), 'utf8');
  // The schema is of draft 4, which says `id` where later drafts say `$id`.
  const { $schema, id, ...rules } = JSON.parse(schema) as Record<string, unknown>;
  expect([$schema, id]).toEqual([expect.stringMatching(/draft-04/), expect.stringMatching(/sarif-2\.1\.0/)]);
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
  expect(ajv.validate(rules, log) ? [] : ajv.errors).toEqual([]);
  expect(log).toMatchObject({
    runs: [
      {
        results: [
          { ruleId: 'Type_Specific_Checks_DT_Date_Valid', ruleIndex: 0, level: 'error' },
          {
            ruleId: 'structure',
            ruleIndex: 1,
            locations: [{ physicalLocation: { region: { startLine: 2, startColumn: 2 } } }],
          },
        ],
        tool: { driver: { name: 'Calx', rules: [{ id: 'Type_Specific_Checks_DT_Date_Valid' }, { id: 'structure' }] } },
      },
    ],
  });
  expect(JSON.stringify(log)).toMatch(/a%20b\.json/);
});

test('a person at a terminal sees how far it is', async () => {
  const input = `${`${sound}\n`.repeat(3000)}`;
  const { stderr } = await runCommand(['validate', '-'], { input, isTerminal: true });
  expect(stderr).toMatch(/calx: file 1 of 1, \d+ resources\r/);
});
