/** Mappings to a target coding: the sources from which a map leads there. Rules for unmapped codes can't be reversed. */
import type { Coding, ConceptMap, ConceptMapGroup } from '../../fhir/model.ts';
import type { Steps } from '../run-steps.ts';
import { contradicts } from './dependency.ts';
import { isInScope } from './select-maps.ts';
import type { Translation } from './select-maps.ts';
import { isSystem } from './translate-forward.ts';

import { codingOf } from './translation-match.ts';
import type { TranslationMatch } from './translation-match.ts';

/** Every mapping of this map that ends at the coding. */
export function* translateReverse(
  translation: Translation,
  map: ConceptMap,
  coding: Coding,
): Steps<readonly TranslationMatch[]> {
  const { sourceSystem } = translation.request;
  if (!(yield* isInScope(translation, map, 'target', coding))) return [];
  const found = (map.group ?? [])
    .filter(({ target }) => isSystem(target, coding.system, coding.version))
    .filter(({ source }) => sourceSystem === undefined || isSystem(source, sourceSystem))
    .flatMap(group => reverseGroup(translation, map, group, coding));
  const matches: TranslationMatch[] = [];
  for (const match of found) {
    if (!(yield* isInScope(translation, map, 'source', match.source))) continue;
    matches.push(translation.request.answersSources === true ? turnedRound(match) : match);
  }
  return matches;
}

const inverses: ReadonlyMap<string | undefined, string> = new Map([
  ['source-is-narrower-than-target', 'source-is-broader-than-target'],
  ['source-is-broader-than-target', 'source-is-narrower-than-target'],
]);

/** The mapping read from its target to its source: what the map says of the target beside its code is left out. */
function turnedRound({ source, relationship, map }: ReverseMatch): TranslationMatch {
  return { concept: source, relationship: inverses.get(relationship) ?? relationship, map };
}

type ReverseMatch = TranslationMatch & { readonly source: Coding };

function reverseGroup(
  { request }: Translation,
  map: ConceptMap,
  group: ConceptMapGroup,
  coding: Coding,
): readonly ReverseMatch[] {
  return (group.element ?? []).flatMap(({ code, display, target = [] }) =>
    target
      .filter(entry => entry.code !== undefined && entry.code === coding.code)
      .filter(({ dependsOn = [] }) => !contradicts(request.dependency ?? [], dependsOn, map))
      .map(entry => ({
        concept: codingOf(group.target, entry.code, entry.display),
        source: codingOf(group.source, code, display),
        relationship: entry.relationship,
        map,
        target: entry,
      })),
  );
}
