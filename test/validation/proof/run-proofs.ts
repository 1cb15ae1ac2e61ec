/**
 * Holds every proof of a rule, on all of HL7's R4 and R5 examples and seeded mutants of them, against FHIRPath.
 *
 *   npm run validator:proofs [-- --mutants N] [--seed N] [--largest BYTES]
 */
import { parseArgs } from 'node:util';
import { compareProofs } from './compare-proofs.ts';
import { openEngines } from './judge.ts';
import { exampleTexts } from './sound-examples.ts';

const { values } = parseArgs({
  options: {
    mutants: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    largest: { type: 'string', default: '300000' },
  },
});
const engines = await openEngines();
for (const version of ['R4', 'R5'] as const) {
  const { texts, asked, proved, wrong, failures } = await compareProofs(engines, version, {
    texts: exampleTexts(version, Number(values.largest), { withDefinitions: true }),
    mutants: Number(values.mutants),
    seed: Number(values.seed),
  });
  process.stdout.write(
    `${version}: ${texts} texts, ${proved} of ${asked} rules at nodes proved, ${wrong.length} wrongly\n`,
  );
  for (const one of wrong.slice(0, 50)) process.stdout.write(`  ${one}\n`);
  for (const one of new Set(failures.map(failure => failure.split('\n').slice(0, 3).join(' ')))) {
    process.stdout.write(`  failed: ${one}\n`);
  }
  if (wrong.length > 0) process.exitCode = 1;
}
