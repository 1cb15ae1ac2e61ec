/**
 * Rule: no concept contradicts what it stands under. What a type says of serum calcium and phosphate holds for its
 * subtypes; no major type is a kind of another; and in a fragment of a classification, what is not billable has the
 * codes below it, which begin with its characters. Judged on R5, from which R4 is derived.
 */
import type { AnyResource } from '../../fhir/model.ts';
import { asObjects } from '../as-objects.ts';
import type { CheckedContent, ContentFinding } from './checked-content.ts';

type Concept = Readonly<Record<string, unknown>>;
type Place = { readonly path: string; readonly reason: string };

/** Properties that a concept hands down to those below it. */
const inherited = ['serumCalcium', 'serumPhosphate'];

/** Findings of concepts at odds with their parents. */
export function checkHierarchies(content: CheckedContent): ContentFinding[] {
  return content.records.R5.filter(({ resource }) => resource.resourceType === 'CodeSystem').flatMap(
    ({ resource, source }) =>
      [...listContradictions(asObjects(resource['concept']), []), ...listOrphans(resource)].map(place => ({
        file: source,
        ...place,
      })),
  );
}

/** The hierarchy is nested; it is as deep as the file, whose depth the loader bounds. */
function listContradictions(concepts: readonly Concept[], ancestors: readonly Concept[]): Place[] {
  return concepts.flatMap(concept => [
    ...ancestors.flatMap(ancestor => contradictions(concept, ancestor)),
    ...listContradictions(asObjects(concept['concept']), [...ancestors, concept]),
  ]);
}

function contradictions(concept: Concept, ancestor: Concept): Place[] {
  const above = String(ancestor['code']);
  const differing = inherited.filter(name => {
    const [own, theirs] = [valueOf(concept, name), valueOf(ancestor, name)];
    return own !== undefined && theirs !== undefined && own !== theirs;
  });
  const isMajorBelowMajor = valueOf(concept, 'majorType') === true && valueOf(ancestor, 'majorType') === true;
  return [
    ...differing.map(name => place(concept, `says another ${name} than ${above}, under which it stands`)),
    ...(isMajorBelowMajor ? [place(concept, `is a major type under the major type ${above}`)] : []),
  ];
}

/** Faults of a hierarchy that is told by the property `parent`. */
function listOrphans(codeSystem: AnyResource): Place[] {
  const concepts = asObjects(codeSystem['concept']);
  const parents = new Set(concepts.map(concept => valueOf(concept, 'parent')));
  return concepts.flatMap(concept => {
    const [code, parent, billable] = [
      String(concept['code']),
      valueOf(concept, 'parent'),
      valueOf(concept, 'billable'),
    ];
    const isBelow = typeof parent !== 'string' || code.startsWith(parent);
    return [
      ...(isBelow ? [] : [place(concept, `does not begin with the characters of ${String(parent)}, its parent`)]),
      ...(billable === false && !parents.has(code)
        ? [place(concept, 'is not billable, and no code stands below')]
        : []),
      ...(billable === true && parents.has(code) ? [place(concept, 'is billable, though codes stand below')] : []),
    ];
  });
}

function valueOf(concept: Concept, name: string): unknown {
  const property = asObjects(concept['property']).find(({ code }) => code === name);
  return property?.['valueString'] ?? property?.['valueBoolean'] ?? property?.['valueCode'];
}

function place({ code }: Concept, reason: string): Place {
  return { path: `concept ${String(code)}`, reason };
}
