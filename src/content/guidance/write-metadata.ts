/** What every artifact of guidance says of itself; all of it is a draft that nobody has reviewed. */
import { canonicalBase } from '../../fhir/canonical-base.ts';

export const ownContent =
  'Content of the Calx project, Apache License 2.0. Facts are stated in our own words, with their sources; codes and labels of other terminologies stay under the terms of their owners.';

const version = '0.2.0';
const date = '2026-11-25';
const draft = 'Draft for information only: no clinician has reviewed it.';

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
    ...{ status: 'draft', experimental: true, date, publisher: 'Calx project', contact: [{ name: 'Calx project' }] },
    description: `${description} ${draft}`,
    jurisdiction: [
      { coding: [{ system: 'http://unstats.un.org/unsd/methods/m49/m49.htm', code: '001', display: 'World' }] },
    ],
    purpose,
    copyright,
  };
}

function nameOf(id: string): string {
  return id
    .split('-')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
