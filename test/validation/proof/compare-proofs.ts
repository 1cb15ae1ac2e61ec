/** Holds what is proved of rules by a look at the tree against what FHIRPath says of them, on HL7's examples and mutants. */
import type { Engines } from '../../../src/engines.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import { createExpressionEvaluator } from '../../../src/validation/fhirpath/evaluator.ts';
import type { ValidationNode } from '../../../src/validation/validation-node.ts';
import { WalkState } from '../../../src/validation/walk/walk-state.ts';
import { mulberry32 } from '../../bench/mulberry32.ts';
import { judgeText } from './judge.ts';
import { mutate } from './mutate.ts';

export interface ProofCount {
  readonly texts: number;
  /** Rules at nodes, whichever way they were decided. */
  readonly asked: number;
  readonly proved: number;
  /** Proved, though FHIRPath says otherwise. */
  readonly wrong: readonly string[];
  /** Texts that the validator could not judge. */
  readonly failures: readonly string[];
}

export interface ProofPlan {
  readonly texts: readonly string[];
  /** Mutants of each text. */
  readonly mutants: number;
  readonly seed: number;
}

/** Judges the texts and mutants of them, and counts the rules that are proved, rightly and wrongly. */
export async function compareProofs(
  engines: Engines,
  version: FhirVersion,
  { texts, mutants, seed }: ProofPlan,
): Promise<ProofCount> {
  const random = mulberry32(seed);
  const counter = new Counter(version);
  const restore = counter.watch();
  try {
    for (const text of texts) {
      const judged = [text, ...Array.from({ length: mutants }, () => mutate(text, random))];
      for (const one of judged) await judgeText(engines, version, one).catch(counter.noteFailure);
    }
  } finally {
    restore();
  }
  const { asked, proved, wrong, failures } = counter;
  return { texts: texts.length * (mutants + 1), asked, proved, wrong, failures };
}

class Counter {
  asked = 0;
  proved = 0;
  readonly wrong: string[] = [];
  readonly failures: string[] = [];
  readonly noteFailure = (error: unknown): void => {
    this.failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  readonly #expressions;

  constructor(version: FhirVersion) {
    this.#expressions = createExpressionEvaluator(version);
  }

  /** Looks at each rule that is evaluated from now on; gives the way back. */
  watch(): () => void {
    const prototype: { isTrue: WalkState['isTrue'] } = WalkState.prototype;
    const known = prototype.isTrue;
    const look = this.#look.bind(this);
    prototype.isTrue = function (this: WalkState, expression, node, source) {
      look(this, expression, node, source);
      return known.call(this, expression, node, source);
    };
    return () => void (prototype.isTrue = known);
  }

  #look(state: WalkState, expression: string, node: ValidationNode, source: string): void {
    this.asked += 1;
    if (!this.#expressions.holds(expression, node)) return;
    this.proved += 1;
    const said = told(() => state.evaluate(expression, node, source));
    if (said !== '[true]') this.wrong.push(`${node.path}: ${expression} is ${said}`);
  }
}

function told(evaluate: () => readonly unknown[]): string {
  try {
    return JSON.stringify(evaluate());
  } catch (error) {
    return String(error);
  }
}
