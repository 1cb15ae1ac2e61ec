/** What a filter operator (http://hl7.org/fhir/filter-operator) needs of a code system, and what it is. */
import type {
  ConceptFilter,
  ConceptId,
  ConceptProperty,
  PropertyDefinition,
} from '../../contracts/code-system-provider.ts';
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
  /** True if `ancestor` is `descendant` or above it. */
  subsumes(ancestor: ConceptId, descendant: ConceptId): boolean;
  /** Without the concept itself. */
  descendants(concept: ConceptId): ConceptBits;
  /** The same with pauses, where they may be many. */
  descendantsInSteps?(concept: ConceptId): Generator<undefined, ConceptBits>;
  /** Concepts that have something below them, where that is known without a walk. */
  withChildren?(): ConceptBits;
  /** Without the concept itself. */
  ancestors(concept: ConceptId): ConceptBits;
  /** Who has which value of the property; undefined where the code system has no such property. */
  propertyValues(property: string): PropertyValues | undefined;
  /** Declared properties, for what their types say of values. */
  readonly properties?: readonly PropertyDefinition[];
  getProperties?(concept: ConceptId): readonly ConceptProperty[];
}

/** The values of one property, as the texts that filters compare. */
export interface PropertyValues {
  textsOf(concept: ConceptId): readonly string[];
  /** Concepts that have exactly this text among their values. */
  having(text: string): ConceptBits;
  /** Concepts that have any value. */
  havingAny(): ConceptBits;
  /** Gives each text, is told whether its concepts are wanted, and returns those that are. */
  judge(): Generator<string, ConceptBits, boolean>;
}

export interface FilterOperator {
  /** The concepts that pass. */
  select(subject: FilterSubject, filter: ConceptFilter): ConceptBits;
  /** The same with pauses between pieces of work of a few milliseconds, where it may take longer. */
  selectInSteps?(subject: FilterSubject, filter: ConceptFilter): Generator<undefined, ConceptBits>;
  /** Whether one concept passes, without a look at the others. */
  passes(subject: FilterSubject, filter: ConceptFilter, concept: ConceptId): boolean;
}
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

/** All that are below the concept of a filter over the hierarchy, without itself. */
export function* descendantsOfFilter(subject: FilterSubject, filter: ConceptFilter): Generator<undefined, ConceptBits> {
  const concept = conceptOfFilter(subject, filter);
  if (subject.descendantsInSteps === undefined) return subject.descendants(concept);
  return yield* subject.descendantsInSteps(concept);
}

/** The values of the filter's property. */
export function valuesOfFilter(subject: FilterSubject, filter: ConceptFilter): PropertyValues {
  const values = subject.propertyValues(filter.property);
  if (values !== undefined) return values;
  throw invalid(
    `The filter ${describeFilter(filter)} is on a property that the code system ${subject.url} does not have`,
    { txType: 'vs-invalid' },
  );
}

/** The fault of an operator that can't be applied to the property. */
export function unsupportedFilter({ url }: Pick<FilterSubject, 'url'>, filter: ConceptFilter): FhirError {
  return notSupported(`The filter ${describeFilter(filter)} is not supported for the code system ${url}`, {
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
