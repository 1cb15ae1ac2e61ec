/** All that Calx publishes, as it is served with generated narrative, passes Calx's own validator in both versions. */
import type { Engines } from '../../../src/engines.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import { isError, judgeText, openEngines } from './judge.ts';

let engines: Engines;

beforeAll(async () => {
  engines = await openEngines();
});

test.each<FhirVersion>(['R4', 'R5'])('%s: content and operations of ours have no errors', async fhirVersion => {
  const { store } = engines.versions[fhirVersion];
  const own = store.types.flatMap(type => store.listAll(type)).filter(({ origin }) => origin !== 'hl7');
  expect(own.filter(({ origin }) => origin === 'calx').length).toBeGreaterThan(50);
  const faults: string[] = [];
  for (const stored of own) {
    const issues = await judgeText(engines, fhirVersion, JSON.stringify(stored.read(), undefined, 1));
    const errors = issues.filter(isError);
    faults.push(...errors.map(({ expression, text }) => `${stored.source}: ${String(expression)}: ${text}`));
  }
  expect(faults).toEqual([]);
});
