/**
 * Entries of `expansion.contains` as JSON text, made once for each concept and kept while they fit. Only what depends on
 * the code system and the languages asked for alone is text: an entry with asked properties, designations, extensions or
 * a display of the value set's own goes the way of the model.
 */
import type { CacheUse } from '../../contracts/cache-use.ts';
import type { CodeSystemProvider, ConceptId } from '../../contracts/code-system-provider.ts';
import type { ValueSetComposeIncludeConcept, ValueSetExpansionContains } from '../../fhir/model.ts';
import type { Budget } from './budget.ts';
import { ConceptProperties } from './concept-properties.ts';
import type { ExpansionProperty } from './concept-properties.ts';
import type { ConceptGroup } from './concept-group.ts';
import { showConcept } from './contains-entry.ts';
import type { EntryStyle } from './contains-entry.ts';
import type { Page, Piece } from './wanted-page.ts';

/** Characters of all texts together. */
const maxCharacters = 24 * 1024 * 1024;
/** Ways of asking for languages that are kept of one code system. */
const maxLanguages = 8;
/** Texts to make between two looks at the budget. */
const madePerCheckpoint = 50;

/** An entry that has properties, such as a status, in the form of the FHIR version. */
interface TextWithProperties {
  readonly text: string;
  readonly shown: readonly ExpansionProperty[];
}

type EntryText = string | TextWithProperties;

/** By id; null where the entry is not plain. */
type Texts = (EntryText | null | undefined)[];

/** An entry in the wire form of the FHIR version that is served: only what R4 lacks differs. */
export type WriteEntry = (entry: ValueSetExpansionContains) => object | undefined;

export class EntryTexts {
  readonly #write: WriteEntry | undefined;
  #texts = new WeakMap<CodeSystemProvider, Map<string, Texts>>();
  #characters = 0;
  #hits = 0;
  #misses = 0;

  /** Without a writer an entry with properties is not plain. */
  constructor(write?: WriteEntry) {
    this.#write = write;
  }

  /** In characters. */
  get use(): CacheUse {
    return { hits: this.#hits, misses: this.#misses, held: this.#characters, bound: maxCharacters };
  }

  /** The entries of the page, with commas between; undefined where one of them is not plain. */
  async page({ pieces }: Page, style: EntryStyle, budget: Budget): Promise<string | undefined> {
    if (!isPlain(style)) return undefined;
    const entries: string[] = [];
    for (const piece of pieces) {
      if (style.showsVersion(piece.group.provider.url)) return undefined;
      if (!(await this.#collect(piece, style, entries, budget))) return undefined;
    }
    return entries.join(',');
  }

  /** False where an entry is not plain. */
  async #collect({ group, concepts }: Piece, style: EntryStyle, entries: string[], budget: Budget): Promise<boolean> {
    const texts = this.#textsOf(group.provider, style);
    const { stated } = group;
    let made = 0;
    for (let at = 0; at < concepts.length; at++) {
      const concept = concepts[at] ?? 0;
      if (stated !== undefined && statesMore(stated.get(concept))) return false;
      let text = texts[concept];
      if (text === undefined) {
        text = this.#make(texts, group, concept, style);
        if (++made % madePerCheckpoint === 0) await budget.checkpoint();
      }
      if (text === null) return false;
      entries.push(textIn(text, style));
    }
    this.#misses += made;
    this.#hits += concepts.length - made;
    return true;
  }

  #textsOf(provider: CodeSystemProvider, { language: { ranges } }: EntryStyle): Texts {
    const key = ranges.length === 0 ? '' : JSON.stringify(ranges);
    let byLanguage = this.#texts.get(provider);
    if (byLanguage === undefined || (byLanguage.size >= maxLanguages && !byLanguage.has(key))) {
      byLanguage = new Map();
      this.#texts.set(provider, byLanguage);
    }
    let texts = byLanguage.get(key);
    if (texts === undefined) {
      texts = [];
      byLanguage.set(key, texts);
    }
    return texts;
  }

  #make(texts: Texts, { provider }: ConceptGroup, concept: ConceptId, style: EntryStyle): EntryText | null {
    const made = this.#textOf(provider, concept, style);
    this.#characters += (typeof made === 'string' ? made : made?.text)?.length ?? 0;
    if (this.#characters > maxCharacters) {
      this.#texts = new WeakMap();
      this.#characters = 0;
    } else {
      texts[concept] = made;
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

function isPlain({ includesDesignations, properties }: EntryStyle): boolean {
  return !includesDesignations && !properties.isAsked;
}

/** Notes the properties that came up. */
function textIn(text: EntryText, { properties }: EntryStyle): string {
  if (typeof text === 'string') return text;
  properties.show(text.shown);
  return text.text;
}

/** Whether the value set itself says how the concept is shown. */
function statesMore(item: ValueSetComposeIncludeConcept | undefined): boolean {
  return item !== undefined && (item.display ?? item.designation ?? item.extension) !== undefined;
}
