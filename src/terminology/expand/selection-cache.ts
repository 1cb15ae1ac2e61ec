/**
 * The concepts of the server's value sets, as sets over their code systems, kept while they fit: of one value set the
 * next page, or the next text that a user types, begins from there. Code systems are not kept alive by it.
 */
import type { CacheUse } from '../../contracts/cache-use.ts';
import type { CodeSystemProvider } from '../../contracts/code-system-provider.ts';
import { BoundedMap } from '../../fhir/bounded-map.ts';
import type { ValueSet, ValueSetCompose } from '../../fhir/model.ts';
import type { ConceptGroup } from './concept-group.ts';
import type { ExpansionSources } from './expansion-sources.ts';

const maxBytes = 32 * 1024 * 1024;
/** What an entry takes beside its sets and lists, and what a listed concept takes, roughly. */
const entryBytes = 4_000;
const conceptBytes = 200;

export interface Selection {
  /** The canonical under which it is kept; undefined where it is not. */
  readonly key: string | undefined;
  readonly valueSet: ValueSet;
  readonly groups: readonly ConceptGroup[];
  readonly sources: ExpansionSources;
}

type StoredSelection = Selection & { readonly key: string };

interface KeptSelection {
  readonly selection: Omit<StoredSelection, 'groups'>;
  readonly groups: readonly KeptGroup[];
}

interface KeptGroup {
  readonly group: Omit<ConceptGroup, 'provider'>;
  readonly provider: WeakRef<CodeSystemProvider>;
}

export class SelectionCache {
  readonly #kept = new BoundedMap<string, KeptSelection>(maxBytes);
  #hits = 0;
  #misses = 0;

  /** In bytes. */
  get use(): CacheUse {
    return { hits: this.#hits, misses: this.#misses, held: this.#kept.held, bound: maxBytes };
  }

  /** What is kept under the key. */
  find(key: string): Selection | undefined {
    const kept = this.#kept.find(key);
    const groups = kept && revive(kept.groups);
    if (kept === undefined || groups === undefined) {
      this.#misses += 1;
      return undefined;
    }
    this.#hits += 1;
    const { valueSet, sources } = kept.selection;
    return { key, valueSet, groups, sources };
  }

  /** Keeps the selection where it may be; then what it gives has its key. */
  keep(selection: StoredSelection): Selection {
    const { groups, ...others } = selection;
    // A grammar's ids are good for one request.
    const isPassing = groups.some(({ provider }) => provider.isEnumerable === false);
    const bytes = entryBytes + groups.reduce((sum, group) => sum + bytesOf(group), sizeOf(selection));
    if (isPassing || bytes > maxBytes / 8) return { ...selection, key: undefined };
    const kept = groups.map(({ provider, ...group }) => ({ group, provider: new WeakRef(provider) }));
    this.#kept.keep(selection.key, { selection: others, groups: kept }, bytes);
    return selection;
  }
}

function bytesOf({ concepts, listed = [], stated }: ConceptGroup): number {
  return concepts.bytes + listed.length * 8 + (stated?.size ?? 0) * 64;
}

function sizeOf({ key, valueSet: { compose } }: StoredSelection): number {
  return key.length * 2 + countListed(compose) * conceptBytes;
}

function countListed(compose: ValueSetCompose | undefined): number {
  return (compose?.include ?? []).reduce((sum, { concept = [] }) => sum + concept.length, 0);
}

/** Undefined where a code system is gone. */
function revive(kept: readonly KeptGroup[]): readonly ConceptGroup[] | undefined {
  const groups: ConceptGroup[] = [];
  for (const { group, provider } of kept) {
    const own = provider.deref();
    if (own === undefined) return undefined;
    groups.push({ provider: own, ...group });
  }
  return groups;
}
