/**
 * Numbers the words of texts (terminology/text-search.ts) without a string for each: millions of words are a few
 * thousand different ones. Letters of the Latin script are folded by a table; a text with any other goes the long way.
 */
import { wordsOf } from '../text-search.ts';
import { slotsFor } from './code-index.ts';
import { numberAt } from './number-at.ts';
import { Uint32List } from './uint32-list.ts';

/** Units below this have a place in the table: Latin letters, but no marks that combine. */
const tableSize = 0x250;
/** In the table: ends a word; takes more than one unit, so that the text goes the long way. */
const [separator, isLong] = [0, 0xffff];

export class WordNumbers {
  /** The words in the order of their numbers. */
  readonly words: string[] = [];
  readonly #hashes = new Uint32List();
  /** Open addressing by hash: 0, or one more than the number. */
  #slots = new Uint32Array(4096);
  /** The word that is being read, folded. */
  #units = new Uint16Array(256);

  /** Adds the number of each word of the text to the list, in their order. */
  addNumbers(text: string, to: Uint32List): void {
    const start = to.length;
    if (this.#addQuickly(text, to)) return;
    to.truncate(start);
    for (const word of wordsOf(text)) to.push(this.#numberOfText(word));
  }

  /** Whether the table had all letters. */
  #addQuickly(text: string, to: Uint32List): boolean {
    let length = 0;
    if (text.length > this.#units.length) this.#units = new Uint16Array(text.length * 2);
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      const folded = unit < tableSize ? (folds[unit] ?? isLong) : isLong;
      if (folded === isLong) return false;
      if (folded !== separator) this.#units[length++] = folded;
      else if (length > 0) {
        to.push(this.#numberOf(length));
        length = 0;
      }
    }
    if (length > 0) to.push(this.#numberOf(length));
    return true;
  }

  #numberOfText(word: string): number {
    if (word.length > this.#units.length) this.#units = new Uint16Array(word.length * 2);
    for (let at = 0; at < word.length; at++) this.#units[at] = word.charCodeAt(at);
    return this.#numberOf(word.length);
  }

  /** Of the word in the first units. */
  #numberOf(length: number): number {
    let hash = 0x811c9dc5;
    for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (this.#units[at] ?? 0), 0x01000193);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const taken = numberAt(this.#slots, slot);
      if (taken === 0) return this.#enter(length, hash, slot);
      if (this.#hashes.get(taken - 1) === hash && this.#isWord(taken - 1, length)) return taken - 1;
    }
  }

  #isWord(number: number, length: number): boolean {
    const word = this.words[number] ?? '';
    if (word.length !== length) return false;
    for (let at = 0; at < length; at++) if (word.charCodeAt(at) !== this.#units[at]) return false;
    return true;
  }

  #enter(length: number, hash: number, slot: number): number {
    this.#slots[slot] = this.words.push(String.fromCharCode(...this.#units.subarray(0, length)));
    this.#hashes.push(hash);
    if (this.words.length * 2 > this.#slots.length) this.#slots = slotsFor(this.#hashes, this.#slots.length * 4);
    return this.words.length - 1;
  }
}

/** Each unit as `wordsOf` folds it. */
const folds = Uint16Array.from({ length: tableSize }, (_, unit) => {
  const folded = wordsOf(String.fromCharCode(unit)).join(' ');
  return folded.length > 1 ? isLong : folded === '' ? separator : folded.charCodeAt(0);
});
