/** Rows as CSV (https://www.rfc-editor.org/rfc/rfc4180, with line feeds) and as NDJSON. */
import type { Row } from './table-rows.ts';

/** The text of the CSV file, with a heading; several values of a cell stand behind each other with ` | ` between. */
export function csvText(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map(row => columns.map(column => cell(row[column])));
  return [columns.map(cell), ...lines].map(line => `${line.join(',')}\n`).join('');
}

function cell(value: Row[string] | undefined): string {
  const text = typeof value === 'string' ? value : (value ?? []).join(' | ');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One JSON object a line; empty cells are left out. */
export function ndjsonText(rows: readonly Row[]): string {
  return rows
    .map(row => `${JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, value]) => value.length > 0)))}\n`)
    .join('');
}
