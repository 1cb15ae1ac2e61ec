/** How validation finds what a canonical names, in the wire form of one FHIR version. */
import type { AnyResource } from '../fhir/model.ts';

/** Resource types that a resource may be judged by. */
export type CanonicalType =
  | 'StructureDefinition'
  | 'ValueSet'
  | 'CodeSystem'
  | 'ConceptMap'
  | 'Questionnaire'
  | 'SearchParameter'
  | 'OperationDefinition'
  | 'CapabilityStatement'
  | 'Library'
  | 'NamingSystem'
  | 'PlanDefinition'
  | 'ActivityDefinition'
  | 'ImplementationGuide'
  | 'Measure';

export interface CanonicalFinder {
  /** The resource with this `url` or `url|version`, the preferred one of several; callers must not change it. */
  find(type: CanonicalType, canonical: string): Readonly<AnyResource> | undefined;
  /** The same without its bulk (elements, concepts, items, but for extensions): cheap, where only what it is matters. */
  describe(type: CanonicalType, canonical: string): Readonly<AnyResource> | undefined;
  /** Url of the resource that has this identifier value, where one has. */
  findUrlByIdentifier(type: CanonicalType, value: string): string | undefined;
  /** All of a type: reads each when it is taken. */
  list(type: CanonicalType): Iterable<Readonly<AnyResource>>;
  /** Resource with this type and id, where the finder's content has one. */
  read(type: string, id: string): Readonly<AnyResource> | undefined;
}
