/** The text filter of an expansion: of each group what matches the text that a user typed (terminology/text-search.ts). */
import type { ConceptId, ConceptSet } from '../../contracts/code-system-provider.ts';
import { ConceptBits } from '../concept-set.ts';
import { runSteps } from '../run-steps.ts';
import { matchesTerms, searchKey, searchTerms } from '../text-search.ts';
import type { Budget } from './budget.ts';
import { withConcepts } from './concept-group.ts';
import type { ConceptGroup } from './concept-group.ts';

/** The groups with only what matches the text. */
export async function searchGroups(
  groups: readonly ConceptGroup[],
  text: string,
  budget: Budget,
): Promise<readonly ConceptGroup[]> {
  const matching: ConceptGroup[] = [];
  for (const group of groups) {
    await budget.checkpoint();
    const steps = group.provider.searchInSteps?.(text, group.concepts);
    const found = steps === undefined ? group.provider.search(text) : await runSteps(steps, budget);
    matching.push(withConcepts(group, matchingConcepts(group, found, text)));
  }
  return matching;
}

/** How a searched group is shown: results over a whole system are a list; what filters chose keeps its shape. */
export function searched(group: ConceptGroup): ConceptGroup {
  return group.isNested && group.isWholeSystem ? { ...group, isNested: false } : group;
}

function matchingConcepts(group: ConceptGroup, found: ConceptSet, text: string): ConceptBits {
  const matching = group.concepts.intersection(found);
  const own = foundInStated(group, text);
  if (own.length === 0) return matching;
  return matching.union(ConceptBits.of(group.provider.size, own).intersection(group.concepts));
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
