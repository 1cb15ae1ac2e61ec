/** What the schema can't say of the authored evidence: that names are known and unique, and no figure stands alone. */
import { describeFigure } from './describe-evidence.ts';
import type { EvidenceRecord, EvidenceSource } from './evidence-source.ts';
import { findSchemaFaults } from './evidence-schema.ts';
import { listPublished, listRisks } from './evidence-resources.ts';
import { listUses, listVariables } from './evidence-variables.ts';

/** Everything that is wrong with the source, one line each; empty where it is sound. */
export function findEvidenceFaults(source: EvidenceSource): string[] {
  const { release, publications, variables, reports, withheld } = source;
  const schemaFaults = findSchemaFaults({ release, publications, variables, reports, withheld });
  if (schemaFaults.length > 0) return schemaFaults;
  const records = listPublished(source).map(({ record }) => record);
  return [
    ...duplicates([...records.map(({ id }) => id), ...listVariables(source).map(({ id }) => id)]),
    ...records.flatMap(record => recordFaults(record, source)),
    ...rowFaults(source),
    ...reportFaults(source),
    ...listVariables(source)
      .filter(({ id }) => listUses(id, source).length === 0)
      .map(({ id }) => `variable ${id}: no record uses it`),
  ];
}

function duplicates(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index).map(name => `${name}: is there twice`);
}

function recordFaults(record: EvidenceRecord, { variables, displays }: EvidenceSource): string[] {
  const { id, population, intervention, comparator = intervention, outcome, treatments = [] } = record;
  const outcomes = [outcome, ...(record.figures ?? []).flatMap(figure => figure.outcome ?? [])];
  const unknown = [
    ...(variables.populations[population] === undefined ? [population] : []),
    ...[intervention, comparator].filter(name => variables.exposures[name] === undefined),
    ...outcomes.filter(name => variables.outcomes[name] === undefined),
    ...treatments.filter(code => !displays.has(`CodeSystem/calcinosis-treatment#${code}`)),
  ];
  return [...unknown.map(name => `${id}: names ${name}, which is not known`), ...figureFaults(record)];
}

/** R4 has most figures in words only, so that each must stand in the statement. */
function figureFaults(record: EvidenceRecord): string[] {
  const { id, statement, figures = [], n } = record;
  const said = new Set([...numbersIn(statement), ...numbersIn(record.interventionAsReported ?? ''), String(n)]);
  const silent = figures
    .flatMap(figure => numbersIn(describeFigure({ ...figure, label: '' })))
    .filter(number => !said.has(number));
  const risks = listRisks(record);
  const isAmbiguous = risks.length > 1 && new Set(risks.map(risk => risk.id)).size !== risks.length;
  return [
    ...silent.map(number => `${id}: a figure has ${number}, which its statement does not say`),
    ...(isAmbiguous ? [`${id}: has several counts with a denominator; each needs an id of its own`] : []),
  ];
}

/** Numbers of a text without sign, whatever the zeros at their end; digits within a word (`NXP2`) are none. */
export function numbersIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w.])\.\d+|(?<![A-Za-z\d.])\d+(?:\.\d+)?/g)].map(([number]) => String(Number(number)));
}

function rowFaults({ publications, withheld }: EvidenceSource): string[] {
  const kept = new Set(withheld.map(({ row }) => row));
  return publications
    .flatMap(({ evidence = [], partly }) => [...evidence.flatMap(({ rows }) => rows), ...(partly?.rows ?? [])])
    .filter(row => kept.has(row))
    .map(row => `${row}: is withheld, and published`);
}

function reportFaults(source: EvidenceSource): string[] {
  const { reports } = source;
  const records = listPublished(source).map(({ record }) => record);
  const treated = new Set(records.flatMap(({ treatments = [] }) => treatments));
  const ids = new Set(records.map(({ id }) => id));
  return [
    ...[...treated].filter(code => reports[code] === undefined).map(code => `${code}: has evidence and no report`),
    ...Object.keys(reports)
      .filter(code => !treated.has(code))
      .map(code => `${code}: has a report and no evidence`),
    ...Object.values(reports)
      .flatMap(({ seeAlso = [] }) => seeAlso)
      .filter(id => !ids.has(id))
      .map(id => `${id}: a report points to it, and it is not there`),
  ];
}
