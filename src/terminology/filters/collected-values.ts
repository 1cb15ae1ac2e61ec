/** The values of one property, collected concept by concept when first asked for: what a small code system needs. */
import type { ConceptId } from '../../contracts/code-system-provider.ts';
import { ConceptBits } from '../concept-set.ts';
import type { PropertyValues } from './filter-operator.ts';

type TextReader = (concept: ConceptId) => readonly string[];

export class CollectedValues implements PropertyValues {
  readonly textsOf: TextReader;
  readonly #concepts: ConceptBits;
  #postings: ReadonlyMap<string, readonly ConceptId[]> | undefined;

  /** The values of these concepts, as `textsOf` reads them. */
  constructor(concepts: ConceptBits, textsOf: TextReader) {
    this.#concepts = concepts;
    this.textsOf = textsOf;
  }

  having(text: string): ConceptBits {
    return this.#bits(this.#all().get(text) ?? []);
  }

  havingAny(): ConceptBits {
    return this.#bits([...this.#all().values()].flat());
  }

  *judge(): Generator<string, ConceptBits, boolean> {
    const wanted: (readonly ConceptId[])[] = [];
    for (const [text, concepts] of this.#all()) if (yield text) wanted.push(concepts);
    return this.#bits(wanted.flat());
  }

  #all(): ReadonlyMap<string, readonly ConceptId[]> {
    return (this.#postings ??= collect(this.#concepts, this.textsOf));
  }

  #bits(concepts: readonly ConceptId[]): ConceptBits {
    return ConceptBits.of(this.#concepts.capacity, concepts);
  }
}

function collect(concepts: ConceptBits, read: TextReader): ReadonlyMap<string, readonly ConceptId[]> {
  const postings = new Map<string, ConceptId[]>();
  for (const concept of concepts) {
    for (const value of new Set(read(concept))) {
      const posting = postings.get(value);
      if (posting === undefined) postings.set(value, [concept]);
      else posting.push(concept);
    }
  }
  return postings;
}
