/** Synthetic patients as they are authored, for both FHIR versions: fhir-resources/examples/source/cases.yaml. */
export interface ExampleCase {
  readonly id: string;
  /** The major type of calcinosis that it is the example of. */
  readonly majorType?: string;
  /** The path of the decision structure that the patient is on. */
  readonly path: string;
  readonly title: string;
  readonly shows: string;
  readonly patient: { readonly gender: string; readonly born: string };
  readonly calcinosis: readonly CalcinosisCase[];
  /** Codes of calcinosis-associated-condition. */
  readonly diseases?: readonly string[];
  /** What is said in words. */
  readonly findings?: readonly string[];
  readonly results?: readonly ResultCase[];
  /** What the patient takes. */
  readonly takes?: readonly DrugCase[];
  /** What somebody proposes to order. */
  readonly proposed?: readonly DrugCase[];
  /** Answers to the Questionnaire calcinosis-assessment, by linkId. */
  readonly assessment?: Readonly<Record<string, Answer>>;
}

export type Answer = boolean | number | string | readonly string[];

/** Codes of Calx's code systems, each of its own. */
export interface CalcinosisCase {
  readonly type: string;
  readonly isSuspected?: boolean;
  readonly mechanisms?: readonly string[];
  readonly sites?: readonly string[];
  readonly pattern?: string;
  readonly extent?: string;
  readonly contexts?: readonly string[];
  readonly complications?: readonly string[];
  /** Date of onset, as exactly as it is known. */
  readonly since: string;
}

export interface ResultCase {
  /** A LOINC code, or one of calcinosis-assessment. */
  readonly test: string;
  readonly value?: number;
  /** UCUM. */
  readonly unit?: string;
  readonly range?: readonly [low: number, high: number];
  readonly text?: string;
  /** Code of the interpretation. */
  readonly is: string;
}

export interface DrugCase {
  /** RxNorm. */
  readonly drug: string;
  readonly since?: string;
}

/** An example that breaks one rule: fhir-resources/examples/source/invalid.yaml. */
export interface InvalidExample {
  readonly id: string;
  /** The rule, in words. */
  readonly breaks: string;
  /** The case and the resource of its Bundle, or `response`, that is sound but for the change. */
  readonly from: { readonly case: string; readonly resource?: string };
  /** New values by path; null takes the element away. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly severity?: 'error' | 'warning';
  readonly messageId: string;
  /** Key of the invariant: all of them have one message. */
  readonly names?: string;
  readonly expression: string;
  /** Where the rule is of one version only. */
  readonly only?: 'R4' | 'R5';
}
