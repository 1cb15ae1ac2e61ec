/** The entries of a page: in one list, or nested where the definition is. */
import type { ConceptId } from '../../contracts/code-system-provider.ts';
import type { ValueSetExpansionContains } from '../../fhir/model.ts';
import type { Budget } from './budget.ts';
import type { ConceptGroup } from './concept-group.ts';
import { showConcept } from './contains-entry.ts';
import type { EntryStyle } from './contains-entry.ts';
import type { Page } from './wanted-page.ts';

/** Entries to show between two looks at the budget. */
const entriesPerCheckpoint = 200;

/** The concepts of the page in one list. */
export async function flatEntries(
  { pieces }: Page,
  style: EntryStyle,
  budget: Budget,
): Promise<readonly ValueSetExpansionContains[]> {
  const entries: ValueSetExpansionContains[] = [];
  for (const { group, concepts } of pieces) {
    for (let at = 0; at < concepts.length; at++) {
      entries.push(showConcept(group, concepts[at] ?? 0, style));
      if (entries.length % entriesPerCheckpoint === 0) await budget.checkpoint();
    }
  }
  return entries;
}

/** The concepts, those of nested groups under the nearest concept above them that is in the group too. */
export async function nestedEntries(
  { pieces }: Page,
  style: EntryStyle,
  budget: Budget,
): Promise<readonly ValueSetExpansionContains[]> {
  const roots: ValueSetExpansionContains[] = [];
  for (const { group, concepts } of pieces) {
    const shown = new Map<ConceptId, ValueSetExpansionContains>();
    for (const concept of Array.from(concepts)) {
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
