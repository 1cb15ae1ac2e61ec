/**
 * Scans a CSV or TSV file (RFC 4180: cells in quotes may hold delimiters, line ends and doubled quotes) row by row; each
 * row becomes the JSON of a concept as the mapping says. The first row names the columns.
 */
import type { CsvMapping, PropertyColumn } from './csv-mapping.ts';
import type { RecordSink, SourceScanner } from './source-scanner.ts';

interface State {
  columns: readonly string[] | undefined;
  inQuotes: boolean;
  /** Whether a cell begins here, where a quote opens it. */
  isCellStart: boolean;
  /** Whether a quote has just ended the quoted text, so that another one is a doubled quote. */
  hasClosed: boolean;
  line: number;
  rowLine: number;
  offset: number;
  nextId: number;
}

interface SavedState {
  readonly state: State;
  /** The row so far, base64. */
  readonly rest: string;
}

const [quote, newline] = [0x22, 0x0a];

const atStart: State = {
  columns: undefined,
  inQuotes: false,
  isCellStart: true,
  hasClosed: false,
  line: 1,
  rowLine: 1,
  offset: 0,
  nextId: 0,
};

export class CsvScanner implements SourceScanner {
  readonly #mapping: CsvMapping;
  readonly #delimiter: number;
  readonly #sink: RecordSink;
  readonly #state: State;
  #rest: Buffer;

  /** Begins, or goes on from a state that `state` gave. */
  constructor(mapping: CsvMapping, sink: RecordSink, saved?: unknown) {
    const { state, rest } = (saved ?? { state: atStart, rest: '' }) as SavedState;
    this.#mapping = mapping;
    this.#delimiter = mapping.delimiter.charCodeAt(0);
    this.#sink = sink;
    this.#state = { ...state };
    this.#rest = Buffer.from(rest, 'base64');
  }

  state(): SavedState {
    return { state: { ...this.#state }, rest: this.#rest.toString('base64') };
  }

  feed(bytes: Buffer): void {
    const state = this.#state;
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      this.#judgeQuotes(byte);
      if (byte !== newline) continue;
      state.line += 1;
      if (state.inQuotes) continue;
      this.#endRow(bytes.subarray(from, at), at + 1);
      from = at + 1;
    }
    this.#rest = Buffer.concat([this.#rest, bytes.subarray(from)]);
    state.offset += bytes.length;
  }

  /** A quote opens a cell at its start only: in the middle of a plain cell it is a character. */
  #judgeQuotes(byte: number): void {
    const state = this.#state;
    if (byte !== quote) {
      state.hasClosed = false;
      state.isCellStart = byte === this.#delimiter || byte === newline;
      return;
    }
    const opens = !state.inQuotes && (state.isCellStart || state.hasClosed);
    state.hasClosed = state.inQuotes;
    state.inQuotes = opens;
    state.isCellStart = false;
  }

  end(): string {
    if (this.#state.inQuotes) throw new Error(`line ${this.#state.rowLine}: the file ends within a quoted cell`);
    this.#endRow(Buffer.alloc(0), 0);
    if (this.#state.columns === undefined) throw new Error('line 1: there is no row with the names of columns');
    return JSON.stringify({ ...this.#mapping.codeSystem, concept: undefined });
  }

  /** `behind` counts the bytes of the portion up to the end of the row. */
  #endRow(tail: Buffer, behind: number): void {
    const bytes = this.#rest.length === 0 ? tail : Buffer.concat([this.#rest, tail]);
    const [line, offset] = [this.#state.rowLine, this.#state.offset + behind - bytes.length - 1];
    this.#rest = Buffer.alloc(0);
    this.#state.rowLine = this.#state.line;
    const text = bytes.toString('utf8').replace(/^\uFEFF|\r$/g, '');
    if (text.trim() === '') return;
    const cells = splitRow(text, this.#mapping.delimiter);
    if (this.#state.columns === undefined) this.#state.columns = checkedColumns(cells, this.#mapping);
    else {
      const json = Buffer.from(JSON.stringify(this.#concept(cells, line)));
      this.#sink({ id: this.#state.nextId++, nestedIn: undefined, line, offset: Math.max(offset, 0), json });
    }
  }

  #concept(cells: readonly string[], line: number): object {
    const columns = this.#state.columns ?? [];
    if (cells.length > columns.length) {
      throw new Error(`line ${line}: the row has ${cells.length} cells, the first row names ${columns.length} columns`);
    }
    const cell = (column: string | undefined): string | undefined =>
      column === undefined ? undefined : cells[columns.indexOf(column)]?.trim() || undefined;
    const values = ({ column, separator }: { column: string; separator?: string }): readonly string[] => {
      const text = cell(column);
      if (text === undefined) return [];
      return separator === undefined
        ? [text]
        : text
            .split(separator)
            .map(part => part.trim())
            .filter(Boolean);
    };
    const { code, display, definition, designations, properties } = this.#mapping;
    return {
      code: cell(code) ?? '',
      display: cell(display),
      definition: cell(definition),
      designation: designations.flatMap(row =>
        values(row).map(value => ({ language: row.language, use: row.use, value })),
      ),
      property: properties.flatMap(row => values(row).map(value => toProperty(row, value))),
    };
  }
}

/** A value that is not of its column's type stays a text, for the check of concepts to tell. */
function toProperty({ code, type, system }: PropertyColumn, text: string): Readonly<Record<string, unknown>> {
  const key = `value${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  switch (type) {
    case 'integer':
    case 'decimal':
      return { code, [key]: /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text) ? Number(text) : text };
    case 'boolean':
      return { code, [key]: /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text };
    case 'Coding':
      return { code, [key]: { ...(system !== undefined && { system }), code: text } };
    default:
      return { code, [key]: text };
  }
}

function checkedColumns(columns: readonly string[], mapping: CsvMapping): readonly string[] {
  const names = columns.map(name => name.trim());
  const { code, display, definition, designations, properties } = mapping;
  const wanted = [code, display, definition, ...[...designations, ...properties].map(({ column }) => column)];
  const missing = wanted.find(name => name !== undefined && !names.includes(name));
  if (missing !== undefined) throw new Error(`line 1: there is no column '${missing}'; there are ${names.join(', ')}`);
  return names;
}

/** The cells of one row. */
export function splitRow(row: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= row.length) {
    const [cell, end] = row[at] === '"' ? quotedCell(row, at) : plainCell(row, at, delimiter);
    cells.push(cell);
    at = end + 1;
    if (end >= row.length) break;
  }
  return cells;
}

function plainCell(row: string, start: number, delimiter: string): readonly [string, number] {
  const found = row.indexOf(delimiter, start);
  const end = found < 0 ? row.length : found;
  return [row.slice(start, end), end];
}

/** What follows the closing quote up to the delimiter is blank in a sound file, and skipped. */
function quotedCell(row: string, start: number): readonly [string, number] {
  let end = row.indexOf('"', start + 1);
  while (end >= 0 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
  const close = end < 0 ? row.length : end;
  return [row.slice(start + 1, close).replaceAll('""', '"'), close + 1];
}
