/**
 * Entries of `expansion.contains` as JSON text, made once for each concept and kept while they fit. Only what depends on
 * the code system and the languages asked for alone is text: an entry with properties, designations, extensions or a
 * display of the value set's own goes the way of the model.
 */
import type { CodeSystemProvider, ConceptId } from '../../contracts/code-system-provider.ts';
import { ConceptProperties } from './concept-properties.ts';
import { orderedConcepts } from './concept-group.ts';
import type { ConceptGroup } from './concept-group.ts';
import { showConcept } from './contains-entry.ts';
import type { EntryStyle } from './contains-entry.ts';

/** Characters of all texts together. */
const maxCharacters = 24 * 1024 * 1024;
/** Ways of asking for languages that are kept of one code system. */
const maxLanguages = 8;

/** By id; null where the entry is not plain. */
type Texts = (string | null | undefined)[];

export class EntryTexts {
  #texts = new WeakMap<CodeSystemProvider, Map<string, Texts>>();
  #characters = 0;

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
      entries.push(text);
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

  #make(texts: Texts, { provider }: ConceptGroup, concept: ConceptId, style: EntryStyle): string | null {
    if (texts[concept] === null) return null;
    const properties = new ConceptProperties([]);
    const group = { provider } as ConceptGroup;
    const entry = showConcept(group, concept, { ...style, properties });
    const text = 'property' in entry || 'extension' in entry ? null : JSON.stringify(entry);
    this.#characters += text?.length ?? 0;
    if (this.#characters > maxCharacters) {
      this.#texts = new WeakMap();
      this.#characters = 0;
    } else {
      texts[concept] = text;
    }
    return text;
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
