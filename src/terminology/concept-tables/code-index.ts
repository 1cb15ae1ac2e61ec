/**
 * Finds a concept by its code: open addressing over ids, so that half a million codes take 4 MB and no object. The hash
 * is FNV-1a over the UTF-16 units of the code, in lower case where the code system ignores case.
 */
import type { ConceptId } from '../../contracts/code-system-provider.ts';
import { numberAt } from './number-at.ts';
import { Uint32List } from './uint32-list.ts';

type CodeReader = (concept: ConceptId) => string;

/** Form of a code under which it is found. */
export function codeKey(code: string, isCaseSensitive: boolean): string {
  return isCaseSensitive ? code : code.toLowerCase();
}

/** The concept whose code has this key. `slots` has a power of two as length, and room. */
export function findInSlots(
  slots: Uint32Array,
  key: string,
  isCaseSensitive: boolean,
  read: CodeReader,
): ConceptId | undefined {
  const mask = slots.length - 1;
  for (let slot = hashOf(key) & mask; ; slot = (slot + 1) & mask) {
    const taken = numberAt(slots, slot);
    if (taken === 0) return undefined;
    if (codeKey(read(taken - 1), isCaseSensitive) === key) return taken - 1;
  }
}

/** Enters codes in the order of their ids. */
export class CodeIndexBuilder {
  readonly #isCaseSensitive: boolean;
  readonly #read: CodeReader;
  readonly #hashes = new Uint32List();
  #slots = new Uint32Array(1024);

  /** `read` gives the codes that were entered. */
  constructor(isCaseSensitive: boolean, read: CodeReader) {
    this.#isCaseSensitive = isCaseSensitive;
    this.#read = read;
  }

  find(code: string): ConceptId | undefined {
    return findInSlots(this.#slots, codeKey(code, this.#isCaseSensitive), this.#isCaseSensitive, this.#read);
  }

  /** Enters a code that is not there yet, under the next id. */
  enter(code: string): void {
    if (this.#hashes.length * 2 >= this.#slots.length) this.#grow();
    const hash = hashOf(codeKey(code, this.#isCaseSensitive));
    this.#hashes.push(hash);
    take(this.#slots, hash, this.#hashes.length);
  }

  finish(): Uint32Array {
    return this.#slots;
  }

  #grow(): void {
    this.#slots = slotsFor(this.#hashes, this.#slots.length * 2);
  }
}

/** So many slots, a power of two, in which each number is found by its hash. */
export function slotsFor(hashes: Uint32List, length: number): Uint32Array<ArrayBuffer> {
  const slots = new Uint32Array(length);
  for (let number = 0; number < hashes.length; number++) take(slots, hashes.get(number), number + 1);
  return slots;
}

function take(slots: Uint32Array, hash: number, value: number): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = value;
}

function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  // Low bits of FNV-1a hang on the last units alone; codes that count upwards would lie side by side.
  hash ^= hash >>> 15;
  return hash >>> 0;
}
