/** The top level of the project is as its user asked: a folder more is a decision that is theirs. */
import { readdirSync } from 'node:fs';

const asked = [
  'package.json',
  'tsconfig.json',
  'src',
  'fhir-resources',
  'valuesets',
  'test',
  'Dockerfile',
  'README.md',
];
/** What every such project has beside them; names with a dot in front go without saying. */
const usual = ['docs', 'package-lock.json', 'eslint.config.js', 'LICENSE', 'NOTICE', 'CHANGELOG.md'];
const usualOnGitHub = ['CONTRIBUTING.md', 'SECURITY.md'];
/** What installing, building and testing make, as .gitignore has it. */
const made = ['node_modules', 'dist', 'coverage'];

test('nothing else stands at the top', () => {
  const known = new Set([...asked, ...usual, ...usualOnGitHub, ...made]);
  const names = readdirSync('.').filter(name => !name.startsWith('.') && !name.endsWith('.tgz'));
  expect(names.filter(name => !known.has(name))).toEqual([]);
  expect(asked.filter(name => !names.includes(name))).toEqual([]);
});
