/**
 * Code systems that are no CodeSystem resources of the store: big ones in files of their own, registries, and grammars,
 * which have no end of codes. A source lists them; the terminology engine sees them beside the store's.
 */
import type { CodeSystem, ValueSet } from '../fhir/model.ts';
import type { CacheUse } from './cache-use.ts';
import type { CodeSystemProvider } from './code-system-provider.ts';

/** One version of a code system that a source has. */
export interface SourcedCodeSystem {
  /** Identity of this exact content. */
  readonly cacheKey: string;
  readonly url: string;
  readonly version: string | undefined;
  readonly content: 'complete' | 'fragment';
  /** Canonical of the value set of all its codes. */
  readonly valueSet?: string;
  /** The CodeSystem resource without its concepts, in the model. */
  readonly definition: CodeSystem;
  /**
   * A provider for one request. A grammar gives ids to the codes that the request names, so each request has its own;
   * others may hand out one for all.
   */
  open(): CodeSystemProvider;
  /** How it uses what it keeps of filters, in bytes, where one provider serves all requests. */
  filterUse?(): CacheUse;
  /** A value set that the code system's own rules define by this url (`http://unitsofmeasure.org/vs`), if it is one. */
  findValueSet?(url: string): ValueSet | undefined;
}

export interface CodeSystemSource {
  /** Every version of the url, newest first; empty where the source does not have it. */
  list(url: string): readonly SourcedCodeSystem[];
  /** All, in a stable order. */
  listAll(): Iterable<SourcedCodeSystem>;
}
