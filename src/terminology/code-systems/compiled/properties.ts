/** Reads the properties of concepts from tables, and answers filters on them from their postings. */
import type { ConceptId, ConceptProperty } from '../../../contracts/code-system-provider.ts';
import type { PropertyTables } from '../../../contracts/code-system-tables.ts';
import { ConceptBits, wordsFor } from '../../concept-set.ts';
import { numberAt } from '../../concept-tables/number-at.ts';
import { addPosting } from '../../concept-tables/postings.ts';
import { Texts } from '../../concept-tables/text-column.ts';
import type { PropertyValues } from '../../filters/filter-operator.ts';
import { propertyText } from '../concept-properties.ts';

/** Most entries that are kept as objects. */
const mostRead = 20_000;

export class Properties {
  readonly #size: number;
  readonly #tables: PropertyTables;
  readonly #values: Texts;
  /** Entries that were read: most concepts share a few of them. */
  readonly #read = new Map<number, ConceptProperty>();

  /** Over `size` concepts. */
  constructor(size: number, tables: PropertyTables) {
    this.#size = size;
    this.#tables = tables;
    this.#values = new Texts(tables.values);
  }

  /** Concepts that have an entry in common share its object. */
  of(concept: ConceptId): readonly ConceptProperty[] {
    const { starts, entries } = this.#tables;
    const found: ConceptProperty[] = [];
    const end = numberAt(starts, concept + 1);
    for (let at = numberAt(starts, concept); at < end; at++) found.push(this.#propertyOf(numberAt(entries, at)));
    return found;
  }

  #propertyOf(entry: number): ConceptProperty {
    const known = this.#read.get(entry);
    if (known !== undefined) return known;
    const property: ConceptProperty = {
      code: this.#tables.codes[this.#codeOf(entry)] ?? '',
      valueType: this.#tables.valueTypes[numberAt(this.#tables.types, entry)] ?? 'value',
      value: this.#valueOf(entry),
    };
    if (this.#read.size >= mostRead) this.#read.clear();
    this.#read.set(entry, property);
    return property;
  }

  /** Values of the property with this code; undefined where no concept has it. */
  valuesOf(code: string): PropertyValues | undefined {
    const at = this.#tables.codes.indexOf(code);
    return at < 0 ? undefined : this.#entryValues(this.#range(at));
  }

  /** Values of a property that no concept has. */
  none(): PropertyValues {
    return this.#entryValues([0, 0]);
  }

  #entryValues([start, end]: readonly [number, number]): PropertyValues {
    return {
      textsOf: concept =>
        this.#entriesOf(concept)
          .filter(entry => entry >= start && entry < end)
          .map(entry => this.#textOf(entry)),
      having: text => {
        const set = new EntrySet(this.#size, this.#tables);
        for (let entry = this.#firstFrom(text, start, end); entry < end && this.#textOf(entry) === text; entry++) {
          set.add(entry);
        }
        return set.finish();
      },
      havingAny: () => {
        const set = new EntrySet(this.#size, this.#tables);
        for (let entry = start; entry < end; entry++) set.add(entry);
        return set.finish();
      },
      judge: () => this.#judge(start, end),
    };
  }

  *#judge(start: number, end: number): Generator<string, ConceptBits, boolean> {
    const set = new EntrySet(this.#size, this.#tables);
    for (let entry = start; entry < end; entry++) if (yield this.#textOf(entry)) set.add(entry);
    return set.finish();
  }

  #entriesOf(concept: ConceptId): readonly number[] {
    const { starts, entries } = this.#tables;
    return Array.from(entries.subarray(numberAt(starts, concept), numberAt(starts, concept + 1)));
  }

  #codeOf(entry: number): number {
    const { codes, codeStarts } = this.#tables;
    let code = 0;
    while (code + 1 < codes.length && entry >= numberAt(codeStarts, code + 1)) code++;
    return code;
  }

  #range(code: number): readonly [number, number] {
    const { codeStarts } = this.#tables;
    return [numberAt(codeStarts, code), numberAt(codeStarts, code + 1)];
  }

  #valueOf(entry: number): unknown {
    return JSON.parse(this.#values.get(entry));
  }

  #textOf(entry: number): string {
    return propertyText(this.#valueOf(entry));
  }

  /** The first entry of the range whose text is not before this one. */
  #firstFrom(text: string, start: number, end: number): number {
    let [low, high] = [start, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#textOf(middle) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The concepts of some entries. */
class EntrySet {
  readonly #size: number;
  readonly #tables: PropertyTables;
  readonly #words: Uint32Array;

  constructor(size: number, tables: PropertyTables) {
    this.#size = size;
    this.#tables = tables;
    this.#words = new Uint32Array(wordsFor(size));
  }

  add(entry: number): void {
    addPosting(this.#tables.postings, entry, this.#words, this.#size);
  }

  finish(): ConceptBits {
    return new ConceptBits(this.#size, this.#words);
  }
}
