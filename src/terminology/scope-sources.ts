/** What the scopes of all requests draw on, and what they may share of it because it depends on no request. */
import type { Found, ResourceFinder } from '../contracts/resource-finder.ts';
import type { CodeSystem } from '../fhir/model.ts';
import { compareVersions } from '../fhir/version-order.ts';
import { SnapshotCache } from './code-systems/fhir-resource/snapshot-cache.ts';
import { ImplicitValueSets } from './implicit-value-set.ts';
import { ListedConcepts } from './listed-concepts.ts';
import { PreparedValueSets } from './prepared-value-sets.ts';

export interface ScopeSources {
  readonly finder: ResourceFinder;
  readonly snapshots: SnapshotCache;
  readonly listed: ListedConcepts;
  /** Of the finder. */
  readonly versions: UsableVersions;
  /** Of the finder. */
  readonly implicit: ImplicitValueSets;
  /** Of the finder. */
  readonly prepared: PreparedValueSets;
}

/** The sources over a finder; `maxCachedConcepts` bounds the code systems that are kept ready. */
export function createScopeSources(finder: ResourceFinder, maxCachedConcepts: number): ScopeSources {
  const [snapshots, listed] = [new SnapshotCache(maxCachedConcepts), new ListedConcepts()];
  return { snapshots, listed, ...sourcesOf(finder) };
}

/** The same sources with another finder. */
export function withFinder(sources: ScopeSources, finder: ResourceFinder): ScopeSources {
  return finder === sources.finder ? sources : { ...sources, ...sourcesOf(finder) };
}

function sourcesOf(finder: ResourceFinder): Pick<ScopeSources, 'finder' | 'versions' | 'implicit' | 'prepared'> {
  return {
    finder,
    versions: new UsableVersions(finder),
    implicit: new ImplicitValueSets(finder),
    prepared: new PreparedValueSets(),
  };
}

/** The versions of a finder's code systems whose content holds codes, each listed once: there may be thousands. */
export class UsableVersions {
  readonly #finder: ResourceFinder;
  readonly #usable = new Map<string, readonly Found<CodeSystem>[]>();
  readonly #sorted = new Map<string, readonly string[]>();

  constructor(finder: ResourceFinder) {
    this.#finder = finder;
  }

  /** In the finder's order; empty where there is none. */
  of(system: string): readonly Found<CodeSystem>[] {
    const known = this.#usable.get(system);
    if (known !== undefined) return known;
    const all = this.#finder.list('CodeSystem', system);
    const usable = all.filter(({ content }) => content === 'complete' || content === 'fragment');
    // Clients choose what they ask for: only what there is counts, so that this ends.
    if (usable.length > 0) this.#usable.set(system, usable);
    return usable;
  }

  /** Their versions, ascending. */
  sorted(system: string): readonly string[] {
    const known = this.#sorted.get(system);
    if (known !== undefined) return known;
    const usable = this.of(system);
    const versions = [...new Set(usable.flatMap(({ version }) => version ?? []))];
    versions.sort((left, right) => compareVersions(left, right));
    if (usable.length > 0) this.#sorted.set(system, versions);
    return versions;
  }
}
