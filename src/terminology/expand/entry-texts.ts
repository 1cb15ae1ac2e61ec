/**
 * Entries of `expansion.contains` as JSON text, made once for each concept and kept while they fit. Only what depends on
 * the code system and the languages asked for alone is text: an entry with asked properties, designations, extensions or
 * a display of the value set's own goes the way of the model.
 */
import type { CacheUse } from '../../contracts/cache-use.ts';
import type { CodeSystemProvider, ConceptId } from '../../contracts/code-system-provider.ts';
import { BoundedMap } from '../../fhir/bounded-map.ts';
import type { ValueSetComposeIncludeConcept, ValueSetExpansionContains } from '../../fhir/model.ts';
import type { Budget } from './budget.ts';
import { ConceptProperties } from './concept-properties.ts';
import type { ExpansionProperty } from './concept-properties.ts';
import type { ConceptGroup } from './concept-group.ts';
import { showConcept } from './contains-entry.ts';
import type { EntryStyle } from './contains-entry.ts';
import type { Page, Piece } from './wanted-page.ts';

/** Characters of all texts of concepts together. */
const maxCharacters = 24 * 1024 * 1024;
/** Characters of all texts of lists together. */
const maxListCharacters = 12 * 1024 * 1024;
/** Shorter lists are joined as fast. */
const minListed = 50;
/** Ways of asking for languages that are kept of one code system. */
const maxLanguages = 8;
/** Texts to make between two looks at the budget. */
const madePerCheckpoint = 50;

/** Entries that have properties, such as a status, in the form of the FHIR version. */
interface TextWithProperties {
  readonly text: string;
  readonly shown: readonly ExpansionProperty[];
}

type EntryText = string | TextWithProperties;

/** By id; null where the entry is not plain. Ids are far apart, for which one array would become a slow dictionary. */
type Texts = (EntryText | null | undefined)[][];

const chunkBits = 8;
const chunkMask = (1 << chunkBits) - 1;
/** What a chunk takes, as characters. */
const chunkCharacters = 8 << chunkBits;

/** An entry in the wire form of the FHIR version that is served: only what R4 lacks differs. */
export type WriteEntry = (entry: ValueSetExpansionContains) => object | undefined;

export class EntryTexts {
  readonly #write: WriteEntry | undefined;
  #texts = new WeakMap<CodeSystemProvider, Map<string, Texts>>();
  /** Whole enumerated lists, by their number and language. */
  readonly #lists = new BoundedMap<string, TextWithProperties>(maxListCharacters);
  /** Of lists that were asked for; of those that clients send no second request is the same object. */
  readonly #numbers = new WeakMap<object, number>();
  readonly #saysMore = new WeakMap<object, boolean>();
  #numbered = 0;
  #characters = 0;
  #hits = 0;
  #misses = 0;

  /** Without a writer an entry with properties is not plain. */
  constructor(write?: WriteEntry) {
    this.#write = write;
  }

  /** In characters. */
  get use(): CacheUse {
    const [held, bound] = [this.#characters + this.#lists.held, maxCharacters + maxListCharacters];
    return { hits: this.#hits, misses: this.#misses, held, bound };
  }

  /** The entries of the page, with commas between; undefined where one of them is not plain. */
  async page({ pieces }: Page, style: EntryStyle, budget: Budget): Promise<string | undefined> {
    if (!isPlain(style)) return undefined;
    const texts: string[] = [];
    for (const piece of pieces) {
      if (style.showsVersion(piece.group.provider.url)) return undefined;
      const found = await this.#ofPiece(piece, style, budget);
      if (found === undefined) return undefined;
      style.properties.show(found.shown);
      if (found.text !== '') texts.push(found.text);
    }
    return texts.join(',');
  }

  async #ofPiece(piece: Piece, style: EntryStyle, budget: Budget): Promise<TextWithProperties | undefined> {
    const key = this.#listKey(piece, style);
    const kept = key === undefined ? undefined : this.#lists.find(key);
    if (kept !== undefined) {
      this.#hits += piece.concepts.length;
      return kept;
    }
    const made = await this.#collect(piece, style, budget);
    if (key !== undefined && made !== undefined) this.#lists.keep(key, made, made.text.length);
    return made;
  }

  /** Undefined for what is no whole list, and for a list that is asked for the first time. */
  #listKey({ group: { listed }, concepts }: Piece, style: EntryStyle): string | undefined {
    if (listed === undefined || concepts !== listed || listed.length < minListed) return undefined;
    const number = this.#numbers.get(listed);
    if (number !== undefined) return `${number} ${languageKey(style)}`;
    this.#numbers.set(listed, ++this.#numbered);
    return undefined;
  }

  /** Undefined where an entry is not plain. */
  async #collect(
    { group, concepts }: Piece,
    style: EntryStyle,
    budget: Budget,
  ): Promise<TextWithProperties | undefined> {
    const texts = this.#textsOf(group.provider, style);
    const stated = this.#toHeed(group);
    const properties = new ConceptProperties([]);
    const entries: string[] = [];
    let made = 0;
    for (let at = 0; at < concepts.length; at++) {
      const concept = concepts[at] ?? 0;
      if (stated !== undefined && statesMore(stated.get(concept))) return undefined;
      let text = texts[concept >>> chunkBits]?.[concept & chunkMask];
      if (text === undefined) {
        text = this.#make(texts, group, concept, style);
        if (++made % madePerCheckpoint === 0) await budget.checkpoint();
      }
      if (text === null) return undefined;
      entries.push(textIn(text, properties));
    }
    this.#misses += made;
    this.#hits += concepts.length - made;
    return { text: entries.join(','), shown: properties.shown };
  }

  /** What the value set says of its concepts; undefined where it names them only, as most do. */
  #toHeed({ stated }: ConceptGroup): ConceptGroup['stated'] {
    if (stated === undefined) return undefined;
    let saysMore = this.#saysMore.get(stated);
    if (saysMore === undefined) {
      saysMore = false;
      for (const item of stated.values()) saysMore ||= statesMore(item);
      this.#saysMore.set(stated, saysMore);
    }
    return saysMore ? stated : undefined;
  }

  #textsOf(provider: CodeSystemProvider, style: EntryStyle): Texts {
    const key = languageKey(style);
    let byLanguage = this.#texts.get(provider);
    if (byLanguage === undefined || (byLanguage.size >= maxLanguages && !byLanguage.has(key))) {
      byLanguage = new Map();
      this.#texts.set(provider, byLanguage);
    }
    let texts = byLanguage.get(key);
    if (texts === undefined) {
      // As long as it will be, or V8 would make a dictionary of this one.
      texts = new Array<Texts[number]>((provider.size >>> chunkBits) + 1);
      byLanguage.set(key, texts);
    }
    return texts;
  }

  #make(texts: Texts, { provider }: ConceptGroup, concept: ConceptId, style: EntryStyle): EntryText | null {
    const made = this.#textOf(provider, concept, style);
    const chunk = texts[concept >>> chunkBits];
    this.#characters += (typeof made === 'string' ? made : made?.text)?.length ?? 0;
    if (chunk === undefined) this.#characters += chunkCharacters;
    if (this.#characters > maxCharacters) {
      this.#texts = new WeakMap();
      this.#characters = 0;
    } else if (chunk !== undefined) {
      chunk[concept & chunkMask] = made;
    } else {
      const first: Texts[number] = new Array<EntryText | null | undefined>(1 << chunkBits);
      first[concept & chunkMask] = made;
      texts[concept >>> chunkBits] = first;
    }
    return made;
  }

  #textOf(provider: CodeSystemProvider, concept: ConceptId, style: EntryStyle): EntryText | null {
    // Their decimals remember how they were written, which text alone does not.
    if (provider.getExtensions(concept).length > 0) return null;
    const properties = new ConceptProperties([]);
    const entry = showConcept({ provider } as ConceptGroup, concept, { ...style, properties });
    if (entry.property === undefined) return JSON.stringify(entry);
    const written = this.#write?.(entry);
    return written === undefined ? null : { text: JSON.stringify(written), shown: properties.shown };
  }
}

function languageKey({ language: { ranges } }: EntryStyle): string {
  return ranges.length === 0 ? '' : JSON.stringify(ranges);
}

function isPlain({ includesDesignations, properties }: EntryStyle): boolean {
  return !includesDesignations && !properties.isAsked;
}

/** Notes the properties that came up. */
function textIn(text: EntryText, properties: ConceptProperties): string {
  if (typeof text === 'string') return text;
  properties.show(text.shown);
  return text.text;
}

/** Whether the value set itself says how the concept is shown. */
function statesMore(item: ValueSetComposeIncludeConcept | undefined): boolean {
  return item !== undefined && (item.display ?? item.designation ?? item.extension) !== undefined;
}
