/** Narrative of a ConceptMap: each source with its targets, the relationship in words, and the comment. */
import type { ConceptMap, ConceptMapGroup, ConceptMapGroupElement } from '../../fhir/model.ts';
import { noMapCommentOf } from '../../fhir/no-map-comment.ts';
import { element, sequence, table } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

const relationshipWords: Readonly<Record<string, string>> = {
  'related-to': 'is related to',
  equivalent: 'means the same as',
  'source-is-narrower-than-target': 'is narrower than',
  'source-is-broader-than-target': 'is broader than',
  'not-related-to': 'is not related to',
};

/** One table for each group. */
export function describeConceptMap(conceptMap: ConceptMap): Xhtml {
  return sequence(...(conceptMap.group ?? []).map(describeGroup));
}

function describeGroup(group: ConceptMapGroup): Xhtml {
  return sequence(
    element('h3', `From ${group.source ?? 'any system'} to ${group.target ?? 'any system'}`),
    table(['Source', 'Relationship', 'Target', 'Comment'], group.element.flatMap(elementRows)),
  );
}

function elementRows(mapped: ConceptMapGroupElement): string[][] {
  const source = codeText(mapped.code, mapped.display);
  const targets = mapped.target ?? [];
  if (targets.length === 0) return [[source, 'has no target', '', noMapCommentOf(mapped) ?? '']];
  return targets.map(target => [
    source,
    relationshipWords[target.relationship] ?? target.relationship,
    codeText(target.code, target.display),
    target.comment ?? '',
  ]);
}

function codeText(code = '', display = ''): string {
  return display === '' ? code : `${code} ${display}`;
}
