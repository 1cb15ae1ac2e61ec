/**
 * Layout of a definition artifact: magic, length of the header, header (JSON), then sections and blocks, all brotli.
 * A section lists the rows of one resource type, a block holds resources as JSON texts one after another, so that
 * opening reads only the header, listing a type inflates one section, and reading a resource inflates one block.
 */
import type { FhirVersion } from '../fhir/fhir-version.ts';

/** Raised whenever the layout or what the builder puts in it changes, so that older artifacts are built again. */
export const artifactFormatVersion = 5;

/** First bytes of an artifact. */
export const artifactMagic = Buffer.from('CALXDEFS');

/** A stretch of the file, counted from the end of the header. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

interface ArtifactPackage {
  readonly name: string;
  readonly version: string;
  /** Instant at which HL7 built the package. */
  readonly date: string;
}

export interface ArtifactHeader {
  readonly formatVersion: number;
  readonly fhirVersion: FhirVersion;
  /** Hash of the lock and the format version: what the artifact was built from. */
  readonly fingerprint: string;
  readonly packages: readonly ArtifactPackage[];
  readonly blocks: readonly Stretch[];
  readonly types: Readonly<Record<string, TypeSections>>;
}

export interface TypeSections {
  readonly count: number;
  /** `DefinitionRow[]`. */
  readonly rows: Stretch;
  /** `SearchColumn` of each search parameter that has values: read only when a search asks for it. */
  readonly search: Readonly<Record<string, Stretch>>;
}

/** Elements that a store knows of each resource without reading it, whether it lies in an artifact or in memory. */
export const knownElements = [
  'url',
  'version',
  'name',
  'title',
  'status',
  'date',
  'content',
  'supplements',
  'valueSet',
] as const;

/** What is known of one resource without reading it; absent elements are left out. */
export interface DefinitionRow {
  readonly id: string;
  readonly url?: string;
  readonly version?: string;
  readonly name?: string;
  readonly title?: string;
  readonly status?: string;
  readonly date?: string;
  readonly content?: string;
  readonly supplements?: string;
  /** CodeSystem only: canonical of the value set of all its codes. */
  readonly valueSet?: string;
  readonly lastUpdated: string;
  /** StructureDefinition only. */
  readonly kind?: string;
  readonly derivation?: string;
  readonly constrains?: string;
  /** Index into the header's packages. */
  readonly package: number;
  /** Place among the resources of the same type and url: 0 answers a reference without version. Absent means 0. */
  readonly place?: number;
  readonly block: number;
  /** Bytes within the inflated block. */
  readonly offset: number;
  readonly length: number;
}

/** Values of one search parameter: one entry per row, in the order of the rows. */
export type SearchColumn = readonly SearchCell[];

/** Null: no value; a text: one value. */
export type SearchCell = null | string | readonly string[];
