/** Texts in one buffer (contracts/code-system-tables.ts): written one after another, read one by one. */
import type { TextColumn } from '../../contracts/code-system-tables.ts';
import { notSupported } from '../../fhir/fhir-error.ts';
import { Uint32List } from './uint32-list.ts';
import { numberAt } from './number-at.ts';

/** Where a column's texts end is told in 32 bits. */
const maxBytes = 0xffff_ffff;

/** Reads the texts of a column. */
export class Texts {
  readonly length: number;
  readonly #starts: Uint32Array;
  readonly #bytes: Buffer;

  constructor({ starts, bytes }: TextColumn) {
    this.length = starts.length - 1;
    this.#starts = starts;
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Empty where the text is absent. */
  get(at: number): string {
    return this.#bytes.toString('utf8', numberAt(this.#starts, at), numberAt(this.#starts, at + 1));
  }

  has(at: number): boolean {
    return numberAt(this.#starts, at + 1) > numberAt(this.#starts, at);
  }

  /** Whether the text is the one in these bytes; most are told apart by their length. */
  equals(at: number, bytes: Buffer): boolean {
    const [start, end] = [numberAt(this.#starts, at), numberAt(this.#starts, at + 1)];
    return end - start === bytes.length && this.#bytes.compare(bytes, 0, bytes.length, start, end) === 0;
  }
}

/** Gathers the texts of a column. */
export class TextColumnBuilder {
  readonly #starts = new Uint32List();
  #bytes = Buffer.allocUnsafe(1024);
  #length = 0;

  constructor() {
    this.#starts.push(0);
  }

  get length(): number {
    return this.#starts.length - 1;
  }

  /** Adds a text, or an absent one. */
  add(text: string | undefined): void {
    if (text !== undefined && text !== '') this.#append(text);
    this.#starts.push(this.#length);
  }

  get(at: number): string {
    return this.#bytes.toString('utf8', this.#starts.get(at), this.#starts.get(at + 1));
  }

  finish(): TextColumn {
    return { starts: this.#starts.finish(), bytes: this.#bytes.subarray(0, this.#length) };
  }

  #append(text: string): void {
    // A UTF-16 unit takes at most three bytes.
    const needed = this.#length + text.length * 3;
    if (needed > maxBytes) throw notSupported('The texts of one kind together take more than 4 GB');
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.min(Math.max(needed, this.#bytes.length * 2), maxBytes));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(text, this.#length);
  }
}

/** The column of these texts. */
export function textColumn(texts: Iterable<string>): TextColumn {
  const builder = new TextColumnBuilder();
  for (const text of texts) builder.add(text);
  return builder.finish();
}
