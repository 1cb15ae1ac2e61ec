/**
 * What clinicians have signed, kept apart from the sheet, which is generated: `docs/clinical-sign-offs.csv`. A signature
 * is of a text: it names the digest of the row, and counts for no other words.
 */
import { createHash } from 'node:crypto';
import type { ReviewItem } from './review-item.ts';

export interface SignOff {
  readonly key: string;
  readonly digest: string;
  /** `approved`, `to change` or `rejected`. */
  readonly decision: string;
  readonly clinician: string;
  /** YYYY-MM-DD. */
  readonly date: string;
}

const columns = ['key', 'digest', 'decision', 'clinician', 'date'] as const;
const decisions = new Set(['approved', 'to change', 'rejected']);

/** Eight hexadecimal digits of what the item says. */
export function digestOf({ key, fields }: ReviewItem): string {
  return createHash('sha256')
    .update(JSON.stringify([key, fields]))
    .digest('hex')
    .slice(0, 8);
}

/** Reads the file; throws an Error that names the line that is none. Texts have no quotes and no commas. */
export function parseSignOffs(text: string): readonly SignOff[] {
  const [heading = '', ...lines] = text.split('\n').map(line => line.trimEnd());
  if (heading !== columns.join(',')) throw new Error(`the first line must be ${columns.join(',')}`);
  return lines.flatMap((line, index) => (line === '' ? [] : [parseLine(line, index + 2)]));
}

function parseLine(line: string, number: number): SignOff {
  const cells = line.split(',').map(cell => cell.trim());
  const [key = '', digest = '', decision = '', clinician = '', date = ''] = cells;
  const isWhole = cells.length === columns.length && cells.every(cell => cell !== '');
  if (!isWhole || !decisions.has(decision) || !/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw new Error(`line ${number} is no sign-off: ${line.slice(0, 100)}`);
  return { key, digest, decision, clinician, date };
}
