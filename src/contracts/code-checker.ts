/**
 * What validation asks of terminology: whether codes are in their code systems and value sets. Small value sets answer
 * at once from a set of codes; the rest is asked in one batch when a resource has been walked.
 */
import type { Cancellation } from './cancellation.ts';
import type { Issue } from '../fhir/issue.ts';
import type { AnyResource, CodeableConcept, Coding } from '../fhir/model.ts';

export interface CodeQuestion {
  /** Canonical of the value set; without one the codes are held against their code systems alone. */
  readonly valueSet?: string;
  /** A bare code: the value set tells its system. */
  readonly code?: string;
  readonly coding?: Coding;
  readonly codeableConcept?: CodeableConcept;
  /** Instead of one code: a value set, all of whose codes must be in `valueSet`. */
  readonly codesOf?: string;
  /** Value sets in wire form that only this question is about, such as contained ones. */
  readonly resources?: readonly AnyResource[];
  /** Language of displays, as in Accept-Language. */
  readonly displayLanguage?: string;
}

export interface CodeAnswer {
  /** Whether the value set (or the code system) has the code, or one of the codings. */
  readonly isIn: boolean;
  /** Whether that can't be told: the value set or a code system is unknown or can't be expanded. */
  readonly isUnknown: boolean;
  /** What is wrong, with `txType` and an expression relative to the question (`Coding.display`). */
  readonly issues: readonly Issue[];
}

/** The codes of a finite value set. */
export interface CodeSet {
  /** By code alone, for elements of type code. */
  hasCode(code: string): boolean;
  has(system: string, code: string): boolean;
  all(): Iterable<readonly [system: string, code: string]>;
}

/** A number of a unit of UCUM. */
export interface UcumQuantity {
  readonly value: number;
  readonly code: string;
}

export interface CodeChecker {
  /** The codes of a value set where they are known by now and few; undefined where they have to be asked for. */
  readonly codesOf: (valueSet: string) => CodeSet | undefined;
  /** One answer for each question, in their order. */
  check(questions: readonly CodeQuestion[], signal?: Cancellation): Promise<readonly CodeAnswer[]>;
  /** Less than 0, 0 or more than 0; undefined where a unit is unknown or no ratio, so that nothing can be told. */
  compareQuantities(left: UcumQuantity, right: UcumQuantity): number | 'incomparable' | undefined;
  /** A checker that sees these resources (wire form) in front of its own. */
  withResources(resources: readonly AnyResource[]): CodeChecker;
}
