/** Rows of the benchmark as a person reads them: lines as they come, and Markdown for docs/performance.md. */
import type { Row } from './measure.ts';

export interface MeasuredRow extends Row {
  readonly cache: 'on' | 'off';
  /** Longest piece of engine work during the scenario, in milliseconds. */
  readonly longestSlice: number;
}

interface Column {
  readonly name: string;
  readonly of: (row: MeasuredRow) => string;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

const columns: readonly Column[] = [
  { name: 'req/s', of: row => whole(row.perSecond) },
  { name: 'bare/s', of: row => whole(row.bare) },
  { name: 'ratio', of: row => row.ratio.toFixed(2) },
  { name: 'target', of: row => row.target.toFixed(2) },
  { name: 'cpu µs', of: row => whole(row.cpu) },
  { name: 'bare', of: row => whole(row.bareCpu) },
  { name: 'ratio', of: row => row.cpuRatio.toFixed(2) },
  { name: 'p50 ms', of: row => ms(row.p50) },
  { name: 'p99 ms', of: row => ms(row.p99) },
  { name: 'p99 x', of: row => row.p99Ratio.toFixed(1) },
  { name: 'slice', of: row => ms(row.longestSlice) },
  { name: 'MB', of: row => whole(row.rssAfter) },
  { name: 'bytes', of: row => whole(row.bytes) },
];

export const head = ['scenario'.padEnd(39), ...columns.map(({ name }) => name.padStart(8))].join('');

/** A row in the columns of the head. */
export function lineOf(row: MeasuredRow): string {
  return row.scenario.padEnd(39) + columns.map(({ of }) => of(row).padStart(8)).join('');
}

const told: readonly Column[] = [
  { name: 'scenario', of: row => row.scenario },
  { name: 'req/s', of: row => whole(row.perSecond) },
  { name: 'bare/s', of: row => whole(row.bare) },
  { name: 'ratio', of: row => row.ratio.toFixed(2) },
  { name: 'target', of: row => row.target.toFixed(2) },
  { name: 'processor µs (bare)', of: row => `${whole(row.cpu)} (${whole(row.bareCpu)})` },
  { name: 'p50 ms', of: row => ms(row.p50) },
  { name: 'p99 ms (× bare)', of: row => `${ms(row.p99)} (${row.p99Ratio.toFixed(1)})` },
  { name: 'longest slice ms', of: row => ms(row.longestSlice) },
];

/** Tables of the rows without and with the cache of finished answers, as docs/performance.md has them. */
export function markdownOf(rows: readonly MeasuredRow[]): string {
  const tableOf = (cache: MeasuredRow['cache']): string => {
    const lines = rows.filter(row => row.cache === cache).map(row => told.map(({ of }) => of(row)));
    const all = [told.map(({ name }) => name), told.map((_, at) => (at === 0 ? '---' : '--:')), ...lines];
    return `Cache of finished answers ${cache}:\n\n${all.map(cells => `| ${cells.join(' | ')} |`).join('\n')}\n`;
  };
  return `${tableOf('off')}\n${tableOf('on')}`;
}
