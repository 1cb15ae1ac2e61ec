/**
 * What the terminology engine needs of a code system, whatever it is made of (a CodeSystem resource, later SNOMED CT,
 * LOINC, a grammar). Concepts are dense ids from 0 to `size` - 1 in the code system's own order, so that value sets
 * are set algebra over small integers and displays are touched last.
 */
import type { AnyResource, Extension } from '../fhir/model.ts';

/** Index of a concept within its code system: 0 … size - 1, in the order of definition (depth first). */
export type ConceptId = number;

export interface Designation {
  readonly language?: string;
  readonly use?: { readonly system?: string; readonly code?: string; readonly display?: string };
  readonly value: string;
  /** `url|version` of the supplement that adds it. */
  readonly source?: string;
  readonly extension?: readonly Extension[];
}

export interface ConceptProperty {
  readonly code: string;
  /** Element name of the value with its type, as FHIR spells it: `valueCode`, `valueString`, `valueBoolean` … */
  readonly valueType: `value${string}`;
  readonly value: unknown;
  /** `url|version` of the supplement that adds it. */
  readonly source?: string;
}

export interface PropertyDefinition {
  readonly code: string;
  readonly uri?: string;
  readonly description?: string;
  readonly type: string;
}

/** A subset of one code system's concepts. */
export interface ConceptSet {
  readonly size: number;
  has(concept: ConceptId): boolean;
  /** Ascending ids: the code system's own order. */
  [Symbol.iterator](): IterableIterator<ConceptId>;
}

/** What `isAbstract` and `isInactive` say. */
export type ConceptFlag = 'abstract' | 'inactive';

export interface ConceptFilter {
  readonly property: string;
  /** A code of http://hl7.org/fhir/filter-operator as R5 spells them. */
  readonly op: string;
  readonly value: string;
}

export interface CodeSystemProvider {
  readonly url: string;
  readonly version: string | undefined;
  /** The CodeSystem resource without its concepts: name, title, status, experimental, language, extensions, property … */
  readonly definition: Readonly<AnyResource>;
  readonly content: 'complete' | 'fragment' | 'not-present' | 'example' | 'supplement';
  readonly isCaseSensitive: boolean;
  /** `url|version` of each supplement whose designations and properties are in this provider. */
  readonly supplements: readonly string[];
  readonly properties: readonly PropertyDefinition[];
  readonly size: number;
  /**
   * False for a grammar, whose codes have no end. It gives ids to the codes that it is asked for, so `size` grows while a
   * request goes on and sets are to be made after codes are found; `search` looks through those codes alone, filters are
   * answered by `passesFilter`, and `all`, `filter` and `filterInSteps` throw `tooCostly`.
   */
  readonly isEnumerable?: false;

  /** The concept with this code, by the code system's own rule for case; undefined if it has none. */
  findConcept(code: string): ConceptId | undefined;
  getCode(concept: ConceptId): string;
  getDisplay(concept: ConceptId): string | undefined;
  getDefinition(concept: ConceptId): string | undefined;
  getDesignations(concept: ConceptId): readonly Designation[];
  getProperties(concept: ConceptId): readonly ConceptProperty[];
  getExtensions(concept: ConceptId): readonly Extension[];
  /** Not for selection by a user (property notSelectable). */
  isAbstract(concept: ConceptId): boolean;
  isInactive(concept: ConceptId): boolean;
  /** Value of the concept's `status` property (`deprecated`, `retired` …), where it has one. */
  getStatus(concept: ConceptId): string | undefined;

  /** Nested concepts and `parent`/`child`/`subsumedBy` properties alike; polyhierarchy allowed. */
  getParents(concept: ConceptId): readonly ConceptId[];
  getChildren(concept: ConceptId): readonly ConceptId[];
  /** The concept that this one is nested in by the definition itself: what a nested expansion shows. */
  getNestedIn?(concept: ConceptId): ConceptId | undefined;
  /** Whether the system states a hierarchy whose meaning is subsumption. */
  readonly hasSubsumption: boolean;
  /** True if `ancestor` is `descendant` or above it. */
  subsumes(ancestor: ConceptId, descendant: ConceptId): boolean;

  all(): ConceptSet;
  /** Concepts that are abstract, or inactive; undefined where it takes a look at each to know. */
  flagged?(flag: ConceptFlag): ConceptSet | undefined;
  /** Concepts that pass the filter. Throws `notSupported`/`invalid` for an operator, property or value it can't judge. */
  filter(filter: ConceptFilter): ConceptSet;
  /** The same for filters that may take long: pauses (yields) between pieces of work of a few milliseconds. */
  filterInSteps?(filter: ConceptFilter): Generator<undefined, ConceptSet>;
  /** False for an operator or property that it can't judge; absent where that shows only in use. */
  understandsFilter?(filter: ConceptFilter): boolean;
  /** Whether one concept passes the filter, where that is cheaper than all that pass. */
  passesFilter?(filter: ConceptFilter, concept: ConceptId): boolean;
  /** Concepts whose display or a designation matches the text that a user types (each word, any order, by prefix). */
  search(text: string): ConceptSet;
  /**
   * The same with pauses between pieces of work of a few milliseconds. Where few are of interest, they are all that it
   * needs to look among.
   */
  searchInSteps?(text: string, among?: ConceptSet): Generator<undefined, ConceptSet>;
}
