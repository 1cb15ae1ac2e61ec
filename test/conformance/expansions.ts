/**
 * Prints how our expansions compare with those that HL7 published; `--update` writes the list of differences that
 * expansions.test.ts holds.
 *
 *   tsx test/conformance/expansions.ts [--update]
 */
import { writeFileSync } from 'node:fs';
import { loadEngines, openDefinitions } from '../../src/engines.ts';
import { fhirVersions } from '../../src/fhir/fhir-version.ts';
import { comparePublished } from './published-expansions.ts';

async function main(): Promise<void> {
  const definitions = openDefinitions({ root: process.cwd(), version: '0', releaseDate: '2026-01-01' });
  const { versions } = await loadEngines(definitions, []);
  const expected: Record<string, unknown> = {};
  for (const version of fhirVersions) {
    const comparison = await comparePublished(version, versions[version]);
    process.stdout.write(`${version}: ${JSON.stringify(comparison, null, 2)}\n`);
    const { equal, equalDisplays, valid, replaced, differences } = comparison;
    expected[version] = { equal, equalDisplays, valid, replaced, differences };
  }
  const file = 'test/conformance/expansion-differences.json';
  if (process.argv.includes('--update')) writeFileSync(file, `${JSON.stringify(expected, null, 2)}\n`);
}

await main();
