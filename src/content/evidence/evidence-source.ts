/**
 * The neutral form in which evidence is authored (`fhir-resources/source`), as it stands in the YAML files: one file a
 * publication, with its records; the variables that records share; a report for each treatment; what is withheld.
 * From it the Evidence resources of both FHIR versions are made (generate-evidence.ts).
 */

/** A number, or the text of a decimal whose zeros at the end would be lost (`3.0`). */
export type Decimal = number | string;

interface FigureBase {
  /** Tells figures of one record apart, where each becomes a resource of its own in R4. */
  readonly id?: string;
  readonly label: string;
  /** Which group it is about; `all` are both together. */
  readonly arm?: 'intervention' | 'comparator' | 'all';
  /** Variable that is measured, where it is not the record's outcome. */
  readonly outcome?: string;
  /** True of a feature of the patients, which is no outcome. */
  readonly isFeature?: boolean;
  /** Some of the participants only, in words; how many took part is then not said of the figure. */
  readonly among?: string;
  readonly p?: Decimal;
  readonly pBelow?: Decimal;
}

export interface CountFigure extends FigureBase {
  readonly count: number;
  readonly of?: number;
  /** Of what, if not of patients. */
  readonly unit?: string;
  /** Events that happened to those counted. */
  readonly events?: number;
  /** The share as it is printed. */
  readonly percent?: Decimal;
}

export interface PercentFigure extends FigureBase {
  readonly percent: Decimal;
  readonly above?: boolean;
  readonly below?: boolean;
}

export interface EstimateFigure extends FigureBase {
  readonly estimate: 'odds-ratio' | 'relative-risk' | 'hazard-ratio' | 'mean-difference';
  readonly value: Decimal;
  readonly ci?: readonly [Decimal, Decimal];
  /** Level of the interval in percent, where it was read. */
  readonly level?: number;
}

export interface ValueFigure extends FigureBase {
  readonly kind: 'mean' | 'median' | 'rate' | 'descriptive';
  readonly value: Decimal;
  readonly unit: string;
  readonly sd?: Decimal;
  readonly low?: Decimal;
  readonly high?: Decimal;
}

export interface RangeFigure extends FigureBase {
  readonly range: readonly [Decimal, Decimal];
  readonly unit: string;
}

/** The probability of a difference between groups, which is a statistic of neither group. */
export interface ComparisonFigure extends FigureBase {
  readonly isComparison: true;
}

export type Figure = CountFigure | PercentFigure | EstimateFigure | ValueFigure | RangeFigure | ComparisonFigure;

export type Certainty = 'high' | 'moderate' | 'low' | 'very-low';

/** One finding of one publication about one outcome. */
export interface EvidenceRecord {
  readonly id: string;
  /** Rows of the dossier's evidence table that it rests on. */
  readonly rows: readonly string[];
  readonly title: string;
  /** Codes of CodeSystem/calcinosis-treatment that it is evidence on. */
  readonly treatments?: readonly string[];
  readonly population: string;
  readonly populationAsReported: string;
  readonly intervention: string;
  readonly interventionAsReported?: string;
  readonly comparator?: string;
  readonly comparatorAsReported?: string;
  readonly outcome: string;
  readonly outcomeAsReported?: string;
  readonly design: string;
  readonly designAsReported?: string;
  readonly n?: number;
  readonly studies?: number;
  /** True where participants and studies are those of a whole review, of which the effect rests on some. */
  readonly isSizeOfReview?: boolean;
  /** The effect in our own words, with every figure. */
  readonly statement: string;
  readonly figures?: readonly Figure[];
  readonly direction: string;
  readonly directionAsReported?: string;
  readonly certainty?: Certainty;
  readonly reason?: string;
  readonly notes?: readonly string[];
}

export interface Publication {
  /** Name of its file, and id of its Citation. */
  readonly id: string;
  readonly label: string;
  readonly citation: string;
  readonly doi?: string;
  readonly pmid?: string;
  readonly read: string;
  readonly readAt: string;
  readonly notes?: readonly string[];
  readonly evidence?: readonly EvidenceRecord[];
  /** Of a publication that was read in part only: what it is about, without figures. */
  readonly partly?: {
    readonly rows: readonly string[];
    readonly treatments?: readonly string[];
    readonly about: string;
  };
}

export interface Variable {
  readonly title: string;
  readonly definition?: string;
  /** Codes of ours, by the code system that they are in. */
  readonly disease?: string;
  readonly type?: string;
  readonly treatment?: string;
  readonly handling?: string;
  readonly categories?: readonly string[];
  readonly isTreatment?: boolean;
}

export interface Variables {
  readonly populations: Readonly<Record<string, Variable>>;
  readonly exposures: Readonly<Record<string, Variable>>;
  readonly outcomes: Readonly<Record<string, Variable>>;
}

export interface TreatmentReport {
  readonly summary: string;
  readonly certainty?: Certainty;
  readonly reason?: string;
  readonly conflicts?: readonly string[];
  /** Evidence on treatment in general that belongs beside it. */
  readonly seeAlso?: readonly string[];
}

export interface WithheldRow {
  readonly row: string;
  readonly reason: string;
  readonly about: string;
}

export interface EvidenceSource {
  readonly release: { readonly version: string; readonly date: string };
  readonly publications: readonly Publication[];
  readonly variables: Variables;
  /** By code of the treatment. */
  readonly reports: Readonly<Record<string, TreatmentReport>>;
  readonly withheld: readonly WithheldRow[];
  /** Display of each concept of ours, by `CodeSystem/id#code`. */
  readonly displays: ReadonlyMap<string, string>;
}
