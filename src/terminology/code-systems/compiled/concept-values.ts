/** Filters on what the hierarchy and flags of a compiled code system say: parent, child, inactive. */
import type { ConceptId } from '../../../contracts/code-system-provider.ts';
import { ConceptBits } from '../../concept-set.ts';
import type { FilterSubject, PropertyValues } from '../../filters/filter-operator.ts';

type Neighbours = (concept: ConceptId) => readonly ConceptId[];

type Coded = Pick<FilterSubject, 'size' | 'findConcept'> & { getCode(concept: ConceptId): string };

/**
 * The codes of a concept's neighbours on one side as values of a property; `back` leads from a neighbour to those that
 * have it as one.
 */
export function neighbourValues(subject: Coded, neighbours: Neighbours, back: Neighbours): PropertyValues {
  const { size } = subject;
  const where = (isWanted: (concept: ConceptId) => boolean): ConceptBits => ConceptBits.full(size).where(isWanted);
  return {
    textsOf: concept => neighbours(concept).map(other => subject.getCode(other)),
    having: text => {
      const other = subject.findConcept(text);
      const isSame = other !== undefined && subject.getCode(other) === text;
      return ConceptBits.of(size, isSame ? back(other) : []);
    },
    havingAny: () => where(concept => neighbours(concept).length > 0),
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
