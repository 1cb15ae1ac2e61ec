/** What is proved of a rule, FHIRPath says too; on all examples by `npm run validator:proofs`. */
import { compareProofs } from './compare-proofs.ts';
import { openEngines } from './judge.ts';
import { exampleTexts } from './sound-examples.ts';

test.each(['R4', 'R5'] as const)('%s: no rule is proved that FHIRPath does not hold for true', async version => {
  const all = exampleTexts(version, 8000, { withDefinitions: true });
  const texts = all.filter((_, at) => at % Math.ceil(all.length / 30) === 0);
  const { asked, proved, wrong } = await compareProofs(await openEngines(), version, { texts, mutants: 4, seed: 3 });
  expect(wrong).toEqual([]);
  expect(proved / asked).toBeGreaterThan(0.5);
});
