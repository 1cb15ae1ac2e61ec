/** The manifest of the terminology of guidance: its value sets and its code system, each pinned to its version. */
import type { AnyResource } from '../../fhir/model.ts';
import { codeable, ownContent } from '../own-artifact.ts';
import { metadataOf } from './write-metadata.ts';

/** A Library that names every value set and code system among the files. */
export function writeManifest(files: Iterable<object>): AnyResource {
  const id = 'calcinosis-guidance-manifest';
  const pinned = ([...files] as AnyResource[]).filter(({ resourceType }) =>
    /^(CodeSystem|ValueSet)$/.test(resourceType),
  );
  return {
    resourceType: 'Library',
    id,
    ...metadataOf('Library', id, {
      title: 'Manifest of the terminology of guidance',
      description:
        'Pins the versions of the value sets and of the code system by which the conditions of plans and rules recognise drugs and facts; the manifest of the calcinosis content pins the rest.',
      purpose: 'To let a server or a reader use exactly the versions with which guidance was made.',
      copyright: ownContent,
    }),
    type: codeable('http://terminology.hl7.org/CodeSystem/library-type', ['asset-collection', 'Asset Collection']),
    relatedArtifact: pinned.map(({ url, version, title }) => ({
      type: 'composed-of',
      display: title,
      resource: `${String(url)}|${String(version)}`,
    })),
  };
}
