/** Codes that tell groups, populations and stratifiers apart. */
import { isTree, textIn, treesIn } from '../trees.ts';

/** Whether two CodeableConcepts share a coding, or without codings a text. */
export function isSameConcept(left: unknown, right: unknown): boolean {
  if (!isTree(left) || !isTree(right)) return false;
  const [codings, others] = [treesIn(left['coding']), treesIn(right['coding'])];
  if (codings.length === 0 && others.length === 0) return left['text'] !== undefined && left['text'] === right['text'];
  return codings.some(one => others.some(other => one['system'] === other['system'] && one['code'] === other['code']));
}

/** Whether a CodeableConcept has a coding with system and code. */
export function isUsable(concept: unknown): boolean {
  return (
    isTree(concept) && treesIn(concept['coding']).some(({ system, code }) => system !== undefined && code !== undefined)
  );
}

/** A CodeableConcept as messages show it. */
export function showConcept(concept: unknown): string {
  if (!isTree(concept)) return '';
  const [coding] = treesIn(concept['coding']);
  return textIn(concept, 'text') ?? textIn(coding, 'display') ?? textIn(coding, 'code') ?? '';
}
