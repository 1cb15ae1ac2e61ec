/** docs/corrections-applied.md: no row of the audit is missing, and what it names is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listDefinedCodes } from '../../src/content/check/used-codes.ts';
import { repository } from './content-fixtures.ts';
import { readCoverageSource } from './coverage-source.ts';

const text = readFileSync(join(repository, 'docs', 'corrections-applied.md'), 'utf8');
const rows = text
  .split('\n')
  .filter(line => /^\| [A-Z]\d+ \|/.test(line))
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([, row = '', about = '', state = '', where = '']) => ({ row, about, state, where }));

/** Rows of the audit, by its sections: tables A and B, the list C, the safety rules, the missing rules, what was not found. */
const sections = { A: 10, B: 25, C: 5, S: 14, M: 7, N: 1 };
const expected = Object.entries(sections).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
);

const corrections = join(process.env['CALX_SHARED'] ?? join(repository, '..', 'shared'), 'content', 'corrections.md');
const audit = existsSync(corrections) ? readFileSync(corrections, 'utf8') : undefined;

test('has each row of the audit once, with what it is about, its state, and where it was applied', () => {
  expect(rows.map(({ row }) => row)).toEqual(expected);
  for (const { about, state, where } of rows) {
    expect(about).not.toBe('');
    expect(['applied', 'in part', 'not applied', 'open']).toContain(state);
    expect(where.length).toBeGreaterThan(10);
  }
});

test('every resource, concept and file that it names is there', async () => {
  const { resources } = await readCoverageSource(repository);
  const all = [...resources.R4, ...resources.R5];
  const names = new Set(all.map(({ resourceType, id }) => `${resourceType}/${id ?? ''}`));
  const concepts = new Set(
    all.flatMap(resource => listDefinedCodes(resource).map(({ code }) => `CodeSystem/${resource.id ?? ''}#${code}`)),
  );
  const applied = rows.map(({ where }) => where).join(' ');
  const named = [...applied.matchAll(/\b[A-Z][A-Za-z]+\/[a-z][\w.-]*[\w](?:#[\w-]+)?/g)].map(([name]) => name);
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter(name => !(name.includes('#') ? concepts : names).has(name))).toEqual([]);
  const files = [...applied.matchAll(/\b(?:docs|fhir-resources)\/[\w./-]*\w/g)].map(([path]) => path);
  expect(files.filter(path => !existsSync(join(repository, path)))).toEqual([]);
});

const title =
  audit === undefined
    ? 'without the dossier the sections of the audit are as many rows as were counted when it was read'
    : 'the audit beside the project has these rows and no others';
test(title, () => {
  if (audit === undefined) {
    expect(expected).toHaveLength(62);
    return;
  }
  const sectionOf = (heading: string): string => audit.split(`\n## ${heading}`)[1]?.split('\n## ')[0] ?? '';
  const [rules = '', missing = ''] = sectionOf('Safety rules').split('Missing rules: ');
  const listed = (pattern: RegExp, part: string): string[] => [...part.matchAll(pattern)].map(([, name = '']) => name);
  expect(listed(/^\| ([AB]\d+) \|/gm, audit)).toEqual(expected.filter(row => /^[AB]/.test(row)));
  expect(listed(/^(-) /gm, sectionOf('C.'))).toHaveLength(sections.C);
  const ruleNames = listed(/^\| ([^|]+?) \|/gm, rules).filter(name => name !== 'rule' && name !== '---');
  expect(ruleNames).toEqual(rows.filter(({ row }) => row.startsWith('S')).map(({ about }) => about));
  const missingNames = missing.split(' (all recalled')[0]?.split('; ') ?? [];
  expect(missingNames).toEqual(rows.filter(({ row }) => row.startsWith('M')).map(({ about }) => about));
});
