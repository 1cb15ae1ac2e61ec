/** The sources of an artifact or action as a list: what each says, then where it was read. */
import { list } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

interface RelatedArtifact {
  readonly label?: string | undefined;
  readonly display?: string | undefined;
  readonly citation?: string | undefined;
}

/** List of RelatedArtifacts; nothing where there are none. */
export function describeRelatedArtifacts(artifacts: readonly RelatedArtifact[] | undefined): Xhtml {
  return list(
    (artifacts ?? []).map(({ label, display, citation }) => {
      const statement = [label, display].filter(part => part !== undefined).join(': ');
      return citation === undefined ? statement : `${statement}. Source: ${citation}`;
    }),
  );
}
