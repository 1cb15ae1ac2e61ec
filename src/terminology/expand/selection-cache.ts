/**
 * The concepts of the server's value sets, as sets over their code systems, kept while they fit: of one value set the
 * next page, or the next text that a user types, begins from there. Code systems are not kept alive by it.
 */
import type { CodeSystemProvider } from '../../contracts/code-system-provider.ts';
import { BoundedMap } from '../../fhir/bounded-map.ts';
import type { ConceptGroup } from './concept-group.ts';
import { ExpansionTrace } from './expansion-trace.ts';

const maxBytes = 32 * 1024 * 1024;
/** What an entry takes beside its sets, roughly. */
const entryBytes = 1_000;

export interface Selection {
  readonly groups: readonly ConceptGroup[];
  readonly trace: ExpansionTrace;
}

interface KeptSelection {
  readonly groups: readonly {
    readonly group: Omit<ConceptGroup, 'provider'>;
    readonly provider: WeakRef<CodeSystemProvider>;
  }[];
  readonly codeSystems: readonly WeakRef<CodeSystemProvider>[];
  readonly trace: Pick<ExpansionTrace, 'valueSets' | 'rules' | 'matchedAcrossVersions'>;
}

export class SelectionCache {
  readonly #kept = new BoundedMap<string, KeptSelection>(maxBytes);

  /** What is kept under the key, as a new trace and the groups. */
  find(key: string): Selection | undefined {
    const kept = this.#kept.find(key);
    if (kept === undefined) return undefined;
    const selection = revive(kept);
    if (selection === undefined) this.#kept.forget(key);
    return selection;
  }

  keep(key: string, { groups, trace }: Selection): void {
    // A grammar's ids are good for one request.
    if (groups.some(({ provider }) => provider.isEnumerable === false)) return;
    const bytes = entryBytes + groups.reduce((sum, group) => sum + bytesOf(group), 0);
    if (bytes > maxBytes / 8) return;
    const { valueSets, rules, matchedAcrossVersions } = trace;
    const kept: KeptSelection = {
      groups: groups.map(({ provider, ...group }) => ({ group, provider: new WeakRef(provider) })),
      codeSystems: [...trace.codeSystems.values()].map(provider => new WeakRef(provider)),
      trace: { valueSets, rules, matchedAcrossVersions },
    };
    this.#kept.keep(key, kept, bytes);
  }
}

function bytesOf({ concepts, listed = [], stated }: ConceptGroup): number {
  return (concepts.capacity >>> 3) + listed.length * 8 + (stated?.size ?? 0) * 64;
}

/** Undefined where a code system is gone. */
function revive({ groups, codeSystems, trace }: KeptSelection): Selection | undefined {
  const revived = new ExpansionTrace();
  for (const reference of codeSystems) {
    const provider = reference.deref();
    if (provider === undefined) return undefined;
    revived.useCodeSystem(provider);
  }
  for (const [canonical, valueSet] of trace.valueSets) revived.valueSets.set(canonical, valueSet);
  for (const [key, rule] of trace.rules) revived.rules.set(key, rule);
  revived.matchedAcrossVersions = trace.matchedAcrossVersions;
  const alive: ConceptGroup[] = [];
  for (const { group, provider } of groups) {
    const own = provider.deref();
    if (own === undefined) return undefined;
    alive.push({ ...group, provider: own });
  }
  return { groups: alive, trace: revived };
}
