/**
 * A code system laid out as typed arrays over dense concept ids, so that a file of them opens in place: no object per
 * concept, no index to build. The terminology engine fills and reads them, a store keeps them; neither knows the other.
 */

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

/** Words of codes, displays and designations in order of their UTF-16 units, and who has them. */
export interface WordTables {
  readonly texts: TextColumn;
  readonly postings: Postings;
}
