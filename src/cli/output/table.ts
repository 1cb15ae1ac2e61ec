/** Tables and trees for people who read a terminal. */

/** Columns padded to their longest cell, headings first; empty where there are no rows. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  // A column that no row fills says nothing.
  const filled = headings.map((_, column) => rows.some(row => (row[column] ?? '') !== ''));
  const keep = (row: readonly string[]): string[] =>
    headings.flatMap((_, column) => (filled[column] === true ? [printable(row[column] ?? '')] : []));
  const lines = [keep(headings.map(heading => heading.toUpperCase())), ...rows.map(keep)];
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map(line => lengthOf(line[column] ?? ''))));
  const format = (line: readonly string[]): string =>
    line
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - lengthOf(cell)))
      .join('  ')
      .trimEnd();
  return lines.map(line => `${format(line)}\n`).join('');
}

/** Names with their values, one a line; values that are undefined or empty are left out. */
export function formatFacts(facts: readonly (readonly [string, string | undefined])[]): string {
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== undefined && fact[1] !== '');
  const width = Math.max(0, ...known.map(([name]) => lengthOf(name)));
  return known
    .map(([name, value]) => `${printable(name)}${' '.repeat(width - lengthOf(name))}  ${printable(value)}\n`)
    .join('');
}

/** Control characters in content must not steer a terminal. */
export function printable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '\uFFFD');
}

/** Code points, for want of the terminal's own measure. */
function lengthOf(text: string): number {
  return [...text].length;
}
