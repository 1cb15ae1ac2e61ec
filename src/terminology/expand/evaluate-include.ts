/** One `compose.include` or `compose.exclude`: codes, filters and imported value sets, all of which must hold. */
import type { CodeSystemProvider, ConceptFilter, ConceptId, ConceptSet } from '../../contracts/code-system-provider.ts';
import type {
  ValueSetComposeInclude,
  ValueSetComposeIncludeConcept,
  ValueSetComposeIncludeFilter,
} from '../../fhir/model.ts';
import { ConceptBits, toBits } from '../concept-set.ts';
import { isConceptProperty } from '../filters/filter-operator.ts';
import { runSteps } from '../run-steps.ts';
import type { Budget } from './budget.ts';
import { conceptsIn, mergeVersions, withConcepts } from './concept-group.ts';
import type { ConceptGroup } from './concept-group.ts';

/** Where an include draws its concepts from. */
export interface Selection {
  readonly provider: CodeSystemProvider;
  readonly budget: Budget;
  /** Concepts to choose among, where the code system has no list of all. */
  readonly among: ConceptBits | undefined;
}

/** The concepts of the code system that the include's codes and filters choose. */
export function selectConcepts(include: ValueSetComposeInclude, selection: Selection): Promise<ConceptGroup> {
  const { concept = [], filter = [] } = include;
  const { provider, budget, among } = selection;
  budget.spendBytes(provider.size >>> 3);
  if (concept.length > 0) return enumerated(concept, provider, budget);
  return among === undefined ? filtered(filter, provider, budget) : filteredAmong(filter, { ...selection, among });
}

/**
 * What a grammar's codes are chosen among: those of the imported value sets, and for an exclude those that were found
 * so far. Undefined for a code system that has a list of its concepts.
 */
export function candidatesOf(
  provider: CodeSystemProvider,
  imports: readonly (readonly ConceptGroup[])[],
  isExclude: boolean,
): ConceptBits | undefined {
  if (provider.isEnumerable !== false) return undefined;
  const [first] = imports;
  if (first !== undefined) return conceptsIn({ provider }, first);
  return isExclude ? ConceptBits.full(provider.size) : undefined;
}

/** Codes that the code system does not have are left out. */
async function enumerated(
  listed: readonly ValueSetComposeIncludeConcept[],
  provider: CodeSystemProvider,
  budget: Budget,
): Promise<ConceptGroup> {
  const stated = new Map<ConceptId, ValueSetComposeIncludeConcept>();
  for (const [at, item] of listed.entries()) {
    const concept = provider.findConcept(item.code);
    if (concept !== undefined && !stated.has(concept)) stated.set(concept, item);
    if (at % (provider.isEnumerable === false ? codesPerCheckpoint : conceptsPerCheckpoint) === 0) {
      await budget.checkpoint();
    }
  }
  const concepts = ConceptBits.of(provider.size, stated.keys());
  return { provider, concepts, listed: [...stated.keys()], stated, isNested: false, isWholeSystem: false };
}

const conceptsPerCheckpoint = 1000;
/** Codes of a grammar are parsed one by one. */
const codesPerCheckpoint = 20;

async function filtered(
  filters: readonly ValueSetComposeIncludeFilter[],
  provider: CodeSystemProvider,
  budget: Budget,
): Promise<ConceptGroup> {
  let concepts = toBits(provider.all(), provider.size);
  for (const { property, op, value } of filters) {
    await budget.checkpoint();
    concepts = concepts.intersection(await passing(provider, { property, op, value }, budget));
  }
  const isNested = filters.every(({ property, op }) => isConceptProperty(property) && hierarchical.has(op));
  return { provider, concepts, isNested, isWholeSystem: filters.length === 0 };
}

async function filteredAmong(
  filters: readonly ValueSetComposeIncludeFilter[],
  { provider, budget, among }: Selection & { readonly among: ConceptBits },
): Promise<ConceptGroup> {
  const passing: ConceptId[] = [];
  let at = 0;
  for (const concept of among) {
    if (at++ % codesPerCheckpoint === 0) await budget.checkpoint();
    if (filters.every(filter => passesFilter(provider, filter, concept))) passing.push(concept);
  }
  const concepts = ConceptBits.of(provider.size, passing);
  return { provider, concepts, isNested: false, isWholeSystem: false };
}

function passesFilter(provider: CodeSystemProvider, filter: ConceptFilter, concept: ConceptId): boolean {
  return provider.passesFilter?.(filter, concept) ?? provider.filter(filter).has(concept);
}

async function passing(provider: CodeSystemProvider, filter: ConceptFilter, budget: Budget): Promise<ConceptSet> {
  const steps = provider.filterInSteps?.(filter);
  return steps === undefined ? provider.filter(filter) : runSteps(steps, budget);
}

/** Operators whose result keeps the shape of the hierarchy. */
const hierarchical: ReadonlySet<string> = new Set(['is-a', 'descendent-of', 'is-not-a', 'child-of', 'generalizes']);

/** What all the imported value sets have of the group, or of the first of them where there is no group. */
export function intersectImports(
  group: ConceptGroup | undefined,
  imports: readonly (readonly ConceptGroup[])[],
): readonly ConceptGroup[] {
  const [first = [], ...others] = group === undefined ? imports : [[group], ...imports];
  const merged = others.map(mergeVersions);
  return first.map(own =>
    merged.reduce((kept, other) => withConcepts(kept, kept.concepts.intersection(conceptsIn(kept, other))), own),
  );
}
