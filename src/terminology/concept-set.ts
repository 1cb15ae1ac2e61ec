/**
 * Sets of concepts over the dense ids of one code system: a bitset with its count, so that composing a value set is
 * word-wise algebra (https://hl7.org/fhir/valueset.html#compositions) and `total` is exact without a walk.
 */
import type { ConceptId, ConceptSet } from '../contracts/code-system-provider.ts';

export class ConceptBits implements ConceptSet {
  /** Ids run from 0 to capacity - 1. */
  readonly capacity: number;
  readonly #words: Uint32Array;
  #size: number | undefined;

  /** Takes over the words; bits at and above the capacity must be 0. */
  constructor(capacity: number, words: Uint32Array) {
    this.capacity = capacity;
    this.#words = words;
  }

  /** The set of these ids. The capacity grows with an id above it: a grammar may have found more codes meanwhile. */
  static of(capacity: number, ids: Iterable<ConceptId>): ConceptBits {
    let words = new Uint32Array(wordsFor(capacity));
    let needed = capacity;
    for (const id of ids) {
      if (id >= needed) needed = id + 1;
      if (id >>> 5 >= words.length) words = grown(words, Math.max(wordsFor(needed), words.length * 2));
      words[id >>> 5] = (words[id >>> 5] ?? 0) | (1 << (id & 31));
    }
    return new ConceptBits(needed, words);
  }

  static empty(capacity: number): ConceptBits {
    return new ConceptBits(capacity, new Uint32Array(wordsFor(capacity)));
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
    return (this.#size ??= countBits(this.#words));
  }

  /** Memory that the set takes. */
  get bytes(): number {
    return this.#words.byteLength;
  }

  has(concept: ConceptId): boolean {
    return ((this.#words[concept >>> 5] ?? 0) & (1 << (concept & 31))) !== 0;
  }

  [Symbol.iterator](): Generator<ConceptId> {
    return this.from(0);
  }

  /** Ascending ids without the first `skip`, which are passed over by their count, not one by one. */
  *from(skip: number): Generator<ConceptId> {
    let left = skip;
    for (let at = 0; at < this.#words.length; at++) {
      let word = this.#words[at] ?? 0;
      const count = left > 0 ? bitsIn(word) : 0;
      if (left > 0 && count <= left) {
        left -= count;
        continue;
      }
      for (; word !== 0; word &= word - 1) {
        if (left-- > 0) continue;
        yield (at << 5) + (31 - Math.clz32(word & -word));
      }
      left = 0;
    }
  }

  union(other: ConceptSet): ConceptBits {
    const right = toBits(other, this.capacity);
    if (right.capacity > this.capacity) return right.union(this);
    const [words, more] = [this.#words.slice(), right.#words];
    for (let at = 0; at < more.length; at++) words[at] = (words[at] ?? 0) | (more[at] ?? 0);
    return new ConceptBits(this.capacity, words);
  }

  /** One of the two where the other has all: sets do not change, so it need not be copied. */
  intersection(other: ConceptSet): ConceptBits {
    const right = toBits(other, this.capacity);
    if (right.capacity === this.capacity) {
      if (right === this || right.#isKnownFull) return this;
      if (this.#isKnownFull) return right;
    }
    const [own, kept] = [this.#words, right.#words];
    const words = new Uint32Array(own.length);
    const length = Math.min(own.length, kept.length);
    let size = 0;
    for (let at = 0; at < length; at++) {
      const word = (own[at] ?? 0) & (kept[at] ?? 0);
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
    const [words, taken] = [this.#words.slice(), toBits(other, this.capacity).#words];
    const length = Math.min(words.length, taken.length);
    for (let at = 0; at < length; at++) words[at] = (words[at] ?? 0) & ~(taken[at] ?? 0);
    return new ConceptBits(this.capacity, words);
  }

  /** The concepts that satisfy the test. */
  where(test: (concept: ConceptId) => boolean): ConceptBits {
    const words = new Uint32Array(this.#words.length);
    for (const id of this) if (test(id)) words[id >>> 5] = (words[id >>> 5] ?? 0) | (1 << (id & 31));
    return new ConceptBits(this.capacity, words);
  }
}

/** Any provider's set as bits over its code system's `capacity` concepts, or over more where it has greater ids. */
export function toBits(set: ConceptSet, capacity: number): ConceptBits {
  return set instanceof ConceptBits && set.capacity >= capacity ? set : ConceptBits.of(capacity, set);
}

function grown(words: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(length);
  more.set(words);
  return more;
}

/** Words of a bitset over so many concepts. */
export function wordsFor(capacity: number): number {
  return (capacity + 31) >>> 5;
}

function countBits(words: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0;
    if (word !== 0) count += bitsIn(word);
  }
  return count;
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
