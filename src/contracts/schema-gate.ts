/**
 * The gate before anything is published: the shape that one FHIR version's StructureDefinitions ask of a resource
 * (elements, types, cardinality, required codes). Full validation is `$validate`.
 */
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';

export interface SchemaFinding {
  /** Where in the resource, as dotted path with indexes: `ValueSet.compose.include[0].system`. */
  readonly path: string;
  /** What is wrong there, for the person who wrote the file. */
  readonly reason: string;
}

export interface SchemaGate {
  readonly fhirVersion: FhirVersion;
  /** Every breach of the schema in a wire-form resource; empty where it may be published. Never throws for bad input. */
  check(resource: AnyResource): readonly SchemaFinding[];
}
