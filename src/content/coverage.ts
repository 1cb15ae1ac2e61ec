/**
 * `docs/coverage.md`: what became of each row of the dossier, worked out from the published resources, with counts of
 * resources and codes. Written by `npm run coverage`; a test holds the file against the content.
 */
import { fhirVersions } from '../fhir/fhir-version.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import { findCarriers, indexCarriers } from './carriers.ts';
import type { CarrierIndex } from './carriers.ts';
import { listDefinedCodes, listUsedCodes } from './check/used-codes.ts';
import type { DossierIndex, DossierRow } from './dossier-rows.ts';
import { markdownTable } from './markdown-table.ts';

export interface CoverageSource {
  readonly dossier: DossierIndex;
  /** What the documents that Calx started from say, and what carries it. */
  readonly claims: readonly DocumentClaims[];
  /** What is published in each version. */
  readonly resources: Readonly<Record<FhirVersion, readonly AnyResource[]>>;
}

export interface DocumentClaims {
  readonly document: string;
  /** Each claim in our words, with concepts of ours (`CodeSystem/id#code`) and resources (`Type/id`). */
  readonly claims: readonly { readonly claim: string; readonly carriers: readonly string[] }[];
}

interface CoveredRow {
  readonly row: DossierRow;
  /** Names of the resources that carry it; none where it is withheld. */
  readonly carriers: readonly string[];
}

const introduction = `# What became of each row of the dossier

Written by \`npm run coverage\` from the published resources and from [dossier-rows.ndjson](dossier-rows.ndjson), the
index of the dossier; do not edit. A row is published, with the resources that carry it, or withheld, with the reason;
[withheld.md](withheld.md) says what each withheld class needs. A code that is withheld for one subject may be published
for another.`;

const tables: Readonly<Record<string, string>> = {
  types: 'Types',
  axes: 'Patterns, contexts, sites, complications and assessments',
  diseases: 'Diseases',
  treatments: 'Treatments',
  codes: 'Codes',
  evidence: 'Studies',
};

/** The Markdown text of the file. */
export function buildCoverage({ dossier, claims, resources }: CoverageSource): string {
  const index = indexCarriers(resources.R5);
  const covered = dossier.rows.map(row => ({
    row,
    carriers: row.withheld === undefined ? findCarriers(row, index) : [],
  }));
  const sections = [
    introduction,
    '<!-- prettier-ignore-start -->',
    ...summarySection(covered),
    ...sourceDocumentSection(covered),
    ...claims.flatMap(document => claimSection(document, index)),
    ...citationSection(covered),
    ...reasonSection(covered, dossier),
    ...resourceSection(resources),
    ...codeSection(resources.R5),
    ...Object.entries(tables).flatMap(([table, title]) => rowSection(title, rowsOf(covered, table), dossier)),
    '<!-- prettier-ignore-end -->',
  ];
  return `${sections.join('\n\n')}\n`;
}

function rowsOf(covered: readonly CoveredRow[], table: string): readonly CoveredRow[] {
  return covered.filter(({ row }) => row.key.startsWith(`${table}/`));
}

const isPublished = ({ carriers }: CoveredRow): boolean => carriers.length > 0;

function summarySection(covered: readonly CoveredRow[]): string[] {
  const lines = Object.entries(tables).map(([table, title]) => {
    const rows = rowsOf(covered, table);
    const published = rows.filter(isPublished).length;
    return [title, rows.length, published, rows.length - published];
  });
  const published = covered.filter(isPublished).length;
  const total = ['All', covered.length, published, covered.length - published];
  return ['## In short', markdownTable(['table', 'rows', 'published', 'withheld'], [...lines, total])];
}

function sourceDocumentSection(covered: readonly CoveredRow[]): string[] {
  const lines = covered
    .filter(({ row }) => row.sourceDocument === true)
    .map(({ row, carriers }) => [row.subject, row.key, carriers.join(', ')]);
  return ['## What the two source documents name', markdownTable(['named', 'row', 'carried by'], lines)];
}

/** A claim lacks what carries it where one of its carriers is not published. */
function claimSection({ document, claims }: DocumentClaims, index: CarrierIndex): string[] {
  const lines = claims.map(({ claim, carriers }) => {
    const found = findCarriers({ key: claim, subject: claim, confidence: 'verified', carriers }, index);
    return [claim, found.length === carriers.length ? found.join(', ') : 'not carried'];
  });
  return [`## Claims of ${document}`, markdownTable(['claim', 'carried by'], lines)];
}

/** Studies of which only a citation is published, since they were read in part. */
function citationSection(covered: readonly CoveredRow[]): string[] {
  const studies = rowsOf(covered, 'evidence').filter(isPublished);
  const isCited = ({ carriers }: CoveredRow): boolean => carriers.every(carrier => carrier.startsWith('Citation/'));
  const cited = studies.filter(isCited).length;
  const lines = [
    ['read, with their figures', studies.length - cited],
    ['read in part: a citation that says what was read, no figure', cited],
  ];
  return ['## How much of the published studies was read', markdownTable(['studies', 'rows'], lines)];
}

function reasonSection(covered: readonly CoveredRow[], { reasons }: DossierIndex): string[] {
  const withheld = covered.filter(each => !isPublished(each));
  const lines = Object.entries(reasons)
    .map(([key, reason]) => [reason, withheld.filter(({ row }) => row.withheld === key).length] as const)
    .filter(([, count]) => count > 0);
  return ['## Why rows are withheld', markdownTable(['reason', 'rows'], lines)];
}

function resourceSection(resources: CoverageSource['resources']): string[] {
  const types = [...new Set(fhirVersions.flatMap(version => resources[version].map(each => each.resourceType)))].sort();
  const count = (version: FhirVersion, type: string): number =>
    resources[version].filter(({ resourceType }) => resourceType === type).length;
  const lines = types.map(type => [type, ...fhirVersions.map(version => count(version, type))]);
  const total = ['All', ...fhirVersions.map(version => resources[version].length)];
  return ['## Resources', markdownTable(['type', ...fhirVersions], [...lines, total])];
}

/** Codes of each system that resources define or use, by whether some resource shows a display for them. */
function codeSection(resources: readonly AnyResource[]): string[] {
  const systems = new Map<string, Map<string, boolean>>();
  for (const resource of resources.filter(({ resourceType }) => terminology.has(resourceType))) {
    for (const { system, code, display } of [...listDefinedCodes(resource), ...codesOf(resource)]) {
      const codes = systems.get(system) ?? new Map<string, boolean>();
      systems.set(system, codes.set(code, codes.get(code) === true || display !== undefined));
    }
  }
  const lines = [...systems].sort(byName).map(([system, codes]) => {
    const shown = [...codes.values()].filter(Boolean).length;
    return [system, codes.size, shown, codes.size - shown];
  });
  return ['## Codes', markdownTable(['code system', 'codes', 'with display', 'without display'], lines)];
}

const terminology = new Set(['CodeSystem', 'ConceptMap', 'ValueSet']);

/** What a terminology resource uses, apart from its metadata; a target without code says that there is none. */
function codesOf(resource: AnyResource): ReturnType<typeof listUsedCodes> {
  return listUsedCodes({ ...resource, jurisdiction: undefined, text: undefined });
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

function rowSection(title: string, rows: readonly CoveredRow[], { reasons }: DossierIndex): string[] {
  const lines = rows.map(({ row, carriers }) => [
    row.key,
    row.subject,
    [row.system, row.code].filter(part => part !== undefined).join(' '),
    row.confidence,
    carriers.length > 0 ? carriers.join(', ') : `withheld: ${reasons[row.withheld ?? ''] ?? 'not carried'}`,
  ]);
  return [`## ${title}`, markdownTable(['row', 'subject', 'code', 'confidence', 'published in'], lines)];
}
