/** The directions of docs/architecture.md: a planted violation of each kind is caught, so the check can't pass blind. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const depcruise = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** Names of the rules that these files break, in a project of their own with our configuration. */
function violations(files: Readonly<Record<string, string>>): string[] {
  const project = mkdtempSync(join(tmpdir(), 'calx-directions-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    copyFileSync(file, join(project, file));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  }
  const args = [depcruise, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  if (!stdout.startsWith('{')) throw new Error(`depcruise gave no report: ${stderr}`);
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(violation => violation.rule.name))];
}

const target = 'export const here = 1;\n';
const importOf = (path: string): string => `import { here } from '${path}';\nexport const there = here;\n`;

describe('the direction check', () => {
  test('passes what the architecture allows', () => {
    expect(
      violations({
        'src/fhir/a.ts': target,
        'src/contracts/b.ts': importOf('../fhir/a.ts'),
        'src/terminology/c.ts': importOf('../contracts/b.ts').replace('here }', 'there as here }'),
        'src/store/files.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
      }),
    ).toEqual([]);
  });

  test.each([
    [
      'fhir importing an engine',
      'src/fhir/a.ts',
      '../terminology/t.ts',
      'src/terminology/t.ts',
      'fhir-imports-only-itself',
    ],
    [
      'an engine importing another',
      'src/validation/a.ts',
      '../terminology/t.ts',
      'src/terminology/t.ts',
      'validation-imports-only-fhir-contracts',
    ],
    [
      'an engine importing http',
      'src/terminology/a.ts',
      '../http/h.ts',
      'src/http/h.ts',
      'terminology-imports-only-fhir-contracts',
    ],
    [
      'http importing an engine',
      'src/http/a.ts',
      '../terminology/t.ts',
      'src/terminology/t.ts',
      'http-imports-only-fhir-contracts-operations',
    ],
    ['R4 wire types outside fhir', 'src/store/a.ts', '../fhir/r4.ts', 'src/fhir/r4.ts', 'wire-types-only-in-fhir'],
    [
      'one code system importing another',
      'src/terminology/code-systems/loinc/a.ts',
      '../snomed/s.ts',
      'src/terminology/code-systems/snomed/s.ts',
      'code-systems-keep-apart',
    ],
  ])('catches %s', (_, from, path, to, rule) => {
    expect(violations({ [from]: importOf(path), [to]: target })).toContain(rule);
  });

  test.each([
    [
      'files read in an engine',
      "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
      'files-only-in-store-and-content',
    ],
    ['express in an engine', "import express from 'express';\nexport const app = express;\n", 'express-only-in-http'],
  ])('catches %s', (_, text, rule) => {
    expect(violations({ 'src/terminology/a.ts': text })).toContain(rule);
  });

  test('catches Node in guidance, which runs in a browser too', () => {
    const text = "import { join } from 'node:path';\nexport const path = join('a', 'b');\n";
    expect(violations({ 'src/guidance/a.ts': text })).toContain('guidance-runs-in-a-browser');
  });

  test('catches a cycle', () => {
    const files = {
      'src/fhir/a.ts': importOf('./b.ts'),
      'src/fhir/b.ts': "import { there } from './a.ts';\nexport const here = there;\n",
    };
    expect(violations(files)).toContain('no-cycles');
  });
});
