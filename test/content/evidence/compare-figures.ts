/** The figures of a study as FHIR has them, beside what the dossier's row prints; and a draw of studies by a seed. */
import { numbersIn } from '../../../src/content/evidence/check-evidence-source.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import type { FigureRow } from './dossier-figures.ts';
import { figureExceptions } from './figure-exceptions.ts';

export interface Comparison {
  readonly row: string;
  /** Resources that carry the row. */
  readonly evidence: readonly string[];
  /** Numbers that the statistics of R5 have as data. */
  readonly statistics: readonly string[];
  /** Numbers that FHIR has as data and the row does not print. */
  readonly invented: readonly string[];
  /** Numbers that the row prints as effect and FHIR has neither as data nor in words. */
  readonly lost: readonly string[];
}

interface Quantity {
  readonly value?: number;
}

interface Statistic {
  readonly quantity?: Quantity;
  readonly numberOfEvents?: number;
  readonly numberAffected?: number;
  readonly sampleSize?: Readonly<Record<string, number | string>>;
  readonly attributeEstimate?: readonly {
    readonly quantity?: Quantity;
    readonly level?: number;
    readonly range?: { readonly low?: Quantity; readonly high?: Quantity };
  }[];
}

/** Holds the Evidence of a row, in R5 and its R4 syntheses, against the numbers that the row prints. */
export function compareRow(figures: FigureRow, r5: readonly AnyResource[], r4: readonly AnyResource[]): Comparison {
  const carriers = r5.filter(resource => resource.resourceType === 'Evidence' && namesRow(resource, figures.row));
  const risks = r4.filter(
    resource => resource.resourceType === 'RiskEvidenceSynthesis' && namesRow(resource, figures.row),
  );
  const statistics = unique([
    ...carriers.flatMap(resource => ((resource['statistic'] ?? []) as readonly Statistic[]).flatMap(numbersOf)),
    ...risks.flatMap(riskNumbers),
  ]);
  const { added = {}, left = {} } = figureExceptions[figures.row] ?? {};
  const printed = new Set([...figures.effect, ...figures.context, ...Object.keys(added)]);
  const said = new Set([...statistics, ...carriers.flatMap(wordsOf).flatMap(numbersIn)]);
  return {
    row: figures.row,
    evidence: carriers.map(({ id }) => `Evidence/${id ?? ''}`),
    statistics,
    invented: statistics.filter(number => !printed.has(number)),
    lost: figures.effect.filter(number => !said.has(number) && left[number] === undefined),
  };
}

/** The row with what the rows print that its Evidence rests on as well: one trial can have two rows. */
export function joinRows(row: FigureRow, all: readonly FigureRow[], r5: readonly AnyResource[]): FigureRow {
  const carriers = r5.filter(resource => resource.resourceType === 'Evidence' && namesRow(resource, row.row));
  const shared = new Set(carriers.flatMap(labelsOf));
  const others = all.filter(other => other !== row && shared.has(other.row));
  return { ...row, context: [...row.context, ...others.flatMap(({ effect, context }) => [...effect, ...context])] };
}

function labelsOf(resource: AnyResource): string[] {
  const artifacts = (resource['relatedArtifact'] ?? []) as readonly { readonly label?: string }[];
  return artifacts.flatMap(({ label = '' }) => label.split(', '));
}

function namesRow(resource: AnyResource, row: string): boolean {
  return labelsOf(resource).includes(row);
}

function numbersOf({
  quantity,
  numberOfEvents,
  numberAffected,
  sampleSize,
  attributeEstimate = [],
}: Statistic): string[] {
  const { description = '', numberOfStudies, ...counts } = sampleSize ?? {};
  // One study is what is published, not a figure of it.
  const studies = numberOfStudies === 1 ? undefined : numberOfStudies;
  const values = [quantity?.value, numberOfEvents, numberAffected, studies, ...Object.values(counts)];
  const attributes = attributeEstimate.flatMap(({ quantity: value, range, level }) => [
    ...[value?.value, range?.low?.value, range?.high?.value],
    level === undefined ? undefined : Math.round(level * 100),
  ]);
  return [...texts([...values, ...attributes]), ...numbersIn(String(description))];
}

function riskNumbers(resource: AnyResource): string[] {
  const { numeratorCount, denominatorCount } = resource['riskEstimate'] as Record<string, number>;
  const { numberOfParticipants } = resource['sampleSize'] as Record<string, number>;
  return texts([numeratorCount, denominatorCount, numberOfParticipants]);
}

function wordsOf(resource: AnyResource): string[] {
  const variables = (resource['variableDefinition'] ?? []) as readonly { readonly description?: string }[];
  const notes = (resource['note'] ?? []) as readonly { readonly text?: string }[];
  return [
    String(resource['description'] ?? ''),
    ...variables.map(({ description = '' }) => description),
    ...notes.map(({ text = '' }) => text),
  ];
}

function texts(values: readonly unknown[]): string[] {
  return values.filter(value => typeof value === 'number').map(value => String(Math.abs(value)));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** So many of the items, chosen by a seed: the same seed draws the same ones (mulberry32, then Fisher-Yates). */
export function draw<Item>(items: readonly Item[], count: number, seed: number): Item[] {
  const left = [...items];
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const [drawn] = left.splice(Math.floor(random() * left.length), 1);
    return drawn as Item;
  });
}
