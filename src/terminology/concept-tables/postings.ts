/**
 * Who has what: for each of many things the concepts that have it, as ascending ids or, where that is shorter, as a
 * bitset. Layout in contracts/code-system-tables.ts.
 */
import type { ConceptId } from '../../contracts/code-system-provider.ts';
import type { Postings } from '../../contracts/code-system-tables.ts';
import { wordsFor } from '../concept-set.ts';
import { numberAt } from './number-at.ts';

/** Rows `starts[c] … starts[c + 1] - 1` name what concept `c` has. */
export interface ConceptRows {
  readonly starts: Uint32Array;
  readonly things: Uint32Array;
}

/** The postings of `count` things; what a concept names twice counts once. */
export function buildPostings(count: number, rows: ConceptRows): Postings {
  const size = rows.starts.length - 1;
  const words = wordsFor(size);
  const counts = new Uint32Array(count);
  forEachRow(rows, count, thing => void (counts[thing] = numberAt(counts, thing) + 1));
  const starts = new Uint32Array(count + 1);
  for (let thing = 0; thing < count; thing++) {
    starts[thing + 1] = numberAt(starts, thing) + Math.min(numberAt(counts, thing), words);
  }
  const data = new Uint32Array(numberAt(starts, count));
  const next = starts.slice();
  forEachRow(rows, count, (thing, concept) => {
    if (isDense(numberAt(counts, thing), size)) setBit(data, numberAt(starts, thing), concept);
    else {
      const at = numberAt(next, thing);
      data[at] = concept;
      next[thing] = at + 1;
    }
  });
  return { starts, counts, data };
}

/** Sets the bits of those who have it. `words` are a bitset over `size` concepts. */
export function addPosting({ starts, counts, data }: Postings, thing: number, words: Uint32Array, size: number): void {
  const [start, end] = [numberAt(starts, thing), numberAt(starts, thing + 1)];
  if (isDense(numberAt(counts, thing), size)) {
    for (let at = start; at < end; at++) words[at - start] = numberAt(words, at - start) | numberAt(data, at);
    return;
  }
  for (let at = start; at < end; at++) setBit(words, 0, numberAt(data, at));
}

function setBit(words: Uint32Array, start: number, concept: ConceptId): void {
  const at = start + (concept >>> 5);
  words[at] = numberAt(words, at) | (1 << (concept & 31));
}

/** A bitset is shorter than the ids; where both are as long, it is a list. */
function isDense(count: number, size: number): boolean {
  return count > wordsFor(size);
}

function forEachRow(
  { starts, things }: ConceptRows,
  count: number,
  visit: (thing: number, concept: ConceptId) => void,
): void {
  const lastSeen = new Uint32Array(count);
  for (let concept = 0; concept + 1 < starts.length; concept++) {
    for (let row = numberAt(starts, concept); row < numberAt(starts, concept + 1); row++) {
      const thing = numberAt(things, row);
      if (lastSeen[thing] === concept + 1) continue;
      lastSeen[thing] = concept + 1;
      visit(thing, concept);
    }
  }
}
