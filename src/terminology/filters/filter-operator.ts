/** What a filter operator (http://hl7.org/fhir/filter-operator) needs of a code system, and what it is. */
import type { ConceptFilter, ConceptId } from '../../contracts/code-system-provider.ts';
import { invalid, notSupported } from '../../fhir/fhir-error.ts';
import type { FhirError } from '../../fhir/fhir-error.ts';
import type { ConceptBits } from '../concept-set.ts';

export interface FilterSubject {
  readonly url: string;
  readonly size: number;
  all(): ConceptBits;
  findConcept(code: string): ConceptId | undefined;
  getParents(concept: ConceptId): readonly ConceptId[];
  getChildren(concept: ConceptId): readonly ConceptId[];
  /** Without the concept itself. */
  descendants(concept: ConceptId): ConceptBits;
  /** Without the concept itself. */
  ancestors(concept: ConceptId): ConceptBits;
  /** Concepts by each text that the property has among them; undefined where the code system has no such property. */
  propertyValues(property: string): ReadonlyMap<string, readonly ConceptId[]> | undefined;
}

export type FilterOperator = (subject: FilterSubject, filter: ConceptFilter) => ConceptBits;

/** Properties that name the concept itself: what the operators over the hierarchy apply to. */
export function isConceptProperty(property: string): boolean {
  return property === 'concept' || property === 'code';
}

/** The concept that a filter over the hierarchy starts from. */
export function conceptOfFilter(subject: FilterSubject, filter: ConceptFilter): ConceptId {
  if (!isConceptProperty(filter.property)) throw unsupportedFilter(subject, filter);
  const concept = subject.findConcept(filter.value);
  if (concept === undefined) {
    throw invalid(`The filter ${describeFilter(filter)} names a code that is not in the code system ${subject.url}`, {
      txType: 'vs-invalid',
    });
  }
  return concept;
}

/** The postings of the filter's property. */
export function valuesOfFilter(
  subject: FilterSubject,
  filter: ConceptFilter,
): ReadonlyMap<string, readonly ConceptId[]> {
  const values = subject.propertyValues(filter.property);
  if (values !== undefined) return values;
  throw invalid(
    `The filter ${describeFilter(filter)} is on a property that the code system ${subject.url} does not have`,
    { txType: 'vs-invalid' },
  );
}

/** Concepts whose property has exactly this value; a code is compared in the code system's own way with case. */
export function conceptsHaving(subject: FilterSubject, filter: ConceptFilter, value: string): readonly ConceptId[] {
  if (!isConceptProperty(filter.property)) return valuesOfFilter(subject, filter).get(value) ?? [];
  const concept = subject.findConcept(value);
  return concept === undefined ? [] : [concept];
}

/** The fault of an operator that can't be applied to the property. */
export function unsupportedFilter(subject: FilterSubject, filter: ConceptFilter): FhirError {
  return notSupported(`The filter ${describeFilter(filter)} is not supported for the code system ${subject.url}`, {
    txType: 'vs-invalid',
  });
}

export function describeFilter({ property, op, value }: ConceptFilter): string {
  return `"${property} ${op} ${value}"`;
}

/** The values of a list such as `in` takes, separated by commas. */
export function valueList(value: string): readonly string[] {
  return value
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
}
