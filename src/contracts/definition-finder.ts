/** FHIR's own definitions of one version: what validation and the generators need to know of it. */
import type { AnyResource } from '../fhir/model.ts';

export interface DefinitionFinder {
  /** The StructureDefinition (wire form, with snapshot where it has one) with this url, or undefined. */
  findStructureDefinition(url: string): Readonly<AnyResource> | undefined;
  /** Urls of the StructureDefinitions that are specializations (resources, datatypes, primitives), not profiles. */
  listTypeDefinitions(): Iterable<string>;
  /** The codes of a value set that a required binding names, where they are few and known to be all; else undefined. */
  findValueSetCodes?(canonical: string): readonly string[] | undefined;
}
