/**
 * Entries of `expansion.contains` as JSON text, made once for each concept and kept while they fit. Only what depends on
 * the code system and the languages asked for alone is text: an entry with asked properties, designations, extensions or
 * a display of the value set's own goes the way of the model.
 */
import type { CodeSystemProvider, ConceptId } from '../../contracts/code-system-provider.ts';
import type { ValueSetExpansionContains } from '../../fhir/model.ts';
import { ConceptProperties } from './concept-properties.ts';
import type { ExpansionProperty } from './concept-properties.ts';
import { orderedConcepts } from './concept-group.ts';
import type { ConceptGroup } from './concept-group.ts';
import { showConcept } from './contains-entry.ts';
import type { EntryStyle } from './contains-entry.ts';

/** Characters of all texts together. */
const maxCharacters = 24 * 1024 * 1024;
/** Ways of asking for languages that are kept of one code system. */
const maxLanguages = 8;

/** An entry that has properties, such as a status, in the form of the FHIR version. */
interface TextWithProperties {
  readonly text: string;
  readonly shown: readonly ExpansionProperty[];
}

/** By id; null where the entry is not plain. */
type Texts = (string | TextWithProperties | null | undefined)[];

/** An entry in the wire form of the FHIR version that is served: only what R4 lacks differs. */
export type WriteEntry = (entry: ValueSetExpansionContains) => object | undefined;

export class EntryTexts {
  readonly #write: WriteEntry | undefined;
  #texts = new WeakMap<CodeSystemProvider, Map<string, Texts>>();
  #characters = 0;

  /** Without a writer an entry with properties is not plain. */
  constructor(write?: WriteEntry) {
    this.#write = write;
  }

  /** The entries from `offset` on, at most `count`, with commas between; undefined where one of them is not plain. */
  page(
    groups: readonly ConceptGroup[],
    { offset, count }: { readonly offset: number; readonly count: number },
    style: EntryStyle,
  ): string | undefined {
    if (!isPlain(style)) return undefined;
    const entries: string[] = [];
    let skip = offset;
    for (const group of groups) {
      if (skip >= group.concepts.size) {
        skip -= group.concepts.size;
        continue;
      }
      if (!this.#collect(group, skip, { entries, count, style })) return undefined;
      skip = 0;
    }
    return entries.join(',');
  }

  /** False where an entry is not plain. */
  #collect(group: ConceptGroup, skip: number, { entries, count, style }: Collecting): boolean {
    if (style.showsVersion(group.provider.url)) return false;
    const texts = this.#textsOf(group.provider, style);
    for (const concept of orderedConcepts(group, skip)) {
      if (entries.length >= count) return true;
      if (statesMore(group, concept)) return false;
      const text = texts[concept] ?? this.#make(texts, group, concept, style);
      if (text === null) return false;
      if (typeof text === 'string') {
        entries.push(text);
        continue;
      }
      entries.push(text.text);
      style.properties.show(text.shown);
    }
    return true;
  }

  #textsOf(provider: CodeSystemProvider, { language }: EntryStyle): Texts {
    const key = JSON.stringify(language.ranges);
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

  #make(
    texts: Texts,
    { provider }: ConceptGroup,
    concept: ConceptId,
    style: EntryStyle,
  ): string | TextWithProperties | null {
    if (texts[concept] === null) return null;
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

  #textOf(provider: CodeSystemProvider, concept: ConceptId, style: EntryStyle): string | TextWithProperties | null {
    // Their decimals remember how they were written, which text alone does not.
    if (provider.getExtensions(concept).length > 0) return null;
    const properties = new ConceptProperties([]);
    const entry = showConcept({ provider } as ConceptGroup, concept, { ...style, properties });
    if (entry.property === undefined) return JSON.stringify(entry);
    const written = this.#write?.(entry);
    return written === undefined ? null : { text: JSON.stringify(written), shown: properties.shown };
  }
}

interface Collecting {
  readonly entries: string[];
  readonly count: number;
  readonly style: EntryStyle;
}

function isPlain({ includesDesignations, properties }: EntryStyle): boolean {
  return !includesDesignations && !properties.isAsked;
}

/** Whether the value set itself says how the concept is shown. */
function statesMore({ stated }: ConceptGroup, concept: ConceptId): boolean {
  const item = stated?.get(concept);
  return item !== undefined && (item.display ?? item.designation ?? item.extension) !== undefined;
}
