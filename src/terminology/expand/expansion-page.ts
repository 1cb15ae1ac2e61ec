/** The part of an expansion that is shown: filtered, counted, cut to a page, nested where the definition is. */
import type { ConceptId, ConceptSet } from '../../contracts/code-system-provider.ts';
import type { ValueSetExpansionContains } from '../../fhir/model.ts';
import { matchesTerms, searchKey, searchTerms } from '../text-search.ts';
import { ConceptBits } from '../concept-set.ts';
import type { Budget } from './budget.ts';
import { orderedConcepts, withConcepts } from './concept-group.ts';
import type { ConceptGroup } from './concept-group.ts';
import { showConcept } from './contains-entry.ts';
import type { EntryStyle } from './contains-entry.ts';
import { inTurns } from './in-turns.ts';

/** The groups with only what matches the text that a user typed. */
export async function searchGroups(
  groups: readonly ConceptGroup[],
  text: string,
  budget: Budget,
): Promise<readonly ConceptGroup[]> {
  const matching: ConceptGroup[] = [];
  for (const group of groups) {
    await budget.checkpoint();
    const steps = group.provider.searchInSteps?.(text);
    const found = steps === undefined ? group.provider.search(text) : await inTurns(steps, budget);
    matching.push(matchingGroup(group, found, text));
  }
  return matching;
}

function matchingGroup(group: ConceptGroup, found: ConceptSet, text: string): ConceptGroup {
  // Search results over a whole system are a list; what filters chose keeps its shape.
  const isNested = group.isNested && !group.isWholeSystem;
  const own = foundInStated(group, text);
  const matching = group.concepts.intersection(found);
  const concepts =
    own.length === 0 ? matching : matching.union(ConceptBits.of(group.provider.size, own).intersection(group.concepts));
  return { ...withConcepts(group, concepts), isNested };
}

/** Concepts that the value set's own texts match. */
function foundInStated({ stated }: ConceptGroup, text: string): readonly ConceptId[] {
  if (stated === undefined) return [];
  const terms = searchTerms(text);
  return [...stated]
    .filter(([, { display, designation = [] }]) =>
      matchesTerms(searchKey(display, ...designation.map(({ value }) => value)), terms),
    )
    .map(([concept]) => concept);
}

/** How many concepts there are, over all levels. */
export function countConcepts(groups: readonly ConceptGroup[]): number {
  return groups.reduce((total, { concepts }) => total + concepts.size, 0);
}

/** Entries to show between two looks at the budget. */
const entriesPerCheckpoint = 200;

/** The concepts from `offset` on, at most `count`, in one list. */
export async function flatPage(
  groups: readonly ConceptGroup[],
  { offset, count }: { readonly offset: number; readonly count: number },
  style: EntryStyle,
  budget: Budget,
): Promise<readonly ValueSetExpansionContains[]> {
  const entries: ValueSetExpansionContains[] = [];
  let skip = offset;
  for (const group of groups) {
    // A group before the page is passed over without a walk.
    if (skip >= group.concepts.size) {
      skip -= group.concepts.size;
      continue;
    }
    for (const concept of orderedConcepts(group, skip)) {
      if (entries.length >= count) return entries;
      entries.push(showConcept(group, concept, style));
      if (entries.length % entriesPerCheckpoint === 0) await budget.checkpoint();
    }
    skip = 0;
  }
  return entries;
}

/** All concepts, those of nested groups under the nearest concept above them that is in the group too. */
export async function nestedPage(
  groups: readonly ConceptGroup[],
  style: EntryStyle,
  budget: Budget,
): Promise<readonly ValueSetExpansionContains[]> {
  const roots: ValueSetExpansionContains[] = [];
  for (const group of groups) {
    const shown = new Map<ConceptId, ValueSetExpansionContains>();
    for (const concept of orderedConcepts(group)) {
      const entry = showConcept(group, concept, style);
      const above = group.isNested ? nearestShown(group, concept, shown) : undefined;
      if (above === undefined) roots.push(entry);
      else (above.contains ??= []).push(entry);
      shown.set(concept, entry);
      if (shown.size % entriesPerCheckpoint === 0) await budget.checkpoint();
    }
  }
  return roots;
}

/** A nested concept comes after the one that it is nested in, so that one is shown already. */
function nearestShown(
  { provider }: ConceptGroup,
  concept: ConceptId,
  shown: ReadonlyMap<ConceptId, ValueSetExpansionContains>,
): ValueSetExpansionContains | undefined {
  let above = provider.getNestedIn?.(concept);
  // Ids fall on the way up; a code that is nested twice could lead in a circle otherwise.
  for (let last = concept; above !== undefined && above < last; above = provider.getNestedIn?.(above)) {
    const entry = shown.get(above);
    if (entry !== undefined) return entry;
    last = above;
  }
  return undefined;
}
