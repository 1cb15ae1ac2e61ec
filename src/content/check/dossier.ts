/**
 * Rule: the content and the index of the dossier agree. A row that the index calls published is carried by a resource;
 * a code that is withheld is nowhere; only verified facts are published, and codes that were read as cross-references
 * have no display. A code of somebody else's terminology is in the dossier, or in a fragment that says where it was read.
 * Judged on R5, from which R4 is derived.
 */
import { findCarriers, indexCarriers, isMapped } from '../carriers.ts';
import type { CarrierIndex } from '../carriers.ts';
import type { DossierIndex, DossierRow } from '../dossier-rows.ts';
import { codeForms } from './check-digits.ts';
import type { CheckedContent, ContentFinding } from './checked-content.ts';
import { listDefinedCodes, listUsedCodes } from './used-codes.ts';

const file = 'docs/dossier-rows.ndjson';

/** Findings of rows that are missing, lost, published though withheld, or shown more boldly than they were read. */
export function checkDossier(content: CheckedContent, dossier: DossierIndex): ContentFinding[] {
  const index = indexCarriers(content.records.R5.map(({ resource }) => resource));
  const published = new Set(dossier.rows.filter(({ withheld }) => withheld === undefined).map(keyOfCode));
  return [
    ...countFindings(dossier),
    ...dossier.rows.flatMap(row => rowFindings(row, index, { dossier, published })),
    ...displayFindings(content, dossier),
    ...originFindings(content, published),
  ];
}

function countFindings({ counts, rows }: DossierIndex): ContentFinding[] {
  return Object.entries(counts).flatMap(([table, count]) => {
    const given = new Set(rows.map(({ key }) => key).filter(key => key.startsWith(`${table}/`))).size;
    return given === count ? [] : [finding(table, `has ${given} rows; the dossier has ${count}`)];
  });
}

interface Others {
  readonly dossier: DossierIndex;
  readonly published: ReadonlySet<string>;
}

function rowFindings(row: DossierRow, index: CarrierIndex, { dossier, published }: Others): ContentFinding[] {
  const carriers = findCarriers(row, index);
  if (row.withheld === undefined) {
    return [...publishedFindings(row, carriers), ...(isMapped(row, index) ? [] : [unmapped(row)])];
  }
  const isExplained = dossier.reasons[row.withheld] !== undefined;
  // The code may be published for another subject.
  const isLeaked = row.code !== undefined && carriers.length > 0 && !published.has(keyOfCode(row));
  return [
    ...(isExplained ? [] : [finding(row.key, `is withheld for no reason that the index knows: ${row.withheld}`)]),
    ...(isLeaked ? [finding(row.key, `is withheld, but ${carriers.join(', ')} has ${row.code ?? ''}`)] : []),
  ];
}

function publishedFindings(row: DossierRow, carriers: readonly string[]): ContentFinding[] {
  const expected = row.carriers?.length ?? 1;
  return [
    ...(carriers.length < expected ? [finding(row.key, 'is said to be published, but no resource carries it')] : []),
    ...(row.code !== undefined && row.confidence === 'recalled'
      ? [finding(row.key, 'is recalled, and published')]
      : []),
  ];
}

function unmapped({ key, source = '', code = '' }: DossierRow): ContentFinding {
  return finding(key, `is said to be published, but no map leads from ${source} to ${code}`);
}

function displayFindings(content: CheckedContent, { rows }: DossierIndex): ContentFinding[] {
  const unread = new Set(rows.filter(({ confidence }) => confidence === 'xref-only').map(keyOfCode));
  for (const row of rows) if (row.confidence === 'verified') unread.delete(keyOfCode(row));
  return content.records.R5.flatMap(({ resource, source }) =>
    listUsedCodes(resource)
      .filter(({ system, code, display }) => display !== undefined && unread.has(`${system}|${code}`))
      .map(({ path, code }) => ({ file: source, path, reason: `code ${code} has a display that was not read` })),
  );
}

/** Codes of others that nobody says to have read; whether a fragment names its sources is another rule (sources.ts). */
function originFindings(content: CheckedContent, published: ReadonlySet<string>): ContentFinding[] {
  const defined = content.records.R5.flatMap(({ resource }) => listDefinedCodes(resource)).map(keyOfCode);
  const known = new Set([...published, ...defined]);
  return content.records.R5.flatMap(({ resource, source }) =>
    listUsedCodes(resource)
      .filter(used => codeForms.has(used.system) && !known.has(keyOfCode(used)))
      .map(({ path, code }) => ({ file: source, path, reason: `code ${code} is in no published row of the dossier` })),
  );
}

function keyOfCode({ system = '', code = '' }: Pick<DossierRow, 'system' | 'code'>): string {
  return `${system}|${code}`;
}

function finding(path: string, reason: string): ContentFinding {
  return { file, path, reason };
}
