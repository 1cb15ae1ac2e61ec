/** Seeded single faults in HL7's examples are told at their places; all 5,000 by `npm run validator:faults`. */
import { openEngines } from './judge.ts';
import { measureFaults } from './measure-faults.ts';
import { plants } from './plant-fault.ts';

test.each(['R4', 'R5'] as const)('%s: at least 97 of 100 planted faults are told', async version => {
  const counts = Object.values(await measureFaults(await openEngines(), version, { count: 300, seed: 11 }));
  const sum = (name: 'planted' | 'detected'): number => counts.reduce((total, row) => total + row[name], 0);
  expect(counts.filter(({ planted }) => planted > 20)).toHaveLength(Object.keys(plants).length);
  expect(sum('planted')).toBe(300);
  expect(sum('detected') / sum('planted')).toBeGreaterThanOrEqual(0.97);
});
