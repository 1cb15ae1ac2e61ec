/**
 * A record as Evidence of R4 (https://hl7.org/fhir/R4/evidence.html) and of R5 (https://hl7.org/fhir/R5/evidence.html),
 * and as RiskEvidenceSynthesis of R4 for each of its counts that has a denominator.
 */
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { codeable } from '../own-artifact.ts';
import { artifactHead, canonicalOf, citationOf } from './artifact-head.ts';
import {
  describeDesign,
  describeDirection,
  describeFigure,
  describeReading,
  describeRecord,
} from './describe-evidence.ts';
import type { CountFigure, EvidenceRecord, EvidenceSource, Figure, Publication } from './evidence-source.ts';
import { certainties, designs, r4CertaintySystem, r5CertaintySystem } from './evidence-words.ts';
import { reviewSizeOf, sizeOfStudy, sizeOnly, statisticOf } from './statistics.ts';

export interface PublishedRecordOf {
  readonly record: EvidenceRecord;
  readonly publication: Publication;
}

/** Every record that is published, with its publication. */
export function listPublished({ publications }: EvidenceSource): PublishedRecordOf[] {
  return publications.flatMap(publication => (publication.evidence ?? []).map(record => ({ record, publication })));
}

const rater = 'Calx project, from the design of the study; not a GRADE panel';
const roleSystem = 'http://terminology.hl7.org/CodeSystem/variable-role';

/** The Evidence of R5, with its statistics and certainty. */
export function evidenceR5({ record, publication }: PublishedRecordOf, source: EvidenceSource): AnyResource {
  const { design, figures = [] } = record;
  const r5Designs = designs[design]?.r5 ?? [];
  const statistics =
    figures.length === 0
      ? sizeOnly(record)
      : figures.map(figure => statisticOf(figure, record, armTitle(figure, record, source)));
  return {
    ...headOf({ record, publication }, source, 'R5'),
    relatedArtifact: [citationOf(publication, record.rows, 'R5')],
    assertion: `Direction: ${describeDirection(record)}`,
    note: notesOf({ record, publication }),
    variableDefinition: variablesOf(record, source),
    ...(design === 'meta-analysis' && { synthesisType: synthesisType }),
    studyDesign: [
      {
        ...(r5Designs.length > 0 && {
          coding: r5Designs.map(([code, display]) => ({ system: 'http://hl7.org/fhir/study-design', code, display })),
        }),
        text: describeDesign(record),
      },
    ],
    ...(statistics.length > 0 && { statistic: statistics }),
    ...certaintyR5(record),
  } as unknown as AnyResource;
}

const synthesisType = codeable('http://terminology.hl7.org/CodeSystem/synthesis-type', [
  'std-MA',
  'summary data meta-analysis',
]);

/** The Evidence of R4: what was compared, and the effect in words; its counts are RiskEvidenceSynthesis. */
export function evidenceR4({ record, publication }: PublishedRecordOf, source: EvidenceSource): AnyResource {
  const exposures = [
    referenceTo(record.intervention, record.interventionAsReported ?? titleOf(record.intervention, source)),
    ...(record.comparator === undefined
      ? []
      : [referenceTo(record.comparator, record.comparatorAsReported ?? titleOf(record.comparator, source))]),
  ];
  return {
    ...headOf({ record, publication }, source, 'R4'),
    note: notesOf({ record, publication }),
    relatedArtifact: [citationOf(publication, record.rows, 'R4')],
    exposureBackground: referenceTo(record.population, record.populationAsReported),
    exposureVariant: exposures,
    outcome: [
      referenceTo(record.outcome, record.outcomeAsReported ?? titleOf(record.outcome, source)),
      ...otherOutcomes(record).map(id => referenceTo(id, titleOf(id, source))),
    ],
  } as unknown as AnyResource;
}

/** Variables that figures of the record measure beside its outcome. */
function otherOutcomes({ outcome, figures = [] }: EvidenceRecord): string[] {
  const others = figures.flatMap(figure => figure.outcome ?? []).filter(id => id !== outcome);
  return [...new Set(others)];
}

/** Counts with a denominator that are outcomes: what RiskEvidenceSynthesis can carry. */
export function listRisks({ figures = [] }: EvidenceRecord): CountFigure[] {
  return figures.filter(
    (figure): figure is CountFigure => 'count' in figure && figure.of !== undefined && figure.isFeature !== true,
  );
}

/** One RiskEvidenceSynthesis for each count that has a denominator. */
export function risksR4({ record, publication }: PublishedRecordOf, source: EvidenceSource): AnyResource[] {
  const risks = listRisks(record);
  return risks.map(figure => {
    const id = risks.length === 1 ? record.id : `${record.id}-${figure.id ?? ''}`;
    return riskR4({ record, publication }, figure, { id, source });
  });
}

interface RiskPlace {
  readonly id: string;
  readonly source: EvidenceSource;
}

function riskR4(
  { record, publication }: PublishedRecordOf,
  figure: CountFigure,
  { id, source }: RiskPlace,
): AnyResource {
  const arm = armTitle(figure, record, source);
  const words = describeFigure(figure, arm);
  const outcome = figure.outcome ?? record.outcome;
  const title = `${record.title} (${publication.label}): ${arm === undefined ? figure.label : `${figure.label}, ${arm}`}`;
  const description = describeRecord({ ...record, statement: `${words}.` }, publication);
  const studyType = designs[record.design]?.r4;
  const notes = [...(record.notes ?? []), ...(publication.notes ?? [])];
  return {
    ...artifactHead({ type: 'RiskEvidenceSynthesis', id, title, description }, source.release, 'R4'),
    ...(notes.length > 0 && { note: notes.map(text => ({ text })) }),
    relatedArtifact: [
      citationOf(publication, record.rows, 'R4'),
      { type: 'derived-from', display: record.title, resource: canonicalOf('Evidence', record.id) },
    ],
    ...(record.design === 'meta-analysis' && { synthesisType }),
    studyType: {
      ...(studyType !== undefined && codeable('http://terminology.hl7.org/CodeSystem/study-type', studyType)),
      text: describeDesign(record),
    },
    population: referenceTo(record.population, record.populationAsReported),
    ...exposureOf(figure, record, source),
    outcome: referenceTo(outcome, titleOf(outcome, source)),
    sampleSize: sampleSizeR4(figure, record),
    riskEstimate: {
      description: words,
      type: codeable('http://terminology.hl7.org/CodeSystem/risk-estimate-type', ['proportion', 'proportion']),
      denominatorCount: figure.of,
      numeratorCount: figure.count,
    },
    ...certaintyR4(record),
  } as unknown as AnyResource;
}

function headOf(
  { record, publication }: PublishedRecordOf,
  { release }: EvidenceSource,
  version: FhirVersion,
): Record<string, unknown> {
  const title = `${record.title} (${publication.label})`;
  const description = describeRecord(record, publication);
  return artifactHead({ type: 'Evidence', id: record.id, title, description }, release, version);
}

function notesOf({ record, publication }: PublishedRecordOf): object[] {
  const texts = [
    `Direction: ${describeDirection(record)}`,
    ...(record.notes ?? []),
    ...(publication.notes ?? []),
    describeReading(publication),
  ];
  return texts.map(text => ({ text }));
}

function variablesOf(record: EvidenceRecord, source: EvidenceSource): object[] {
  const { population, populationAsReported, intervention, comparator, outcome } = record;
  const define = (role: readonly [string, string], id: string, words: string | undefined): object => ({
    ...(words !== undefined && { description: words }),
    variableRole: codeable(roleSystem, role),
    observed: referenceTo(id, titleOf(id, source)),
  });
  return [
    define(['population', 'population'], population, populationAsReported),
    define(['exposure', 'exposure'], intervention, record.interventionAsReported),
    ...(comparator === undefined
      ? []
      : [define(['referenceExposure', 'reference exposure'], comparator, record.comparatorAsReported)]),
    define(['measuredVariable', 'measured variable'], outcome, record.outcomeAsReported),
    ...otherOutcomes(record).map(id => define(['measuredVariable', 'measured variable'], id, undefined)),
  ];
}

function certaintyR5({ certainty, reason }: EvidenceRecord): object {
  if (certainty === undefined) return {};
  const display = certainties[certainty]?.display ?? '';
  return {
    certainty: [
      {
        description: reason,
        type: codeable('http://hl7.org/fhir/certainty-type', ['Overall', 'Overall certainty']),
        rating: codeable(r5CertaintySystem, [certainty, display]),
        rater,
      },
    ],
  };
}

function certaintyR4({ certainty, reason }: EvidenceRecord): object {
  if (certainty === undefined) return {};
  const rating = codeable(r4CertaintySystem, [certainty, certainties[certainty]?.display ?? '']);
  return { certainty: [{ rating: [rating], note: [{ text: `${reason ?? ''} Rated by: ${rater}.` }] }] };
}

function sampleSizeR4(figure: CountFigure, record: EvidenceRecord): object {
  const { of, unit, among } = figure;
  const counted = unit === undefined ? undefined : `${of ?? ''} ${unit}`;
  const words = [counted, among, reviewSizeOf(record)].filter(text => text !== undefined).join('; ');
  return { ...(words !== '' && { description: words }), ...sizeOfStudy(record, figure) };
}

function exposureOf(figure: CountFigure, record: EvidenceRecord, source: EvidenceSource): object {
  const id = figure.arm === 'comparator' ? (record.comparator ?? record.intervention) : record.intervention;
  const isTreatment = source.variables.exposures[id]?.isTreatment !== false && figure.arm !== 'all';
  return isTreatment ? { exposure: referenceTo(id, titleOf(id, source)) } : {};
}

/** Title of the group that a figure is about, where it is about one of two. */
function armTitle(figure: Figure, record: EvidenceRecord, source: EvidenceSource): string | undefined {
  if (figure.arm === 'comparator') return titleOf(record.comparator ?? '', source);
  return figure.arm === 'intervention' ? titleOf(record.intervention, source) : undefined;
}

function referenceTo(id: string, display: string): object {
  return { reference: `EvidenceVariable/${id}`, display };
}

function titleOf(id: string, { variables }: EvidenceSource): string {
  return (variables.populations[id] ?? variables.exposures[id] ?? variables.outcomes[id])?.title ?? id;
}
