import { readFileSync } from 'node:fs';
import { writeCliDocs } from './cli-docs.ts';

test('docs/cli.md shows what the commands print; if not: npm run docs:cli', async () => {
  expect(readFileSync('docs/cli.md', 'utf8')).toBe(await writeCliDocs());
}, 120_000);
