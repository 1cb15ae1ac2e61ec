/** The sources of an artifact or action as a list: what each says, then where it was read. */
import { element, list, paragraph, sequence } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

interface RelatedArtifact {
  readonly label?: string | undefined;
  readonly display?: string | undefined;
  readonly citation?: string | undefined;
}

/** List of RelatedArtifacts under words that say so; nothing where there are none. */
export function describeRelatedArtifacts(artifacts: readonly RelatedArtifact[] | undefined): Xhtml {
  const sources = artifacts ?? [];
  if (sources.length === 0) return paragraph(undefined);
  const statements = list(
    sources.map(({ label, display, citation }) => {
      const statement = [label, display].filter(part => part !== undefined).join(': ');
      return citation === undefined ? statement : `${statement}. Source: ${citation}`;
    }),
  );
  return sequence(element('p', element('b', 'What the sources say')), statements);
}
