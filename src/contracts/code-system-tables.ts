/**
 * A code system laid out as typed arrays over dense concept ids, so that a file of them opens in place: no object per
 * concept, no index to build. The terminology engine fills and reads them, a store keeps them; neither knows the other.
 */
import type { CodeSystem } from '../fhir/model.ts';

/** Texts one after another in UTF-8: text `i` lies from `starts[i]` to `starts[i + 1]`. An absent text is empty. */
export interface TextColumn {
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
}

/** Neighbours of concept `c` are `list[starts[c]] … list[starts[c + 1] - 1]`. */
export interface Adjacency {
  readonly starts: Uint32Array;
  readonly list: Uint32Array;
}

/**
 * Concepts that have something, by its number: `counts[i]` concepts, from `starts[i]` in `data`, as ascending ids, or as
 * the words of a bitset where that is shorter (`isDense` in terminology/concept-tables/postings.ts).
 */
export interface Postings {
  readonly starts: Uint32Array;
  readonly counts: Uint32Array;
  readonly data: Uint32Array;
}

/**
 * Who is above whom. Depth-first labels over a spanning forest: below `c` in it are `order[first[c] + 1 … last[c]]`. An
 * edge that the forest lacks goes from the concept at place `crossFrom[i]` of the order (ascending) to `crossTo[i]`.
 */
export interface HierarchyTables {
  readonly parents: Adjacency;
  readonly children: Adjacency;
  readonly order: Uint32Array;
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  readonly crossFrom: Uint32Array;
  readonly crossTo: Uint32Array;
}

/** Designations `starts[c] … starts[c + 1] - 1` are the concept's; what many share (language, use) is kept once. */
export interface DesignationTables {
  readonly starts: Uint32Array;
  readonly values: TextColumn;
  /** By designation, its head. */
  readonly heads: Uint32Array;
  /** JSON of language, use and extension. */
  readonly headTexts: TextColumn;
}

/**
 * Every distinct property with value is an entry; entries lie by property code, and within one by the value's text.
 * Rows `starts[c] … starts[c + 1] - 1` are the concept's.
 */
export interface PropertyTables {
  readonly starts: Uint32Array;
  /** By row, its entry. */
  readonly entries: Uint32Array;
  /** Codes of properties that some concept has; entries `codeStarts[i] … codeStarts[i + 1] - 1` are of code `i`. */
  readonly codes: readonly string[];
  readonly codeStarts: Uint32Array;
  readonly valueTypes: readonly `value${string}`[];
  /** By entry, its value type and the JSON of its value. */
  readonly types: Uint32Array;
  readonly values: TextColumn;
  /** By entry, the concepts that have it. */
  readonly postings: Postings;
}

/** What few concepts have: `values[i]`, as JSON, is that of `concepts[i]`, which ascend. */
export interface SparseTexts {
  readonly concepts: Uint32Array;
  readonly values: TextColumn;
}

export interface FlagTables {
  /** Bitsets over the concepts. */
  readonly abstract: Uint32Array;
  readonly inactive: Uint32Array;
  /** By concept, 0 or one more than the index of its status in `statuses`. */
  readonly status: Uint32Array;
  readonly statuses: readonly string[];
}

/** Words of codes, displays and designations in order of their UTF-16 units, and who has them. */
export interface WordTables {
  readonly texts: TextColumn;
  readonly postings: Postings;
}

export interface CodeSystemTables {
  /** The CodeSystem in the model without its concepts. */
  readonly definition: CodeSystem;
  readonly size: number;
  readonly isCaseSensitive: boolean;
  readonly codes: TextColumn;
  /** Open addressing by the hash of a code: 0, or one more than the concept's id. */
  readonly codeSlots: Uint32Array;
  readonly displays: TextColumn;
  readonly definitions: TextColumn;
  readonly hierarchy: HierarchyTables;
  /** By concept, 0 or one more than the concept that it is nested in. */
  readonly nestedIn: Uint32Array;
  readonly designations: DesignationTables;
  readonly properties: PropertyTables;
  readonly extensions: SparseTexts;
  readonly flags: FlagTables;
  readonly words: WordTables;
}
