/** Narrative of a Library that is a manifest: which versions it pins, its own artifacts apart from those of others. */
import type { AnyResource } from '../../fhir/model.ts';
import { parseCanonical } from '../../fhir/canonical.ts';
import { element, sequence, table } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

interface RelatedArtifact {
  readonly type?: string;
  readonly display?: string;
  readonly resource?: string;
}

const headings: Readonly<Record<string, string>> = {
  'composed-of': 'What this content defines',
  'depends-on': 'What this content uses of others',
};

/** One table for each kind of relation. */
export function describeLibrary(library: AnyResource): Xhtml {
  const related = (library['relatedArtifact'] ?? []) as readonly RelatedArtifact[];
  return sequence(
    ...Object.entries(headings).map(([type, heading]) =>
      describeRelated(
        heading,
        related.filter(each => each.type === type),
      ),
    ),
  );
}

function describeRelated(heading: string, related: readonly RelatedArtifact[]): Xhtml {
  if (related.length === 0) return sequence();
  const rows = related.map(({ display = '', resource = '' }) => {
    const { url, version } = parseCanonical(resource);
    return [display, url, version ?? 'not known'];
  });
  return sequence(element('h3', heading), table(['Name', 'Canonical', 'Version'], rows));
}
