/** Lays a code system out as tables: what an import asks of the terminology engine. */
import type { CodeSystemConcept } from '../fhir/model.ts';
import type { ConceptId } from './code-system-provider.ts';
import type { CodeSystemTables } from './code-system-tables.ts';

/** A property that should lead to a concept, and leads to none. */
export interface UnknownReference {
  readonly concept: ConceptId;
  readonly property: string;
  readonly value: string;
}

export interface BuiltTables {
  readonly tables: CodeSystemTables;
  /** How many edges, properties and designations there are. */
  readonly counts: { readonly edges: number; readonly properties: number; readonly designations: number };
  /** Code of a concept that stands above itself. */
  readonly circle: string | undefined;
  /** The first hundred. */
  readonly unknownReferences: readonly UnknownReference[];
  readonly unknownReferenceCount: number;
  /** Properties that concepts have and the definition does not declare. */
  readonly undeclaredProperties: readonly string[];
}

export interface TableCompiler {
  /** How many concepts were added. */
  readonly size: number;
  codeOf(concept: ConceptId): string;
  /** The concept that has the code already, if there is one; else the concept is added under the next id. */
  add(concept: CodeSystemConcept, nestedIn: ConceptId | undefined): ConceptId | undefined;
  /** The tables; nothing may be added after it. */
  finish(): BuiltTables;
}
