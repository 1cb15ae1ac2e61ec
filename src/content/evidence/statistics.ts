/** Figures as statistics of R5 Evidence (https://hl7.org/fhir/R5/evidence-definitions.html#Evidence.statistic). */
import { keepDecimalText } from '../../fhir/formats/decimal-texts.ts';
import { codeable } from '../own-artifact.ts';
import { describeFigure, intervalName } from './describe-evidence.ts';
import type {
  ComparisonFigure,
  CountFigure,
  Decimal,
  EstimateFigure,
  EvidenceRecord,
  Figure,
  PercentFigure,
  RangeFigure,
  ValueFigure,
} from './evidence-source.ts';
import { designs } from './evidence-words.ts';

const statisticTypeSystem = 'http://terminology.hl7.org/CodeSystem/statistic-type';
const attributeSystem = 'http://terminology.hl7.org/CodeSystem/attribute-estimate-type';
const ucum = 'http://unitsofmeasure.org';

const estimateTypes: Readonly<Record<EstimateFigure['estimate'], readonly [code: string, display: string]>> = {
  'odds-ratio': ['C16932', 'Odds Ratio'],
  'relative-risk': ['C93152', 'Relative Risk'],
  'hazard-ratio': ['C93150', 'Hazard Ratio'],
  'mean-difference': ['0000457', 'Mean Difference'],
};

const kindTypes: Readonly<Record<ValueFigure['kind'], readonly [code: string, display: string]>> = {
  mean: ['C53319', 'Mean'],
  median: ['C28007', 'Median'],
  rate: ['C16726', 'Incidence'],
  descriptive: ['descriptive', 'Descriptive'],
};

/** The figure as one statistic, with the group that it is about. */
export function statisticOf(figure: Figure, record: EvidenceRecord, armTitle: string | undefined): object {
  const attributes = attributesOf(figure);
  return {
    description: describeFigure(figure, armTitle),
    ...typeOfStatistic(figure),
    category: { text: armTitle === undefined ? figure.label : `${figure.label} (${armTitle})` },
    ...valuesOf(figure),
    ...sampleSizeOf(figure, record),
    ...(attributes.length > 0 && { attributeEstimate: attributes }),
  };
}

/** How many took part, of a record whose effect has no figure. */
export function sizeOnly(record: EvidenceRecord): object[] {
  if (record.n === undefined && record.studies === undefined) return [];
  return [{ description: record.statement, ...sampleSizeOf(undefined, record) }];
}

/** A probability alone is no type of statistic: it is an attribute of one. */
function typeOfStatistic(figure: Figure): object {
  return 'isComparison' in figure ? {} : { statisticType: codeable(statisticTypeSystem, typeOf(figure)) };
}

function typeOf(figure: Exclude<Figure, ComparisonFigure>): readonly [code: string, display: string] {
  if ('count' in figure) return ['C25463', 'Count'];
  if ('estimate' in figure) return estimateTypes[figure.estimate];
  if ('kind' in figure) return kindTypes[figure.kind];
  return 'range' in figure ? ['descriptive', 'Descriptive'] : ['C44256', 'Proportion'];
}

function valuesOf(figure: Figure): object {
  if ('count' in figure) return countValues(figure);
  if ('estimate' in figure) return { quantity: quantityOf(figure.value) };
  if ('kind' in figure) return { quantity: quantityOf(figure.value, { unit: figure.unit }) };
  return 'percent' in figure ? { quantity: percentQuantity(figure) } : {};
}

/** Who has a feature is counted and not affected: that word is for outcomes. */
function countValues({ count, unit = 'patients', events, isFeature }: CountFigure): object {
  const isOfEvents = unit === 'events';
  return {
    quantity: quantityOf(count, { unit }),
    ...((isOfEvents || events !== undefined) && { numberOfEvents: isOfEvents ? count : events }),
    ...(unit === 'patients' && isFeature !== true && { numberAffected: count }),
  };
}

function percentQuantity({ percent, above, below }: PercentFigure): object {
  const comparator = above === true ? '>' : below === true ? '<=' : undefined;
  return quantityOf(percent, { ...(comparator !== undefined && { comparator }), unit: '%' });
}

function sampleSizeOf(figure: Figure | undefined, record: EvidenceRecord): object {
  const { description, ...denominator } = figure !== undefined && 'count' in figure ? denominatorOf(figure) : {};
  const words = [description, figure?.among, reviewSizeOf(record)].filter(text => text !== undefined).join('; ');
  const sampleSize = {
    ...(words !== '' && { description: words }),
    ...denominator,
    ...sizeOfStudy(record, figure),
  };
  return Object.keys(sampleSize).length === 0 ? {} : { sampleSize };
}

/** Counts of others than patients have their denominator in words: the element counts participants. */
function denominatorOf({ of, unit = 'patients' }: CountFigure): { description?: string; knownDataCount?: number } {
  if (of === undefined) return {};
  return unit === 'patients' ? { knownDataCount: of } : { description: `${of} ${unit}` };
}

/**
 * How many studies and participants a statistic rests on. Of one group of two, and of some participants only, all of
 * them would be too many: the elements are then left out.
 */
export function sizeOfStudy(record: EvidenceRecord, figure?: Figure): object {
  if (record.isSizeOfReview === true) return {};
  const numberOfStudies = studiesOf(record);
  const isOfSome = figure?.among !== undefined || figure?.arm === 'intervention' || figure?.arm === 'comparator';
  return {
    ...(numberOfStudies !== undefined && { numberOfStudies }),
    ...(record.n !== undefined && !isOfSome && { numberOfParticipants: record.n }),
  };
}

/** The size of a whole review, in words: its effects rest on some of its studies. */
export function reviewSizeOf({ isSizeOfReview, studies, n }: EvidenceRecord): string | undefined {
  if (isSizeOfReview !== true) return undefined;
  const sizes = [
    ...(studies === undefined ? [] : [`${studies} studies`]),
    ...(n === undefined ? [] : [`${n} participants`]),
  ];
  return `in the whole review: ${sizes.join(', ')}`;
}

/** A study of its own is one; how many a review has is known only where it says so. */
function studiesOf({ studies, design }: EvidenceRecord): number | undefined {
  return studies ?? (designs[design]?.isReview === true ? undefined : 1);
}

function attributesOf(figure: Figure): object[] {
  return [
    ...('count' in figure && figure.percent !== undefined ? [printedShare(figure.percent)] : []),
    ...('estimate' in figure ? intervalOf(figure) : []),
    ...('kind' in figure ? spreadOf(figure) : []),
    ...('range' in figure ? [rangeOf(figure)] : []),
    ...probabilityOf(figure),
  ];
}

function printedShare(percent: Decimal): object {
  return { description: 'share as printed', quantity: quantityOf(percent, { unit: '%' }) };
}

function intervalOf({ ci, level }: EstimateFigure): object[] {
  if (ci === undefined) return [];
  return [
    {
      ...(level === undefined && { description: intervalName(undefined).replace(/,$/, '') }),
      type: codeable(attributeSystem, ['C53324', 'Confidence interval']),
      ...(level !== undefined && { level: level / 100 }),
      range: { low: quantityOf(ci[0]), high: quantityOf(ci[1]) },
    },
  ];
}

function spreadOf({ sd, low, high, unit }: ValueFigure): object[] {
  const deviation = { type: codeable(attributeSystem, ['C53322', 'Standard deviation']) };
  const range = { type: codeable(attributeSystem, ['C38013', 'Range']) };
  return [
    ...(sd === undefined ? [] : [{ ...deviation, quantity: quantityOf(sd, { unit }) }]),
    ...(low === undefined || high === undefined
      ? []
      : [{ ...range, range: { low: quantityOf(low, { unit }), high: quantityOf(high, { unit }) } }]),
  ];
}

function rangeOf({ range, unit }: RangeFigure): object {
  const [low, high] = range;
  return {
    type: codeable(attributeSystem, ['C38013', 'Range']),
    range: { low: quantityOf(low, { unit }), high: quantityOf(high, { unit }) },
  };
}

function probabilityOf({ p, pBelow }: Figure): object[] {
  const type = codeable(attributeSystem, ['C44185', 'P-value']);
  if (p !== undefined) return [{ type, quantity: quantityOf(p) }];
  return pBelow === undefined ? [] : [{ type, quantity: quantityOf(pBelow, { comparator: '<' }) }];
}

interface QuantityParts {
  readonly comparator?: string;
  readonly unit?: string;
}

/** UCUM's codes for the units that are quantities and no names of what is counted. */
const ucumCodes: Readonly<Record<string, string>> = {
  '%': '%',
  weeks: 'wk',
  month: 'mo',
  months: 'mo',
  years: 'a',
};

/** A Quantity that keeps the zeros of a decimal. */
function quantityOf(value: Decimal, { comparator, unit }: QuantityParts = {}): object {
  const code = ucumCodes[unit ?? ''];
  const quantity = {
    value: Number(value),
    ...(comparator !== undefined && { comparator }),
    ...(unit !== undefined && { unit }),
    ...(code !== undefined && { system: ucum, code }),
  };
  if (typeof value === 'string') keepDecimalText(quantity, 'value', value);
  return quantity;
}
