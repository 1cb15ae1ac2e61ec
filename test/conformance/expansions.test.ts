/**
 * HL7's published expansions: ours are equal but for a list of differences with their causes, which
 * docs/conformance-expansions.md explains, and every code that HL7 published validates.
 */
import { readFileSync } from 'node:fs';
import { loadEngines, openDefinitions } from '../../src/engines.ts';
import { comparePublished } from './published-expansions.ts';
import type { Comparison } from './published-expansions.ts';

jest.setTimeout(240_000);

const expected = JSON.parse(readFileSync('test/conformance/expansion-differences.json', 'utf8')) as Record<
  'R4' | 'R5',
  Pick<Comparison, 'equal' | 'equalDisplays' | 'valid' | 'replaced' | 'differences'>
>;
const definitions = openDefinitions({ root: process.cwd(), version: '0', releaseDate: '2026-01-01' });
const engines = loadEngines(definitions, []);

test.each(['R4', 'R5'] as const)('%s: value sets are expanded as HL7 published them', async version => {
  const { published, ...found } = await comparePublished(version, (await engines).versions[version]);
  const { equal, equalDisplays, codes, valid, replaced, differences, notLoaded } = found;
  const apart = Object.values(differences).reduce((sum, list) => sum + list.length, 0);
  const without = Object.values(notLoaded).reduce((sum, count) => sum + count, 0);
  process.stderr.write(
    `published expansions ${version}: ${equal} of ${equal + apart} equal, ${equalDisplays} with displays; ` +
      `${without} of ${published} need a code system that is not loaded; ${valid} of ${codes} codes valid, ${replaced} replaced since\n`,
  );
  expect(differences).toEqual(expected[version].differences);
  expect(valid + replaced).toBe(codes);
  expect(replaced).toBeLessThanOrEqual(expected[version].replaced);
  for (const count of ['equal', 'equalDisplays', 'valid'] as const) {
    expect(found[count]).toBeGreaterThanOrEqual(expected[version][count]);
  }
});
