/** What generated evidence says in words, the same in both versions: figures, design, certainty, what was read. */
import { draftNotice } from '../own-artifact.ts';
import type {
  CountFigure,
  Decimal,
  EstimateFigure,
  EvidenceRecord,
  Figure,
  PercentFigure,
  Publication,
  ValueFigure,
} from './evidence-source.ts';
import { certainties, designs, directions, readings } from './evidence-words.ts';

/** Name of each kind of estimate. */
export const estimateNames: Readonly<Record<EstimateFigure['estimate'], string>> = {
  'odds-ratio': 'Odds ratio',
  'relative-risk': 'Relative risk',
  'hazard-ratio': 'Hazard ratio',
  'mean-difference': 'Mean difference',
};

const kindNames: Readonly<Record<ValueFigure['kind'], string>> = {
  mean: 'mean',
  median: 'median',
  rate: 'rate',
  descriptive: 'value',
};

/** One figure as it is printed, with what it is about, and in which group. */
export function describeFigure(figure: Figure, armTitle?: string): string {
  const about = armTitle === undefined ? figure.label : `${figure.label} (${armTitle})`;
  return `${about}: ${[valueOf(figure), probabilityOf(figure)].filter(text => text !== '').join(', ')}`;
}

function valueOf(figure: Figure): string {
  if ('count' in figure) return countOf(figure);
  if ('estimate' in figure) return estimateOf(figure);
  if ('kind' in figure) return measureOf(figure);
  if ('isComparison' in figure) return '';
  return 'range' in figure ? withUnit(`${figure.range[0]} to ${figure.range[1]}`, figure.unit) : percentOf(figure);
}

function countOf({ count, of, unit = 'patients', events, percent }: CountFigure): string {
  const counted = of === undefined ? `${count} ${unit}` : `${count} of ${of} ${unit}`;
  const share = percent === undefined ? '' : ` (${percent}%)`;
  return `${counted}${share}${events === undefined ? '' : `, ${events} events`}`;
}

function percentOf({ percent, above, below }: PercentFigure): string {
  if (above === true) return `more than ${percent}%`;
  return below === true ? `up to ${percent}%` : `${percent}%`;
}

function estimateOf({ estimate, value, ci, level }: EstimateFigure): string {
  const name = estimateNames[estimate].toLowerCase();
  return ci === undefined ? `${name} ${value}` : `${name} ${value} (${intervalName(level)} ${ci[0]} to ${ci[1]})`;
}

/** Where the level of an interval was not read, that is said. */
export function intervalName(level: number | undefined): string {
  return level === undefined ? 'interval as printed, level not read,' : `${level}% CI`;
}

function measureOf({ kind, value, unit, sd, low, high }: ValueFigure): string {
  const spread = sd === undefined ? '' : ` (SD ${sd})`;
  const limits = low === undefined || high === undefined ? '' : ` (range ${low} to ${high})`;
  return kind === 'rate' ? `${value} ${unit}` : `${kindNames[kind]} ${withUnit(`${value}${spread}`, unit)}${limits}`;
}

function withUnit(value: string, unit: string): string {
  return unit === '%' ? `${value}%` : `${value} ${unit}`;
}

function probabilityOf({ p, pBelow }: { readonly p?: Decimal; readonly pBelow?: Decimal }): string {
  if (p !== undefined) return `p=${p}`;
  return pBelow === undefined ? '' : `p<${pBelow}`;
}

/** Effect, design, certainty and what was read, as one description. */
export function describeRecord(record: EvidenceRecord, publication: Publication): string {
  return [
    record.statement,
    `${describeDesign(record)} (${publication.label}).`,
    describeCertainty(record),
    describeReading(publication),
    draftNotice,
  ].join(' ');
}

/** The design as the source has it, and how many took part. */
export function describeDesign({ design, designAsReported, n, isSizeOfReview }: EvidenceRecord): string {
  const words = designAsReported ?? designs[design]?.text ?? design;
  const number = n === undefined ? '' : `, ${n} ${n === 1 ? 'participant' : 'participants'}`;
  const whole = isSizeOfReview === true && n !== undefined ? ' in the whole review' : '';
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${number}${whole}`;
}

/** The rating with its reason, or that there is none. */
export function describeCertainty({ certainty, reason }: Pick<EvidenceRecord, 'certainty' | 'reason'>): string {
  if (certainty === undefined) return 'Certainty not rated.';
  return `Certainty ${certainties[certainty]?.text ?? certainty}: ${asSentence(reason ?? '')}`;
}

/** Which way the effect goes, with the source's own words where they add to it. */
export function describeDirection({ direction, directionAsReported }: EvidenceRecord): string {
  const words = directions[direction] ?? direction;
  return directionAsReported === undefined ? `${words}.` : `${words} (${directionAsReported}).`;
}

/** What was read of the publication, and where. */
export function describeReading({ read, readAt }: Publication): string {
  return `Read: ${readings[read] ?? read} (${readAt}).`;
}

function asSentence(text: string): string {
  const lower = text.charAt(0).toLowerCase() + text.slice(1);
  return lower.endsWith('.') ? lower : `${lower}.`;
}
