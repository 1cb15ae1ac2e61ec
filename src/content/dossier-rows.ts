/**
 * The index of the dossier behind the content (`docs/dossier-rows.ndjson`): a header, then one row a line. It says of
 * each row where it is published, or why it is withheld; the dossier itself is no part of Calx.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface DossierRow {
  /** Table and place, such as `codes/12` or `types/dystrophic`. */
  readonly key: string;
  readonly subject: string;
  /** Of rows about a code of some terminology. */
  readonly system?: string;
  readonly code?: string;
  readonly confidence: string;
  /** Concept of ours that the row is about, as `CodeSystem/id#code`, or a code of another system as `system#code`. */
  readonly source?: string;
  /** What carries the row: concepts of ours as `CodeSystem/id#code`, or resources as `Type/id`. */
  readonly carriers?: readonly string[];
  /** Key of the reason why the row is not published; absent where it is. */
  readonly withheld?: string;
  /** True if one of the two documents that Calx started from names it. */
  readonly sourceDocument?: boolean;
}

export interface DossierIndex {
  /** Rows of each table of the dossier. */
  readonly counts: Readonly<Record<string, number>>;
  /** Why rows are withheld, by the key that they give. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly rows: readonly DossierRow[];
}

/** The index of the installation that these value sets belong to: it stands in `docs` beside them. */
export async function loadDossierIndex(valueSets: string): Promise<DossierIndex> {
  const text = await readFile(join(dirname(valueSets), 'docs', 'dossier-rows.ndjson'), 'utf8');
  const [header = '{}', ...lines] = text.split('\n').filter(line => line !== '');
  const { counts, reasons } = JSON.parse(header) as Pick<DossierIndex, 'counts' | 'reasons'>;
  return { counts, reasons, rows: lines.map(line => JSON.parse(line) as DossierRow) };
}
