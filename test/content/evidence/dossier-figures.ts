/**
 * The figures of the dossier's evidence table, to hold the published ones against. The dossier is no part of Calx; what
 * is committed of it is a digest (docs/evidence-figures.ndjson): of each row the numbers that it prints, and a hash of
 * the row, which says whether the digest is still that of the dossier where one has it.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { numbersIn } from '../../../src/content/evidence/check-evidence-source.ts';

export interface FigureRow {
  readonly row: string;
  /** Numbers of the effect, each once. */
  readonly effect: readonly string[];
  /** Numbers of population, size, intervention, design and outcome. */
  readonly context: readonly string[];
  readonly sha256: string;
}

/** A row of the table as it stands, by column. */
export type DossierStudy = Readonly<Record<string, string>>;

/** The committed digest. */
export function readFigureRows(root: string): readonly FigureRow[] {
  const lines = readFileSync(join(root, 'docs', 'evidence-figures.ndjson'), 'utf8').split('\n');
  return lines.filter(line => line !== '').map(line => JSON.parse(line) as FigureRow);
}

/** The dossier's table, or undefined where the dossier is not beside the project. */
export function readDossierStudies(shared: string): readonly DossierStudy[] | undefined {
  const path = join(shared, 'content', 'evidence-table.csv');
  if (!existsSync(path)) return undefined;
  const [headings = [], ...rows] = parseCsv(readFileSync(path, 'utf8'));
  return rows.map(cells => Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? ''])));
}

/** What the digest says of a row, worked out from the row. */
export function digestOf(study: DossierStudy): FigureRow {
  const { study_id: row = '', effect = '', population = '', n = '', intervention = '', comparator = '' } = study;
  const { design = '', outcome = '' } = study;
  const text = [population, n, intervention, comparator, design, outcome].join(' | ');
  const unique = (numbers: readonly string[]): string[] => [...new Set(numbers)];
  const sha256 = createHash('sha256')
    .update(JSON.stringify([row, effect, text]))
    .digest('hex');
  return { row, effect: unique(numbersIn(effect)), context: unique(numbersIn(text)), sha256 };
}

/** Cells of a CSV text; quotes around a cell, doubled within it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  for (const [whole, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (whole === '') break;
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(cells);
    cells = [];
  }
  return rows;
}
