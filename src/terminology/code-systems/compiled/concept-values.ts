/** Filters on what the hierarchy and flags of a compiled code system say: parent, child, inactive. */
import type { ConceptId } from '../../../contracts/code-system-provider.ts';
import { ConceptBits } from '../../concept-set.ts';
import type { FilterSubject, PropertyValues } from '../../filters/filter-operator.ts';

type Neighbours = (concept: ConceptId) => readonly ConceptId[];

type Coded = Pick<FilterSubject, 'size' | 'findConcept'> & { getCode(concept: ConceptId): string };

/** One side of a hierarchy. */
export interface Side {
  /** The neighbours of a concept on this side. */
  readonly neighbours: Neighbours;
  /** Those that have the concept as a neighbour on this side. */
  readonly back: Neighbours;
  /** Concepts that have a neighbour on this side. */
  readonly havingAny: () => ConceptBits;
}

/** The codes of a concept's neighbours on one side as values of a property. */
export function neighbourValues(subject: Coded, { neighbours, back, havingAny }: Side): PropertyValues {
  const { size } = subject;
  return {
    textsOf: concept => neighbours(concept).map(other => subject.getCode(other)),
    having: text => {
      const other = subject.findConcept(text);
      const isSame = other !== undefined && subject.getCode(other) === text;
      return ConceptBits.of(size, isSame ? back(other) : []);
    },
    havingAny,
    *judge() {
      const found: ConceptId[] = [];
      for (let other = 0; other < size; other++) {
        const having = back(other);
        if (having.length > 0 && (yield subject.getCode(other))) for (const concept of having) found.push(concept);
      }
      return ConceptBits.of(size, found);
    },
  };
}

/** A flag that every concept has, as a property with the values true and false. */
export function flagValues(flagged: ConceptBits, all: ConceptBits): PropertyValues {
  const setOf = (text: string): ConceptBits => {
    if (text === 'true') return flagged;
    return text === 'false' ? all.difference(flagged) : ConceptBits.empty(all.capacity);
  };
  return {
    textsOf: concept => [String(flagged.has(concept))],
    having: setOf,
    havingAny: () => all,
    *judge() {
      let found = ConceptBits.empty(all.capacity);
      for (const text of ['false', 'true']) {
        const having = setOf(text);
        if (having.size > 0 && (yield text)) found = found.union(having);
      }
      return found;
    },
  };
}
