/** Every command but serve: what people and programs read, exit codes, and that no server is needed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examples } from '../../src/cli/examples.ts';
import { runCommand } from './cli-run.ts';

const base = 'https://w3id.org/calcinosis/fhir';
const gender = 'http://hl7.org/fhir/administrative-gender';

const contentFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'calx-cli-'));
  const tree = {
    resourceType: 'CodeSystem',
    id: 'tree',
    url: 'http://example.org/tree',
    valueSet: 'http://example.org/tree-all',
    hierarchyMeaning: 'is-a',
    status: 'active',
    content: 'complete',
    concept: [{ code: 'a', display: 'A \u001b[31m', concept: [{ code: 'b', concept: [{ code: 'c' }] }] }],
  };
  writeFileSync(join(folder, 'tree.json'), JSON.stringify(tree));
  return folder;
};

describe('answers for people', () => {
  test.each([
    ['expand', ['expand', `${base}/ValueSet/calcinosis-types`], /^CODE +DISPLAY +SYSTEM\ndystrophic +Dystrophic/m],
    ['expand, page', ['expand', `${gender.replace('/fhir/', '/fhir/ValueSet/')}`, '--count', '1'], /^1 of 4 codes$/m],
    ['lookup', ['lookup', gender, 'male'], /^code +male\ndisplay +Male$/m],
    ['lookup, properties', ['lookup', `${base}/CodeSystem/calcinosis-type`, 'dystrophic'], /^serumCalcium +normal$/m],
    ['validate-code', ['validate-code', 'male', '--system', gender], /^valid\n\ncode +male$/m],
    ['translate', ['translate', `${base}/CodeSystem/calcinosis-type`, 'calciphylaxis'], /E83\.59/],
    ['search', ['search', 'CodeSystem', `url=${gender}`], /administrative-gender +.*\n\n1 found\n$/],
    ['info', ['info', '--port', '1'], /^port +1 +--port$/m],
    ['--help', ['--help'], /Exit codes: 0 done; 1 /],
    ['expand --help', ['expand', '--help'], /Examples:\n +calx expand http/],
  ])('%s prints a table or facts', async (_, args, expected) => {
    const { code, stdout, stderr } = await runCommand(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(expected);
  });

  test("prints the operator's hierarchy as a tree, and no control character of it", async () => {
    const { stdout } = await runCommand(['expand', 'http://example.org/tree-all', '--content', contentFolder()]);
    expect(stdout).toMatch(/^a .*\n└ b .*\n│ └ c /m);
    expect(stdout).not.toContain('\u001b');
  });
});

describe('answers for programs', () => {
  test.each([
    ['expand', ['expand', `${base}/ValueSet/calcinosis-types`], 'ValueSet'],
    ['lookup', ['lookup', gender, 'male'], 'Parameters'],
    ['validate-code', ['validate-code', 'male', '--system', gender], 'Parameters'],
    ['translate', ['translate', `${base}/CodeSystem/calcinosis-type`, 'calciphylaxis'], 'Parameters'],
    ['search', ['search', 'ValueSet', '_count=1'], 'Bundle'],
  ])('%s --json prints a resource', async (_, args, resourceType) => {
    const { code, stdout } = await runCommand([...args, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ resourceType });
  });

  test('--fhir chooses the version of the answer', async () => {
    const args = ['translate', `${base}/CodeSystem/calcinosis-type`, 'calciphylaxis', '--json', '--fhir'];
    expect((await runCommand([...args, 'r4'])).stdout).toContain('"equivalence"');
    expect((await runCommand([...args, 'r5'])).stdout).toContain('"relationship"');
  });

  test('info --json says where each value came from', async () => {
    const { stdout } = await runCommand(['info', '--json'], { environment: { CALX_WORKERS: '3' } });
    const { settings } = JSON.parse(stdout) as { settings: object[] };
    expect(settings).toContainEqual({ name: 'workers', value: 3, from: 'CALX_WORKERS' });
    expect(settings).toContainEqual({ name: 'baseUrl', value: null, from: 'default' });
  });
});

describe('exit codes', () => {
  test.each([
    [1, 'a code that is not valid', ['validate-code', 'x', '--system', gender], /^$/],
    [1, 'no match', ['translate', 'http://example.org/none', 'x'], /^$/],
    [1, 'nothing found', ['search', 'ValueSet', 'url=http://example.org/none'], /^$/],
    [2, 'an unknown command', ['exapnd'], /unknown command 'exapnd'\n\(Did you mean expand\?\)/],
    [2, 'an unknown flag', ['expand', 'x', '--filtr', 'a'], /Did you mean --filter\?/],
    [2, 'a missing argument', ['lookup', gender], /missing required argument 'code'/],
    [2, 'an unknown FHIR version', ['expand', 'x', '--fhir', 'r3'], /Allowed choices are r4, r5/],
    [2, 'content that is not there', ['expand', 'x', '--content', '/no/such'], /no such folder or package/],
    [3, 'an unknown value set', ['expand', 'http://example.org/none'], /http:\/\/example\.org\/none/],
    [3, 'neither system nor value set', ['validate-code', 'x'], /--system or --value-set/],
    [3, 'an unknown search parameter', ['search', 'ValueSet', 'colour=red'], /colour/],
    [3, 'a resource type that is not served', ['search', 'Patient'], /Patient/],
  ])('%i for %s', async (expected, _, args, message) => {
    const { code, stderr } = await runCommand(args);
    expect({ code, stderr }).toEqual({ code: expected, stderr: expect.stringMatching(message) as string });
  });

  test('an unknown setting in the environment is named with the nearest known one', async () => {
    const { code, stderr } = await runCommand(['info'], { environment: { CALX_WORKRES: '2' } });
    expect(code).toBe(2);
    expect(stderr).toBe('calx: CALX_WORKRES in the environment is no setting; did you mean CALX_WORKERS?\n');
  });
});

test('progress is told only where a person sees stderr', async () => {
  const args = ['lookup', gender, 'male'];
  expect((await runCommand(args, { isTerminal: true })).stderr).toMatch(/reading the content/);
  expect((await runCommand(args)).stderr).toBe('');
});

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish'])('%s gets every command and flag', async shell => {
    const { code, stdout } = await runCommand(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['expand', 'check-content', 'admin-port', 'fhir', 'r4 r5']) expect(stdout).toContain(word);
  });

  test('bash completes commands, flags and values', async () => {
    const { stdout } = await runCommand(['completion', 'bash']);
    const complete = (...words: string[]): string[] => {
      const quoted = words.map(word => `'${word}'`).join(' ');
      const script = `${stdout}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _calx; echo "\${COMPREPLY[@]}"`;
      return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim().split(' ');
    };
    expect(complete('calx', 'ex')).toEqual(['expand']);
    expect(complete('calx', 'expand', '--fi')).toEqual(['--filter']);
    expect(complete('calx', 'expand', '--fhir', '')).toEqual(['r4', 'r5']);
  });
});

test('every command has an example', async () => {
  const { stdout } = await runCommand(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z][a-z-]+) /gm)]
    .map(([, name]) => name)
    .filter(name => name !== 'help');
  expect(commands.length).toBeGreaterThanOrEqual(9);
  expect(commands.filter(name => !examples.some(({ args }) => args[0] === name))).toEqual([]);
});
