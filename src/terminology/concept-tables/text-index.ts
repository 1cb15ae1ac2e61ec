/**
 * Finds concepts by the words that a person types (terminology/text-search.ts): a sorted list of the words of codes,
 * displays and designations, and who has each. Words that begin alike lie side by side.
 */
import type { CacheUse } from '../../contracts/cache-use.ts';
import type { ConceptSet } from '../../contracts/code-system-provider.ts';
import type { WordTables } from '../../contracts/code-system-tables.ts';
import { ConceptBits, toBits, wordsFor } from '../concept-set.ts';
import { FilterCache } from '../filters/filter-cache.ts';
import { allSteps } from '../run-steps.ts';
import { wordsOf } from '../text-search.ts';
import { addPosting, buildPostings } from './postings.ts';
import { sortInSteps } from './sort-in-steps.ts';
import { TextColumnBuilder, Texts } from './text-column.ts';
import { Uint32List } from './uint32-list.ts';
import { numberAt } from './number-at.ts';
import { WordNumbers } from './word-numbers.ts';

/** Words to look at between two pauses. */
const wordsPerStep = 20_000;
/** Beginnings kept for a small code system, and the bytes that those of a big one may take. */
const beginningsKept = 256;
const beginningBytes = 8 * 1024 * 1024;

export class TextIndex {
  readonly #size: number;
  readonly #texts: Texts;
  readonly #postings: WordTables['postings'];
  /** By beginning of a word: texts differ more than the words in them do. */
  readonly #beginnings: FilterCache;

  /** Over `size` concepts. */
  constructor(size: number, { texts, postings }: WordTables) {
    this.#size = size;
    this.#texts = new Texts(texts);
    this.#postings = postings;
    this.#beginnings = new FilterCache(Math.min(beginningBytes, (size / 8 + 1024) * beginningsKept));
  }

  /** How the beginnings that are kept are used, in bytes. */
  get use(): CacheUse {
    return this.#beginnings.use;
  }

  /**
   * Those of the concepts of which some word begins with each of the typed words; all where no word was typed. Pauses
   * between pieces of work of a few milliseconds.
   */
  *searchInSteps(text: string, among: ConceptSet): Generator<undefined, ConceptBits> {
    let found = toBits(among, this.#size);
    for (const word of new Set(wordsOf(text))) {
      const having = yield* this.#beginnings.inSteps(word, () => this.#beginningWith(word));
      found = found.intersection(having);
    }
    return found;
  }

  *#beginningWith(beginning: string): Generator<undefined, ConceptBits> {
    const words = new Uint32Array(wordsFor(this.#size));
    const end = this.#place(text => text >= beginning && !text.startsWith(beginning));
    for (let word = this.#place(text => text >= beginning); word < end; word++) {
      addPosting(this.#postings, word, words, this.#size);
      if (word % wordsPerStep === 0) yield undefined;
    }
    return ConceptBits.compact(this.#size, words);
  }

  /** The first word that is past; all after it are too. */
  #place(isPast: (word: string) => boolean): number {
    let [low, high] = [0, this.#texts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isPast(this.#texts.get(middle))) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Gathers the words of concepts in the order of their ids. */
export class TextIndexBuilder {
  readonly #numbers = new WordNumbers();
  readonly #starts = new Uint32List();
  readonly #words = new Uint32List();

  constructor() {
    this.#starts.push(0);
  }

  /** Adds the next concept with its texts. */
  add(texts: Iterable<string>): void {
    for (const text of texts) this.#numbers.addNumbers(text, this.#words);
    this.#starts.push(this.#words.length);
  }

  finish(): WordTables {
    return allSteps(this.finishInSteps());
  }

  /** The same with pauses between pieces of work of a few milliseconds. */
  *finishInSteps(): Generator<undefined, WordTables> {
    const { words } = this.#numbers;
    const order = yield* sortInSteps(Uint32Array.from(words.keys()), (left, right) => compareTexts(words, left, right));
    const places = new Uint32Array(order.length);
    const texts = new TextColumnBuilder();
    for (const [place, number] of order.entries()) {
      places[number] = place;
      texts.add(words[number]);
      if (place % wordsPerStep === 0) yield undefined;
    }
    const things = this.#words.finish();
    for (let row = 0; row < things.length; row++) things[row] = numberAt(places, numberAt(things, row));
    yield undefined;
    const postings = buildPostings(order.length, { starts: this.#starts.finish(), things });
    return { texts: texts.finish(), postings };
  }
}

/** In the order of UTF-16 units. */
function compareTexts(words: readonly string[], left: number, right: number): number {
  const [a, b] = [words[left] ?? '', words[right] ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}
