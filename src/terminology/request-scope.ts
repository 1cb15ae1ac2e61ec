/**
 * One request's view of terminology: the server's resources with the request's own `tx-resource`s in front, the
 * version parameters that choose among several versions, and the supplements in use.
 */
import type { CodeSystemProvider } from '../contracts/code-system-provider.ts';
import type { Found } from '../contracts/resource-finder.ts';
import type { ConceptMap, ValueSet } from '../fhir/model.ts';
import type { ListedConcepts } from './listed-concepts.ts';
import type { PreparedValueSets } from './prepared-value-sets.ts';

/** Which request parameter decided the version of a code system. */
export type VersionRule = 'system-version' | 'check-system-version' | 'force-system-version';

export type CodeSystemResolution =
  | {
      readonly kind: 'found';
      readonly provider: CodeSystemProvider;
      /** The parameter that was applied, with its text `url|version`, for the echo in the answer. */
      readonly rule?: { readonly name: VersionRule; readonly canonical: string };
    }
  | {
      readonly kind: 'unknown-system';
      readonly system: string;
      /** Where the system is known by name only: its `content`, which holds no codes to judge by. */
      readonly content?: 'not-present' | 'example';
    }
  | {
      readonly kind: 'unknown-version';
      readonly system: string;
      /** The version that was looked for, after the version parameters were applied. */
      readonly version: string;
      /** Versions that are known, sorted. */
      readonly known: readonly string[];
    }
  | {
      /** `check-system-version` does not allow the version that was asked for or found. */
      readonly kind: 'version-check-failed';
      readonly system: string;
      readonly version: string;
      readonly required: string;
      /** The code system that has `version`: $validate-code reports the failed check and judges the code all the same. */
      readonly provider: CodeSystemProvider;
    }
  | {
      readonly kind: 'supplement';
      readonly system: string;
      /** The supplement's own version, for messages. */
      readonly version?: string;
    };

export interface RequestScope {
  /** What is known of value sets already; undefined where the request has rules or supplements of its own. */
  readonly prepared: PreparedValueSets | undefined;
  /** Finds codes in what includes list. */
  readonly listed: ListedConcepts;
  /** The code system that answers `system` with this version (exact, wildcard `1.x.x`, or none). */
  resolveCodeSystem(system: string, version: string | undefined): CodeSystemResolution;
  /**
   * The version that the version parameters make of the one that an include states: forced, else the stated one, else
   * `system-version`, else `check-system-version`. It may be a wildcard. ($validate-code quotes it in messages.)
   */
  determineVersion(system: string, stated: string | undefined): string | undefined;
  /** Versions known of a code system, sorted ascending; empty where it is unknown. */
  listCodeSystemVersions(system: string): readonly string[];
  /**
   * The value set that a canonical `url` or `url|version` names, after `default-valueset-version`; `#id` names one that
   * `container` contains. A code system's implicit value sets (`CodeSystem.valueSet`, `?fhir_vs`) are found too.
   */
  findValueSet(canonical: string, container?: ValueSet): Found<ValueSet> | undefined;
  /** The canonical after `default-valueset-version`, and that parameter if it was applied. */
  pinValueSet(canonical: string): { readonly canonical: string; readonly appliedDefault?: string };
  listConceptMaps(): Iterable<Found<ConceptMap>>;
  /** The maps of this url among them. */
  listConceptMapsOf(url: string): readonly Found<ConceptMap>[];
  /**
   * Takes supplements that the value set or request demands into use: code systems resolved from now on have them.
   * Throws (4xx) when one is unknown.
   */
  assertSupplements(canonicals: readonly string[]): void;
  /** Throws (4xx) when a supplement that is demanded belongs to none of these: it would be ignored otherwise. */
  assertSupplementsUsed(providers: Iterable<CodeSystemProvider>): void;
}
