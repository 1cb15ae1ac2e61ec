/** Read access to the resources that one FHIR version's endpoint serves, in that version's wire form. */
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { VersionAlgorithm } from '../fhir/version-order.ts';

/** Where a resource came from, in the order in which a search without criteria lists them. */
export type ResourceOrigin = 'calx' | 'operator' | 'server' | 'hl7';

export interface StoredResource {
  readonly type: string;
  readonly id: string;
  readonly url?: string;
  readonly version?: string;
  /** How its versions are ordered, where a resource of ours or the operator's says so. */
  readonly versionAlgorithm?: VersionAlgorithm;
  readonly name?: string;
  readonly title?: string;
  readonly status?: string;
  readonly date?: string;
  readonly origin: ResourceOrigin;
  /** Name of the package, file or part of the server that it came from, for people. */
  readonly source: string;
  /** For a CodeSystem: `content`, and the canonical it supplements. */
  readonly content?: string;
  readonly supplements?: string;
  /** For a CodeSystem: `valueSet`, the canonical of the value set of all its codes. */
  readonly valueSet?: string;
  /** Identity of this exact content. */
  readonly key: string;
  /** Instant of the last change that is known; the same for the same content. */
  readonly lastUpdated: string;
  /** The resource as this FHIR version writes it, with id. Parsed when asked for; callers must not change it. */
  read(): AnyResource;
}

/** One search criterion: a parameter name with optional modifier, and its OR values, still escaped. */
export interface SearchCriterion {
  readonly name: string;
  readonly modifier?: string;
  readonly values: readonly string[];
  /**
   * For a token's `:in`, `:not-in`, `:above` and `:below`: the codes that the values stand for, as `system|code`. The
   * caller has them from the terminology engine, which a store knows nothing of.
   */
  readonly codes?: ReadonlySet<string>;
}

/** One rule of order: a search parameter's name, and whether the greatest comes first. */
export interface SortRule {
  readonly name: string;
  readonly descending: boolean;
}

export interface SearchRequest {
  readonly type: string;
  /** All must hold. */
  readonly criteria: readonly SearchCriterion[];
  /** The first rule before the next; without any, matches come in the order of `listAll`. */
  readonly sort?: readonly SortRule[];
  readonly offset: number;
  readonly count: number;
}

export interface SearchResult {
  /** All matches, whatever the page. */
  readonly total: number;
  readonly resources: readonly StoredResource[];
}

/** A search parameter as HL7 defines it for this version, with our answer to it. */
export interface SearchParameterRow {
  readonly name: string;
  readonly type: string;
  readonly url: string;
  readonly documentation: string;
  readonly expression?: string;
  /** False: HL7 defines it and we lack it, so it is refused by name and not advertised. */
  readonly isSupported: boolean;
  /** Why it is not supported. */
  readonly unsupported?: string;
  /** Modifiers that it takes here, without the colon. */
  readonly modifiers?: readonly string[];
}

export interface ResourceStore {
  readonly fhirVersion: FhirVersion;
  /** Identity of all content together: pages of a search are stable while it is. */
  readonly contentKey: string;
  /** Resource types that this endpoint serves, sorted. */
  readonly types: readonly string[];
  read(type: string, id: string): StoredResource | undefined;
  /** Every version of a canonical url: first the one that answers a reference without version, then newest first. */
  list(type: string, url: string): readonly StoredResource[];
  /** All of a type: calx, operator, server, hl7; then by title or name. */
  listAll(type: string): readonly StoredResource[];
  /** Parameters of the type, from HL7's SearchParameters and `_id`. */
  searchParameters(type: string): readonly SearchParameterRow[];
  /** Throws `notSupported` for a parameter or modifier it lacks, `invalid` for a malformed value. */
  search(request: SearchRequest): SearchResult;
}
