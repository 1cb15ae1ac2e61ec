/**
 * Narrative of Evidence and EvidenceVariable, whose forms differ between versions: it says what both have (notes,
 * sources) and the statistics and certainty where the version has them.
 */
import type { AnyResource } from '../../fhir/model.ts';
import { describeRelatedArtifacts } from './related-artifacts.ts';
import { list, sequence } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

interface DescribedElement {
  readonly description?: string;
  readonly text?: string;
  readonly rating?: { readonly coding?: readonly { readonly display?: string }[] };
}

/** Characteristics, statistics, certainty, notes and sources. */
export function describeEvidence(resource: AnyResource): Xhtml {
  const read = (name: string): readonly DescribedElement[] => (resource[name] ?? []) as readonly DescribedElement[];
  const texts = ['characteristic', 'statistic', 'note'].flatMap(read).map(each => each.description ?? each.text ?? '');
  const certainty = read('certainty').map(
    each => `Certainty: ${each.rating?.coding?.[0]?.display ?? 'not rated'}. ${each.description ?? ''}`,
  );
  return sequence(
    list([...texts, ...certainty].filter(text => text !== '')),
    describeRelatedArtifacts((resource['relatedArtifact'] ?? []) as Parameters<typeof describeRelatedArtifacts>[0]),
  );
}
