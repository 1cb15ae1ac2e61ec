/**
 * Sets of concepts over the dense ids of one code system: a bitset with its count, so that composing a value set is
 * word-wise algebra (https://hl7.org/fhir/valueset.html#compositions) and `total` is exact without a walk.
 */
import type { ConceptId, ConceptSet } from '../contracts/code-system-provider.ts';

export class ConceptBits implements ConceptSet {
  /** Ids run from 0 to capacity - 1. */
  readonly capacity: number;
  readonly size: number;
  readonly #words: Uint32Array;

  /** Takes over the words; bits at and above the capacity must be 0. */
  constructor(capacity: number, words: Uint32Array) {
    this.capacity = capacity;
    this.#words = words;
    this.size = countBits(words);
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
    return new ConceptBits(capacity, words);
  }

  has(concept: ConceptId): boolean {
    return ((this.#words[concept >>> 5] ?? 0) & (1 << (concept & 31))) !== 0;
  }

  *[Symbol.iterator](): Generator<ConceptId> {
    for (let at = 0; at < this.#words.length; at++) {
      let word = this.#words[at] ?? 0;
      while (word !== 0) {
        const lowest = word & -word;
        yield (at << 5) + (31 - Math.clz32(lowest));
        word ^= lowest;
      }
    }
  }

  union(other: ConceptSet): ConceptBits {
    const right = toBits(other, this.capacity);
    if (right.capacity > this.capacity) return right.union(this);
    return this.#combine(right, (one, another) => one | another);
  }

  intersection(other: ConceptSet): ConceptBits {
    return this.#combine(other, (left, right) => left & right);
  }

  difference(other: ConceptSet): ConceptBits {
    return this.#combine(other, (left, right) => left & ~right);
  }

  /** The concepts that satisfy the test. */
  where(test: (concept: ConceptId) => boolean): ConceptBits {
    const words = new Uint32Array(this.#words.length);
    for (const id of this) if (test(id)) words[id >>> 5] = (words[id >>> 5] ?? 0) | (1 << (id & 31));
    return new ConceptBits(this.capacity, words);
  }

  #combine(other: ConceptSet, operator: (left: number, right: number) => number): ConceptBits {
    const right = toBits(other, this.capacity).#words;
    const words = new Uint32Array(this.#words.length);
    for (let at = 0; at < words.length; at++) words[at] = operator(this.#words[at] ?? 0, right[at] ?? 0);
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

function wordsFor(capacity: number): number {
  return (capacity + 31) >>> 5;
}

function countBits(words: Uint32Array): number {
  let count = 0;
  for (const word of words) {
    let bits = word - ((word >>> 1) & 0x55555555);
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    count += (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return count;
}
