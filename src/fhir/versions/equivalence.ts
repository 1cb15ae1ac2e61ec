/**
 * R4's `equivalence` and R5's `relationship` of a concept map's target
 * (https://hl7.org/fhir/R5/conceptmap.html#relationship). R4 says finer things; they stay in an extension on the code.
 */
import { addExtensions } from './extensions.ts';
import { isTree, removeElement, renameElement, treesOf } from './shape.ts';
import type { Tree } from './shape.ts';

/** Url of the extension that keeps the R4 code where `relationship` says less. */
export const equivalenceUrl =
  'http://hl7.org/fhir/4.0/StructureDefinition/extension-ConceptMap.group.element.target.equivalence';

/** R4 tells what the target is to the source, R5 what the source is to the target. */
const relationshipOfEquivalence: Readonly<Record<string, string>> = {
  equivalent: 'equivalent',
  wider: 'source-is-narrower-than-target',
  narrower: 'source-is-broader-than-target',
  relatedto: 'related-to',
  disjoint: 'not-related-to',
  equal: 'equivalent',
  subsumes: 'source-is-narrower-than-target',
  specializes: 'source-is-broader-than-target',
  inexact: 'related-to',
  unmatched: 'not-related-to',
};

/** The equivalence that each relationship is written as: the first of its row above. */
const equivalenceOfRelationship = new Map(
  Object.entries(relationshipOfEquivalence)
    .reverse()
    .map(([equivalence, relationship]) => [relationship, equivalence]),
);

/** Names of the two elements: they differ between a map (`relationship`) and a parameter's part (`valueCode`). */
export interface EquivalenceNames {
  readonly r4: string;
  readonly r5: string;
}

/** Turns the R4 code into the R5 one, in place. A code that no version defines stays, for validation to see. */
export function readEquivalence(element: Tree, { r4, r5 }: EquivalenceNames): void {
  const equivalence = element[r4];
  renameElement(element, r4, r5);
  const relationship = typeof equivalence === 'string' ? relationshipOfEquivalence[equivalence] : undefined;
  if (relationship === undefined) return;
  element[r5] = relationship;
  if (equivalenceOfRelationship.get(relationship) === equivalence) return;
  const beside: Tree = { ...(element[`_${r5}`] as Tree | undefined) };
  addExtensions(beside, [{ url: equivalenceUrl, valueCode: equivalence }]);
  element[`_${r5}`] = beside;
}

/** Turns the R5 code into the R4 one, in place; the code that was kept comes back if it still agrees. */
export function writeEquivalence(element: Tree, { r4, r5 }: EquivalenceNames): void {
  const relationship = element[r5];
  const sibling = element[`_${r5}`];
  if (relationship === undefined && sibling === undefined) return;
  const { extension, ...beside } = isTree(sibling) ? sibling : {};
  const kept = treesOf(extension).find(one => one['url'] === equivalenceUrl)?.['valueCode'];
  const others = treesOf(extension).filter(one => one['url'] !== equivalenceUrl);
  removeElement(element, r5);
  if (typeof relationship === 'string') element[r4] = equivalenceFor(relationship, kept);
  const rest: Tree = { ...beside, ...(others.length > 0 && { extension: others }) };
  if (Object.keys(rest).length > 0) element[`_${r4}`] = rest;
}

function equivalenceFor(relationship: string, kept: unknown): string {
  if (typeof kept === 'string' && relationshipOfEquivalence[kept] === relationship) return kept;
  return equivalenceOfRelationship.get(relationship) ?? relationship;
}
