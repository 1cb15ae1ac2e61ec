/**
 * A text that is to be judged: the JSON tree that is in it, what the reading found wrong, and where each value stands.
 * Positions cost a second reading, so they are looked for when the first of them is asked.
 */

/** Keys and indexes from the root to a value. */
export type Pointer = readonly (string | number)[];

/** From 1, in characters. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What the reading of the text found, beside what it could not get over. */
export interface SourceFault {
  /** The object or list in which it is. */
  readonly holder: object;
  readonly messageId: string;
  readonly args: readonly string[];
  /** Offset in the text. */
  readonly at: number;
}

/** Where a value stands, and the values in it. */
export interface PlacedValue {
  readonly at: number;
  readonly parts?: ReadonlyMap<string, PlacedValue>;
}

export interface SourceParts {
  readonly text: string;
  readonly format: 'json' | 'xml';
  readonly value: unknown;
  readonly faults: readonly SourceFault[];
  readonly place: () => PlacedValue;
}

export class Source {
  readonly format: 'json' | 'xml';
  readonly value: unknown;
  readonly faults: readonly SourceFault[];
  readonly #text: string;
  readonly #place: () => PlacedValue;
  #placed: PlacedValue | undefined;
  #lineStarts: readonly number[] | undefined;

  constructor({ text, format, value, faults, place }: SourceParts) {
    this.#text = text;
    this.format = format;
    this.value = value;
    this.faults = faults;
    this.#place = place;
  }

  /** Offset of the value that the pointer names, or of the nearest around it. */
  offsetOf(pointer: Pointer): number {
    this.#placed ??= this.#place();
    let placed: PlacedValue = this.#placed;
    for (const part of pointer) {
      const inner = placed.parts?.get(String(part));
      if (inner === undefined) break;
      placed = inner;
    }
    return placed.at;
  }

  /** Line and column of an offset. */
  positionAt(offset: number): Position {
    this.#lineStarts ??= lineStartsOf(this.#text);
    const starts = this.#lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
