/** Filters on displays, definitions and designations of a compiled code system: its columns of texts, read in place. */
import type { ConceptId } from '../../../contracts/code-system-provider.ts';
import { ConceptBits, wordsFor } from '../../concept-set.ts';
import { numberAt } from '../../concept-tables/number-at.ts';
import type { Texts } from '../../concept-tables/text-column.ts';
import type { PropertyValues } from '../../filters/filter-operator.ts';

/** Texts `starts[c] … starts[c + 1] - 1` are the concept's; without `starts` each concept has one, or none. */
export interface ConceptTexts {
  readonly starts?: Uint32Array;
  readonly texts: Texts;
}

/** The texts as values of a property, over `size` concepts. */
export function textValues(size: number, { starts, texts }: ConceptTexts): PropertyValues {
  const startOf = (concept: ConceptId): number => (starts === undefined ? concept : numberAt(starts, concept));
  const placesOf = function* (concept: ConceptId): Generator<number> {
    for (let at = startOf(concept); at < startOf(concept + 1); at++) if (texts.has(at)) yield at;
  };
  const where = (isWanted: (place: number) => boolean): ConceptBits => {
    const words = new Uint32Array(wordsFor(size));
    const add = (concept: ConceptId): void => {
      words[concept >>> 5] = numberAt(words, concept >>> 5) | (1 << (concept & 31));
    };
    for (let concept = 0, at = 0; concept < size; concept++) {
      const end = starts === undefined ? concept + 1 : numberAt(starts, concept + 1);
      for (; at < end; at++) if (isWanted(at)) add(concept);
    }
    return new ConceptBits(size, words);
  };
  return {
    textsOf: concept => [...placesOf(concept)].map(place => texts.get(place)),
    having: text => {
      const bytes = Buffer.from(text);
      return bytes.length === 0 ? ConceptBits.empty(size) : where(place => texts.equals(place, bytes));
    },
    havingAny: () => where(place => texts.has(place)),
    *judge() {
      const found: ConceptId[] = [];
      for (let concept = 0; concept < size; concept++) {
        for (const place of placesOf(concept)) if (yield texts.get(place)) found.push(concept);
      }
      return ConceptBits.of(size, found);
    },
  };
}
