/** Mappings to a target coding: the sources from which a map leads there. Rules for unmapped codes can't be reversed. */
import type { Coding, ConceptMap, ConceptMapGroup } from '../../fhir/model.ts';
import { contradicts } from './dependency.ts';
import { isInScope } from './select-maps.ts';
import { codingOf, isSystem } from './translate-forward.ts';
import type { Translation } from './translate-forward.ts';
import type { TranslationMatch } from './translation-match.ts';

/** Every mapping of this map that ends at the coding. */
export function translateReverse(
  translation: Translation,
  map: ConceptMap,
  coding: Coding,
): readonly TranslationMatch[] {
  const { sourceSystem } = translation.request;
  if (!isInScope(translation, map, 'target', coding)) return [];
  return (map.group ?? [])
    .filter(({ target }) => isSystem(target, coding.system, coding.version))
    .filter(({ source }) => sourceSystem === undefined || isSystem(source, sourceSystem))
    .flatMap(group => reverseGroup(translation, map, group, coding))
    .filter(({ source }) => source !== undefined && isInScope(translation, map, 'source', source));
}

function reverseGroup(
  { request }: Translation,
  map: ConceptMap,
  group: ConceptMapGroup,
  coding: Coding,
): readonly TranslationMatch[] {
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
