/** The words that evidence is authored in, each with its code in R4 and R5 where the version has one. */

interface Design {
  readonly text: string;
  /** Code of http://terminology.hl7.org/CodeSystem/study-type (R4). */
  readonly r4?: readonly [code: string, display: string];
  /** Codes of http://hl7.org/fhir/study-design (R5). */
  readonly r5?: readonly (readonly [code: string, display: string])[];
  /** True of work that counts the patients of others. */
  readonly isReview?: boolean;
}

const secondary = ['SEVCO:01049', 'Secondary data collection from prior research'] as const;
const uncontrolled = ['SEVCO:01016', 'Uncontrolled cohort design'] as const;

/** Designs, by the word in the YAML. */
export const designs: Readonly<Record<string, Design>> = {
  'randomised-trial': {
    text: 'randomised trial',
    r4: ['RCT', 'randomized trial'],
    r5: [['SEVCO:01003', 'randomized assignment']],
  },
  'comparative-cohort': {
    ...{ text: 'comparative cohort', r4: ['cohort', 'comparative cohort study'] },
    r5: [['SEVCO:01011', 'Parallel cohort design']],
  },
  'case-control': {
    text: 'case-control study',
    r4: ['case-control', 'case-control study'],
    r5: [['SEVCO:01013', 'Case control design']],
  },
  cohort: { text: 'cohort', r5: [['SEVCO:01002', 'Observational research']] },
  registry: { text: 'registry', r5: [['SEVCO:01042', 'Secondary data collection from a registry']] },
  'cross-sectional': { text: 'cross-sectional study', r5: [['SEVCO:01027', 'Cross sectional data collection ']] },
  'case-series': { text: 'case series', r4: ['series', 'uncontrolled case series'], r5: [uncontrolled] },
  'before-after': {
    ...{ text: 'comparison of before and after', r4: ['series', 'uncontrolled case series'] },
    r5: [uncontrolled, ['SEVCO:01019', 'Before and after comparison']],
  },
  'case-report': { text: 'case report', r4: ['case-report', 'case report'], r5: [['SEVCO:01017', 'Case report']] },
  'systematic-review': { text: 'systematic review', r5: [secondary], isReview: true },
  'meta-analysis': { text: 'meta-analysis', r5: [secondary], isReview: true },
  'narrative-review': { text: 'narrative review', isReview: true },
  'expert-review': { text: 'review by experts', isReview: true },
  consensus: { text: 'consensus', isReview: true },
  survey: { text: 'survey' },
  'safety-notice': { text: 'notice of a regulator', isReview: true },
};

/** What direction an effect has, by the word in the YAML. */
export const directions: Readonly<Record<string, string>> = {
  benefit: 'benefit',
  'possible-benefit': 'possible benefit',
  'no-clear-benefit': 'no clear benefit',
  'no-benefit': 'no benefit',
  'no-proven-benefit': 'no proven benefit',
  harm: 'harm',
  unclear: 'unclear',
  association: 'association, not an effect of treatment',
  'expert-opinion': 'expert opinion',
  guideline: 'recommendation of a guideline',
};

/** What was read of a publication, by the word in the YAML. */
export const readings: Readonly<Record<string, string>> = {
  abstract: 'the abstract with its figures, not the full text',
  part: 'a part of it',
  page: 'the page',
  'title-and-methods': 'title, aim or methods, without results',
  'second-hand': 'only what another text says of it',
  registry: 'the registration of the trial',
  news: 'a news report',
  mention: 'a mention of it',
  'citation-only': 'the citation only',
};

/** Why a row is withheld, by the word in the YAML. */
export const withholdings: Readonly<Record<string, string>> = {
  recalled: 'recalled from memory, no source was read',
  lay: 'its only source is a lay website',
  unconfirmed: 'the source that was read is to be confirmed first',
};

/** Certainty: the codes are the same in both versions, their code systems are not. */
export const certainties: Readonly<Record<string, { readonly text: string; readonly display: string }>> = {
  high: { text: 'high', display: 'High quality' },
  moderate: { text: 'moderate', display: 'Moderate quality' },
  low: { text: 'low', display: 'Low quality' },
  'very-low': { text: 'very low', display: 'Very low quality' },
};

/** Certainty ratings of R4 (https://hl7.org/fhir/R4/valueset-evidence-quality.html). */
export const r4CertaintySystem = 'http://terminology.hl7.org/CodeSystem/evidence-quality';
/** Certainty ratings of R5 (https://hl7.org/fhir/R5/valueset-certainty-rating.html). */
export const r5CertaintySystem = 'http://hl7.org/fhir/certainty-rating';
