/** What every artifact of guidance says of itself; all of it is a draft that nobody has reviewed. */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import { contact, draftNotice, nameOf, publisher, world } from '../own-artifact.ts';

const version = '0.2.0';
const date = '2026-11-25';

interface Described {
  readonly title: string;
  readonly description: string;
  readonly purpose: string;
  readonly copyright: string;
}

/** Url, name, status and the rest, in the order in which the content has them. */
export function metadataOf(type: string, id: string, { title, description, purpose, copyright }: Described): object {
  return {
    language: 'en',
    url: `${canonicalBase}/${type}/${id}`,
    version,
    name: nameOf(id),
    title,
    ...{ status: 'draft', experimental: true, date, publisher, contact },
    description: `${description} ${draftNotice}`,
    jurisdiction: [world],
    purpose,
    copyright,
  };
}
