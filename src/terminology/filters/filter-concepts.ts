/** The table of filter operators (http://hl7.org/fhir/filter-operator, R4 and R5), and the way in. */
import type { ConceptFilter, ConceptId } from '../../contracts/code-system-provider.ts';
import type { ConceptBits } from '../concept-set.ts';
import { childOf } from './child-of.ts';
import { descendentLeaf } from './descendent-leaf.ts';
import { descendentOf } from './descendent-of.ts';
import { equals } from './equals.ts';
import { exists } from './exists.ts';
import { isConceptProperty, unsupportedFilter } from './filter-operator.ts';
import type { FilterOperator, FilterSubject } from './filter-operator.ts';
import { generalizes } from './generalizes.ts';
import { isIn } from './in.ts';
import { isA } from './is-a.ts';
import { isNotA } from './is-not-a.ts';
import { isNotIn } from './not-in.ts';
import { regex } from './regex.ts';

const operators: ReadonlyMap<string, FilterOperator> = new Map([
  ['=', equals],
  ['is-a', isA],
  ['descendent-of', descendentOf],
  ['is-not-a', isNotA],
  ['regex', regex],
  ['in', isIn],
  ['not-in', isNotIn],
  ['generalizes', generalizes],
  ['child-of', childOf],
  ['descendent-leaf', descendentLeaf],
  ['exists', exists],
]);

/** Concepts of the code system that pass the filter; an operator or property that it lacks is an error by name. */
export function filterConcepts(subject: FilterSubject, filter: ConceptFilter): ConceptBits {
  return operatorOf(subject, filter).select(subject, filter);
}

/** The same, with pauses between pieces of work of a few milliseconds. */
export function* filterInSteps(subject: FilterSubject, filter: ConceptFilter): Generator<undefined, ConceptBits> {
  const operator = operatorOf(subject, filter);
  if (operator.selectInSteps === undefined) return operator.select(subject, filter);
  return yield* operator.selectInSteps(subject, filter);
}

/** Whether one concept is among those that pass. */
export function passesFilter(subject: FilterSubject, filter: ConceptFilter, concept: ConceptId): boolean {
  return operatorOf(subject, filter).passes(subject, filter, concept);
}

/** Whether operator and property go together here; values are looked at when the filter is applied. */
export function understandsFilter(subject: FilterSubject, { property, op }: ConceptFilter): boolean {
  if (!operators.has(op)) return false;
  return hierarchical.has(op) ? isConceptProperty(property) : subject.propertyValues(property) !== undefined;
}

const hierarchical: ReadonlySet<string> = new Set([
  ...['is-a', 'descendent-of', 'is-not-a', 'generalizes', 'child-of', 'descendent-leaf'],
]);

function operatorOf(subject: FilterSubject, filter: ConceptFilter): FilterOperator {
  const operator = operators.get(filter.op);
  if (operator === undefined) throw unsupportedFilter(subject, filter);
  return operator;
}
