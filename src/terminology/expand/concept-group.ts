/** What a value set draws from one code system version, and the algebra over it. */
import type { CodeSystemProvider, ConceptFlag, ConceptId } from '../../contracts/code-system-provider.ts';
import { formatCanonical } from '../../fhir/canonical.ts';
import type { ValueSetComposeIncludeConcept } from '../../fhir/model.ts';
import { ConceptBits } from '../concept-set.ts';
import type { Budget } from './budget.ts';

export interface ConceptGroup {
  readonly provider: CodeSystemProvider;
  readonly concepts: ConceptBits;
  /** Enumerated concepts in the value set's order; absent where the code system's order holds. */
  readonly listed?: readonly ConceptId[];
  /** What the value set itself says of concepts: displays, designations, extensions. */
  readonly stated?: ReadonlyMap<ConceptId, ValueSetComposeIncludeConcept>;
  /** Whether the code system's nesting is to be shown: the whole system, or what filters over the hierarchy give. */
  readonly isNested: boolean;
  readonly isWholeSystem: boolean;
}

export function withConcepts(group: ConceptGroup, concepts: ConceptBits): ConceptGroup {
  return { ...group, concepts };
}

/** Ids at the places from `start` on and before `end`, in the order in which they are to be shown. */
export function conceptsAt({ listed, concepts }: ConceptGroup, start: number, end: number): ArrayLike<ConceptId> {
  if (listed === undefined) return concepts.slice(start, end);
  // A group's concepts are among its listed ones, so none is missing where there are as many.
  const left = concepts.size === listed.length ? listed : listed.filter(concept => concepts.has(concept));
  return start === 0 && end >= left.length ? left : left.slice(start, end);
}

/** The group without its abstract, or without its inactive concepts. */
export function withoutFlagged(group: ConceptGroup, flag: ConceptFlag): ConceptGroup {
  const { concepts, provider } = group;
  const flagged = provider.flagged?.(flag);
  if (flagged !== undefined) return withConcepts(group, concepts.difference(flagged));
  const isFlagged = (concept: ConceptId): boolean =>
    flag === 'abstract' ? provider.isAbstract(concept) : provider.isInactive(concept);
  return withConcepts(
    group,
    concepts.where(concept => !isFlagged(concept)),
  );
}

type InSystem = Pick<ConceptGroup, 'provider'>;

export function isSameVersion(left: InSystem, right: InSystem): boolean {
  return left.provider.url === right.provider.url && left.provider.version === right.provider.version;
}

/** Concepts of the group's code system whose codes the others have, whatever their versions of the system. */
export function conceptsIn(group: InSystem, others: readonly ConceptGroup[]): ConceptBits {
  let concepts = ConceptBits.empty(group.provider.size);
  for (const other of others) {
    if (other.provider.url !== group.provider.url) continue;
    concepts = concepts.union(isSameVersion(group, other) ? other.concepts : translated(other, group.provider));
  }
  return concepts;
}

function translated({ provider, concepts }: ConceptGroup, into: CodeSystemProvider): ConceptBits {
  const ids = [...concepts].map(concept => into.findConcept(provider.getCode(concept)));
  return ConceptBits.of(
    into.size,
    ids.filter(id => id !== undefined),
  );
}

/** One group for each code system version, with all of its concepts. */
export function mergeVersions(groups: readonly ConceptGroup[]): readonly ConceptGroup[] {
  const merged = new Map<string, ConceptGroup>();
  for (const group of groups) addTo(merged, group);
  return [...merged.values()];
}

function addTo(merged: Map<string, ConceptGroup>, group: ConceptGroup): void {
  const key = versionKey(group);
  const known = merged.get(key);
  merged.set(key, known === undefined ? group : withConcepts(known, known.concepts.union(group.concepts)));
}

/** `url|version` of the group's code system. */
export function versionKey({ provider: { url, version } }: InSystem): string {
  return formatCanonical(url, version);
}

/**
 * The groups without what earlier ones have already; across versions of a system if `acrossVersions`. A group that has
 * nothing new is left out, or value sets that import others twice would multiply them, unless it is the first of its
 * version.
 */
export async function withoutRepeats(
  groups: readonly ConceptGroup[],
  acrossVersions: boolean,
  budget: Pick<Budget, 'checkpoint'>,
): Promise<readonly ConceptGroup[]> {
  const seen = new Map<string, ConceptGroup>();
  const distinct: ConceptGroup[] = [];
  for (const group of groups) {
    await budget.checkpoint();
    const known = seen.get(versionKey(group));
    const earlier = acrossVersions ? [...seen.values()] : known === undefined ? [] : [known];
    // Most value sets draw from a system once: nothing to take off, nothing to copy.
    const concepts = earlier.length === 0 ? group.concepts : group.concepts.difference(conceptsIn(group, earlier));
    if (known === undefined || concepts.size > 0) distinct.push(withConcepts(group, concepts));
    addTo(seen, group);
  }
  return distinct;
}
