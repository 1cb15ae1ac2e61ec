/** Seeded single faults in HL7's examples are told at their places; all 5,000 by `npm run validator:faults`. */
import { openEngines } from './judge.ts';
import { settings } from './fault-sites.ts';
import { measureFaults } from './measure-faults.ts';
import { plants } from './plant-fault.ts';

test.each(['R4', 'R5'] as const)('%s: at least 97 of 100 planted faults are told', async version => {
  const results = await measureFaults(await openEngines(), version, {
    count: 108,
    seed: 11,
    every: 4,
    largest: 12_000,
  });
  const [kinds, places, formats] = (['kind', 'setting', 'format'] as const).map(
    side => new Set(results.map(result => result[side])).size,
  );
  expect({ kinds, places, formats }).toEqual({
    kinds: Object.keys(plants).length,
    places: settings.length,
    formats: 2,
  });
  expect(results).toHaveLength(108);
  expect(results.filter(({ isTold }) => isTold).length / results.length).toBeGreaterThanOrEqual(0.97);
});
