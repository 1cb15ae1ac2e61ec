/**
 * `npm run bench:validator`: Calx's validator beside `@medplum/core`'s `validateResource` on HL7's R4 examples, both in
 * one process and warm; the first `$validate` after start; and a file of 10,000 lines by `calx validate`. Needs
 * `npm run build`; installs the peers into test/bench/peers. Writes test/bench/results/validator.json.
 *
 *   npm run bench:validator -- [--rounds N] [--warm-up N] [--lines N] [--only REGEX]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPeers, peerVersions } from './peers.ts';
import { compareValidators } from './validator/compare-validators.ts';
import type { Contestant } from './validator/compare-validators.ts';
import { exampleFiles } from './validator/example-files.ts';
import { measureFirstAnswer } from './validator/first-answer.ts';
import { validateLines } from './validator/validate-lines.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    'warm-up': { type: 'string', default: '4' },
    lines: { type: 'string', default: '10000' },
    only: { type: 'string', default: '' },
  },
});
const largest = 300_000;
const startRuns = 3;
const targets = { median: 0.5, mean: 0.6, firstAnswer: 1.5 };

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const ms = (value: number): string => value.toFixed(3).padStart(8);
const line = (name: string, { median, mean, p95, processorMedian, processorMean, withErrors }: Contestant): void =>
  say(
    `${name.padEnd(40)}${[median, mean, p95, processorMedian, processorMean].map(ms).join('')}${String(withErrors).padStart(8)}`,
  );

installPeers();
const examples = exampleFiles(largest).filter(({ name }) => new RegExp(values.only).test(name));
const compared = await compareValidators(examples, {
  warmUp: Number(values['warm-up']),
  rounds: Number(values.rounds),
});
const { calx, medplum, medplumWithParse } = compared;
const version = peerVersions()['@medplum/core'] ?? '';
say(`${compared.resources} of HL7's R4 examples, ${compared.rounds} rounds; milliseconds a resource`);
say(
  `${''.padEnd(40)}${['median', 'mean', 'p95', 'cpu med', 'cpu mean', 'errors'].map(name => name.padStart(8)).join('')}`,
);
line('Calx, text to issues', calx);
line(`@medplum/core ${version}, validateResource`, medplum);
line('the same with JSON.parse', medplumWithParse);
const ratios = (peer: Contestant) => ({
  median: calx.median / peer.median,
  mean: calx.mean / peer.mean,
  processorMedian: calx.processorMedian / peer.processorMedian,
  processorMean: calx.processorMean / peer.processorMean,
});
const [alone, withParse] = [ratios(medplum), ratios(medplumWithParse)];
const told = (ratio: typeof alone): string =>
  `median ${ratio.median.toFixed(2)} (target ${targets.median}), mean ${ratio.mean.toFixed(2)} (target ${targets.mean}), processor time: median ${ratio.processorMedian.toFixed(2)}, mean ${ratio.processorMean.toFixed(2)}`;
say(`ratio to validateResource alone:     ${told(alone)}`);
say(`ratio to validateResource and parse: ${told(withParse)}`);

const patient = examples.find(({ name }) => name === 'Patient-example.json') ?? examples[0];
const first = await measureFirstAnswer(patient?.text ?? '', startRuns);
say(
  `first $validate: ${first.sinceStart.toFixed(2)} s after the process was started (target ${targets.firstAnswer}), the request alone ${first.request.toFixed(0)} ms; medians of ${startRuns}`,
);

const lines = validateLines(examples, Number(values.lines));
say(
  `calx validate, ${lines.resources} lines: ${lines.perSecond.toFixed(0)} resources/s, ${lines.seconds.toFixed(1)} s with the start, at most ${lines.peakMemory.toFixed(0)} MB`,
);

mkdirSync(join('test', 'bench', 'results'), { recursive: true });
const about = { date: new Date().toISOString(), node: process.version, peers: peerVersions() };
const figures = { ...about, ...compared, ratios: { alone, withParse }, first, lines };
writeFileSync(join('test', 'bench', 'results', 'validator.json'), `${JSON.stringify(figures, null, 2)}\n`);
