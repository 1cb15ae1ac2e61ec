/**
 * The properties of all concepts as tables (contracts/code-system-tables.ts): every distinct code with value is kept
 * once, so that a million values of a few thousand kinds are a million numbers.
 */
import type { ConceptId, ConceptProperty } from '../../../contracts/code-system-provider.ts';
import type { PropertyTables, TextColumn } from '../../../contracts/code-system-tables.ts';
import { numberAt } from '../../concept-tables/number-at.ts';
import { buildPostings } from '../../concept-tables/postings.ts';
import { textColumn } from '../../concept-tables/text-column.ts';
import { Uint32List } from '../../concept-tables/uint32-list.ts';
import { propertyText } from '../concept-properties.ts';

/** A distinct property with value. */
interface Entry {
  readonly code: string;
  readonly valueType: `value${string}`;
  /** JSON of the value. */
  readonly json: string;
  /** The value as filters compare it. */
  readonly text: string;
}

/** Gathers the properties of concepts in the order of their ids. */
export class PropertyTablesBuilder {
  /** Numbers of entries, by code, then by value type, then by the value, or by its JSON where it is an object. */
  readonly #numbers = new Map<string, Map<string, Map<unknown, number>>>();
  readonly #entries: Entry[] = [];
  readonly #starts = new Uint32List();
  readonly #rows = new Uint32List();

  constructor() {
    this.#starts.push(0);
  }

  /** Adds the next concept. */
  add(properties: readonly ConceptProperty[]): void {
    for (const property of properties) this.#rows.push(this.#numberOf(property));
    this.#starts.push(this.#rows.length);
  }

  /** How many properties all concepts have together. */
  get count(): number {
    return this.#rows.length;
  }

  /** Codes of properties that some concept has. */
  get codes(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  /** Each use of a property with one of these codes: the concept, and what `resolve` makes of the value's text. */
  *uses(codes: ReadonlySet<string>, resolve: (text: string) => ConceptId | undefined): Generator<PropertyUse> {
    const meant = this.#entries.map(({ code, text }) => (codes.has(code) ? (resolve(text) ?? null) : undefined));
    for (let concept = 0; concept + 1 < this.#starts.length; concept++) {
      for (let row = this.#starts.get(concept); row < this.#starts.get(concept + 1); row++) {
        const entry = this.#rows.get(row);
        const other = meant[entry];
        const { code = '', text = '' } = this.#entries[entry] ?? {};
        if (other !== undefined) yield { concept, code, text, other: other ?? undefined };
      }
    }
  }

  finish(): PropertyTables {
    const order = this.#entries.map((_, number) => number).sort((a, b) => this.#compare(a, b));
    const sorted = order.map(number => this.#entries[number]).filter(entry => entry !== undefined);
    const places = new Uint32Array(order.length);
    order.forEach((number, place) => (places[number] = place));
    const entries = this.#rows.finish();
    for (let row = 0; row < entries.length; row++) entries[row] = numberAt(places, numberAt(entries, row));
    const starts = this.#starts.finish();
    return {
      starts,
      entries,
      ...describe(sorted),
      postings: buildPostings(sorted.length, { starts, things: entries }),
    };
  }

  #numberOf({ code, valueType, value }: ConceptProperty): number {
    const numbers = getOrAdd(getOrAdd(this.#numbers, code), valueType);
    const key = typeof value === 'object' ? JSON.stringify(value) : value;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, this.#entries.length);
    return this.#entries.push({ code, valueType, json: JSON.stringify(value), text: propertyText(value) }) - 1;
  }

  #compare(left: number, right: number): number {
    const [a, b] = [this.#entries[left], this.#entries[right]];
    if (a === undefined || b === undefined) return 0;
    return (
      compareTexts(a.code, b.code) ||
      compareTexts(a.text, b.text) ||
      compareTexts(a.valueType, b.valueType) ||
      compareTexts(a.json, b.json)
    );
  }
}

function getOrAdd<Key, Inner, Value>(map: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const added = new Map<Inner, Value>();
  map.set(key, added);
  return added;
}

export interface PropertyUse {
  readonly concept: ConceptId;
  readonly code: string;
  readonly text: string;
  /** The concept that the value names; undefined where there is none. */
  readonly other: ConceptId | undefined;
}

type Description = Pick<PropertyTables, 'codes' | 'codeStarts' | 'valueTypes' | 'types'> & {
  readonly values: TextColumn;
};

function describe(sorted: readonly Entry[]): Description {
  const codes = [...new Set(sorted.map(({ code }) => code))];
  const valueTypes = [...new Set(sorted.map(({ valueType }) => valueType))];
  const counts = new Map<string, number>();
  for (const { code } of sorted) counts.set(code, (counts.get(code) ?? 0) + 1);
  const codeStarts = new Uint32Array(codes.length + 1);
  codes.forEach((code, at) => (codeStarts[at + 1] = numberAt(codeStarts, at) + (counts.get(code) ?? 0)));
  const numbers = new Map(valueTypes.map((type, number) => [type, number]));
  return {
    codes,
    codeStarts,
    valueTypes,
    types: Uint32Array.from(sorted, ({ valueType }) => numbers.get(valueType) ?? 0),
    values: textColumn(sorted.map(({ json }) => json)),
  };
}

/** In the order of UTF-16 units, as texts compare. */
function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
