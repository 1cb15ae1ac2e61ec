/**
 * Sets of concepts over the dense ids of one code system, so that composing a value set is algebra over numbers
 * (https://hl7.org/fhir/valueset.html#compositions) and `total` is exact without a walk. Many concepts are a bitset; few
 * of them in a big code system are a list of ids, which is shorter to keep and to go through.
 */
import type { ConceptId, ConceptSet } from '../contracts/code-system-provider.ts';
import { commonIds, idsWhere, placeOf, toAscending } from './ascending-ids.ts';

/** Words of a bitset between two entries of its directory. */
const wordsPerBlock = 32;

export class ConceptBits implements ConceptSet {
  /** Ids run from 0 to capacity - 1. */
  readonly capacity: number;
  /** Bits, or where they are few the ids. */
  readonly #members: Uint32Array;
  readonly #isList: boolean;
  #size: number | undefined;
  /** How many there are before each block of words; made when first needed. */
  #blocks: Uint32Array | undefined;

  /** Takes over the words, whose bits at and above the capacity must be 0; or the ascending ids. */
  constructor(capacity: number, members: Uint32Array, form: 'words' | 'ids' = 'words') {
    this.capacity = capacity;
    this.#members = members;
    this.#isList = form === 'ids';
    if (this.#isList) this.#size = members.length;
  }

  /** The set of these ids. The capacity grows with an id above it: a grammar may have found more codes meanwhile. */
  static of(capacity: number, ids: Iterable<ConceptId>): ConceptBits {
    const ascending = toAscending(ids);
    const needed = Math.max(capacity, (ascending.at(-1) ?? -1) + 1);
    if (ascending.length <= mostListed(needed)) return new ConceptBits(needed, ascending, 'ids');
    return new ConceptBits(needed, wordsOf(needed, ascending));
  }

  /** The set of these bits in its shorter form. */
  static compact(capacity: number, words: Uint32Array): ConceptBits {
    const all = new ConceptBits(capacity, words);
    return all.size > mostListed(capacity) ? all : new ConceptBits(capacity, all.slice(0, all.size), 'ids');
  }

  static empty(capacity: number): ConceptBits {
    return new ConceptBits(capacity, new Uint32Array(0), 'ids');
  }

  static full(capacity: number): ConceptBits {
    const words = new Uint32Array(wordsFor(capacity)).fill(0xffffffff);
    const rest = capacity & 31;
    if (rest !== 0) words[words.length - 1] = 0xffffffff >>> (32 - rest);
    const all = new ConceptBits(capacity, words);
    all.#size = capacity;
    return all;
  }

  /** How many there are; counted when first asked for. */
  get size(): number {
    return (this.#size ??= countBits(this.#members));
  }

  /** Memory that the set takes. */
  get bytes(): number {
    return this.#members.byteLength;
  }

  has(concept: ConceptId): boolean {
    if (this.#isList) return this.#members[placeOf(this.#members, concept)] === concept;
    return ((this.#members[concept >>> 5] ?? 0) & (1 << (concept & 31))) !== 0;
  }

  *[Symbol.iterator](): Generator<ConceptId> {
    if (this.#isList) return yield* this.#members;
    for (let at = 0; at < this.#members.length; at++) {
      for (let word = this.#members[at] ?? 0; word !== 0; word &= word - 1) yield (at << 5) + lowestBit(word);
    }
  }

  /** The ids at the places from `start` on and before `end`, in ascending order. */
  slice(start: number, end: number): Uint32Array {
    if (this.#isList) return this.#members.subarray(start, end);
    const ids = new Uint32Array(Math.max(Math.min(end, this.size) - start, 0));
    if (ids.length > 0) this.#collect(ids, start);
    return ids;
  }

  /** Fills the list with the ids from the place on, of which there are enough. */
  #collect(ids: Uint32Array, start: number): void {
    const blocks = (this.#blocks ??= countBlocks(this.#members));
    // Of the blocks that begin with this place or before it the last.
    const block = placeOf(blocks, start + 1) - 1;
    let skip = start - (blocks[block] ?? 0);
    let count = 0;
    for (let at = block * wordsPerBlock; count < ids.length; at++) {
      for (let word = this.#members[at] ?? 0; word !== 0 && count < ids.length; word &= word - 1) {
        if (skip > 0) skip--;
        else ids[count++] = (at << 5) + lowestBit(word);
      }
    }
  }

  union(other: ConceptSet): ConceptBits {
    const right = toBits(other, this.capacity);
    if (right.capacity > this.capacity) return right.union(this);
    if (right.#size === 0) return this;
    if (this.#isList) return this.#listWith(right);
    const words = this.#members.slice();
    right.#addTo(words);
    return new ConceptBits(this.capacity, words);
  }

  #listWith(right: ConceptBits): ConceptBits {
    if (this.#members.length === 0 && right.capacity === this.capacity) return right;
    if (right.#isList) return ConceptBits.of(this.capacity, [...this.#members, ...right.#members]);
    const words = wordsOf(this.capacity, this.#members);
    right.#addTo(words);
    return new ConceptBits(this.capacity, words);
  }

  #addTo(words: Uint32Array): void {
    if (this.#isList) addIds(words, this.#members);
    else addWords(words, this.#members);
  }

  /** One of the two where the other has all: sets do not change, so it need not be copied. */
  intersection(other: ConceptSet): ConceptBits {
    const right = toBits(other, this.capacity);
    if (right.capacity === this.capacity) {
      if (right === this || right.#isKnownFull) return this;
      if (this.#isKnownFull) return right;
    }
    if (this.#isList) return this.#listWhere(right.#isList ? right.#members : id => right.has(id));
    if (right.#isList) return this.#fewOf(right.#members);
    return this.#common(right.#members);
  }

  #listWhere(kept: Uint32Array | ((concept: ConceptId) => boolean)): ConceptBits {
    const ids = typeof kept === 'function' ? idsWhere(this.#members, kept) : commonIds(this.#members, kept);
    return ids === this.#members ? this : new ConceptBits(this.capacity, ids, 'ids');
  }

  #fewOf(ids: Uint32Array): ConceptBits {
    const kept = idsWhere(ids, id => this.has(id));
    return new ConceptBits(this.capacity, kept, 'ids');
  }

  /** The first that are common are listed; a bitset is made only where they turn out to be many. */
  #common(others: Uint32Array): ConceptBits {
    const own = this.#members;
    const length = Math.min(own.length, others.length);
    const most = mostListed(this.capacity);
    const ids: ConceptId[] = [];
    for (let at = 0; at < length; at++) {
      let word = (own[at] ?? 0) & (others[at] ?? 0);
      if (word === 0) continue;
      for (; word !== 0; word &= word - 1) ids.push((at << 5) + lowestBit(word));
      if (ids.length > most) return this.#commonWords(others);
    }
    return new ConceptBits(this.capacity, Uint32Array.from(ids), 'ids');
  }

  #commonWords(others: Uint32Array): ConceptBits {
    const own = this.#members;
    const words = new Uint32Array(own.length);
    const length = Math.min(own.length, others.length);
    let size = 0;
    for (let at = 0; at < length; at++) {
      const word = (own[at] ?? 0) & (others[at] ?? 0);
      if (word === 0) continue;
      words[at] = word;
      size += bitsIn(word);
    }
    const both = new ConceptBits(this.capacity, words);
    both.#size = size;
    return both;
  }

  /** False where nobody has counted yet. */
  get #isKnownFull(): boolean {
    return this.#size === this.capacity;
  }

  difference(other: ConceptSet): ConceptBits {
    const right = toBits(other, this.capacity);
    if (this.#isList) return this.#listWhere(id => !right.has(id));
    const [words, taken] = [this.#members.slice(), right.#members];
    if (right.#isList) removeIds(words, taken);
    else removeWords(words, taken);
    return new ConceptBits(this.capacity, words);
  }

  /** The concepts that satisfy the test. */
  where(test: (concept: ConceptId) => boolean): ConceptBits {
    if (this.#isList) return this.#listWhere(test);
    const words = new Uint32Array(this.#members.length);
    for (const id of this) if (test(id)) words[id >>> 5] = (words[id >>> 5] ?? 0) | (1 << (id & 31));
    return new ConceptBits(this.capacity, words);
  }
}

/** Any provider's set as bits over its code system's `capacity` concepts, or over more where it has greater ids. */
export function toBits(set: ConceptSet, capacity: number): ConceptBits {
  return set instanceof ConceptBits && set.capacity >= capacity ? set : ConceptBits.of(capacity, set);
}

/** Words of a bitset over so many concepts. */
export function wordsFor(capacity: number): number {
  return (capacity + 31) >>> 5;
}

/** Up to so many are a list: a quarter of what the bits would take. */
function mostListed(capacity: number): number {
  return wordsFor(capacity) >>> 2;
}

function wordsOf(capacity: number, ids: Uint32Array): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(wordsFor(capacity));
  addIds(words, ids);
  return words;
}

function addIds(words: Uint32Array, ids: Uint32Array): void {
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0;
    words[id >>> 5] = (words[id >>> 5] ?? 0) | (1 << (id & 31));
  }
}

function addWords(words: Uint32Array, more: Uint32Array): void {
  for (let at = 0; at < more.length; at++) words[at] = (words[at] ?? 0) | (more[at] ?? 0);
}

function removeWords(words: Uint32Array, taken: Uint32Array): void {
  const length = Math.min(words.length, taken.length);
  for (let at = 0; at < length; at++) words[at] = (words[at] ?? 0) & ~(taken[at] ?? 0);
}

function removeIds(words: Uint32Array, ids: Uint32Array): void {
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0;
    if (id >>> 5 < words.length) words[id >>> 5] = (words[id >>> 5] ?? 0) & ~(1 << (id & 31));
  }
}

function countBlocks(words: Uint32Array): Uint32Array {
  const blocks = new Uint32Array(Math.ceil(words.length / wordsPerBlock));
  let count = 0;
  for (let at = 0; at < words.length; at++) {
    if (at % wordsPerBlock === 0) blocks[at / wordsPerBlock] = count;
    count += bitsIn(words[at] ?? 0);
  }
  return blocks;
}

function countBits(words: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0;
    if (word !== 0) count += bitsIn(word);
  }
  return count;
}

/** Place of the lowest bit that is set. */
function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
