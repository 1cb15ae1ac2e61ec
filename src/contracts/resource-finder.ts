/**
 * How the engines get canonical resources, as the model. A finder is a view of one FHIR version's store, or a
 * request's own `tx-resource`s in front of it.
 */
import type { CodeSystem, ConceptMap, ValueSet } from '../fhir/model.ts';
import type { VersionAlgorithm } from '../fhir/version-order.ts';
import type { CodeSystemProvider } from './code-system-provider.ts';

export interface TerminologyResources {
  CodeSystem: CodeSystem;
  ValueSet: ValueSet;
  ConceptMap: ConceptMap;
}

/** One resource that was found; its JSON tree is read only when asked for. */
export interface Found<Resource> {
  /** Identity of this exact content, for caches; undefined where nothing may be cached (it came with a request). */
  readonly cacheKey: string | undefined;
  readonly url: string;
  readonly version: string | undefined;
  /** How its versions are ordered, where the resource says so. */
  readonly versionAlgorithm?: VersionAlgorithm;
  /** For a CodeSystem: its `content`; a supplement is listed under the url of the supplement itself. */
  readonly content?: string;
  /** For a supplement: canonical of the code system that it supplements. */
  readonly supplements?: string;
  /** For a CodeSystem, where it is known without reading: `valueSet`, the canonical of the value set of all its codes. */
  readonly valueSet?: string;
  /** The resource in the model; without its concepts where there is `open`. Callers must not change it. */
  read(): Resource;
  /** For a code system whose concepts are not in a resource: a provider of them for one request. */
  open?(): CodeSystemProvider;
}

export interface ResourceFinder {
  /**
   * Every version of the canonical url, the one first that answers a reference without version, then newest first.
   * Empty where the url is unknown.
   */
  list<Type extends keyof TerminologyResources>(type: Type, url: string): readonly Found<TerminologyResources[Type]>[];
  /** All resources of the type, own content first, in a stable order. */
  listAll<Type extends keyof TerminologyResources>(type: Type): Iterable<Found<TerminologyResources[Type]>>;
}
