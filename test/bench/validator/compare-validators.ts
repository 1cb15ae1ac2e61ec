/**
 * Calx's validator and Medplum's on the same examples, in one process, warm, taking turns resource by resource. Calx is
 * measured from text to issues with their positions; Medplum's `validateResource` alone, and with JSON.parse before it.
 */
import { mean, median, percentile } from '../statistics.ts';
import { calxJudge, medplumJudge } from './contestants.ts';
import type { Example } from './example-files.ts';

export interface Contestant {
  /** Milliseconds a resource: of each, the median of its rounds. */
  readonly median: number;
  readonly mean: number;
  readonly p95: number;
  /** The same by processor time of the process, which a busy machine does not lengthen as much. */
  readonly processorMedian: number;
  readonly processorMean: number;
  /** Resources in which it finds errors. */
  readonly withErrors: number;
}

export interface Comparison {
  readonly resources: number;
  readonly rounds: number;
  readonly calx: Contestant;
  readonly medplum: Contestant;
  readonly medplumWithParse: Contestant;
}

export interface ComparePlan {
  readonly warmUp: number;
  readonly rounds: number;
}

/** Measures both; Medplum's part must be installed. */
export async function compareValidators(
  examples: readonly Example[],
  { warmUp, rounds }: ComparePlan,
): Promise<Comparison> {
  const calx = await calxJudge();
  const medplum = medplumJudge();
  const [ours, theirs, parsing] = [new Samples(examples), new Samples(examples), new Samples(examples)];
  for (let round = 0; round < warmUp + rounds; round++) {
    const isKept = round >= warmUp;
    for (const [at, { text }] of examples.entries()) {
      await ours.take(at, isKept, () => calx(text));
      let resource: unknown;
      await parsing.take(at, isKept, () => {
        resource = JSON.parse(text);
        return 0;
      });
      await theirs.take(at, isKept, () => medplum(resource));
    }
  }
  return {
    resources: examples.length,
    rounds,
    calx: ours.told(),
    medplum: theirs.told(),
    medplumWithParse: theirs.told(parsing),
  };
}

/** Times of one contestant, by example. */
class Samples {
  readonly #times: number[][];
  readonly #processor: number[][];
  readonly #errors: number[];

  constructor(examples: readonly Example[]) {
    this.#times = examples.map(() => []);
    this.#processor = examples.map(() => []);
    this.#errors = examples.map(() => 0);
  }

  async take(at: number, isKept: boolean, run: () => Promise<number> | number): Promise<void> {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const answer = run();
    const errors = typeof answer === 'number' ? answer : await answer;
    const took = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    if (!isKept) return;
    this.#times[at]?.push(took);
    this.#errors[at] = errors;
    this.#processor[at]?.push((user + system) / 1000);
  }

  /** With what came before each resource, where there is something. */
  told(before = new Samples([])): Contestant {
    const times = this.#times.map((own, at) => median(own) + median(before.#times[at] ?? [0]));
    const processor = this.#processor.map((own, at) => median(own) + median(before.#processor[at] ?? [0]));
    return {
      median: median(times),
      mean: mean(times),
      p95: percentile(times, 0.95),
      processorMedian: median(processor),
      processorMean: mean(processor),
      withErrors: this.#errors.filter(errors => errors > 0).length,
    };
  }
}
