/** A version of the content to compare: an installation of Calx, a folder of resources, or a FHIR package. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { VersionCodec } from '../../fhir/versions/version-codec.ts';
import type { AuthoredResource, ReadContent } from '../content-record.ts';
import { formatFault } from '../content-record.ts';
import { loadOwnFolders } from '../folder-loader.ts';
import { loadOperatorPath } from '../operator-content.ts';
import type { VersionedContent } from './list-items.ts';

/** All resources in the model's form; what was written in it is of both versions. Throws an Error that says why not. */
export async function loadVersion(
  path: string,
  codecs: Readonly<Record<FhirVersion, VersionCodec>>,
): Promise<VersionedContent> {
  const { resources, faults } = await read(path);
  if (faults.length > 0) throw new Error(faults.map(formatFault).join('\n'));
  const of = (version: FhirVersion): AnyResource[] =>
    resources.filter(({ form }) => form === 'model' || form === version).map(each => toModel(each, codecs));
  return { R4: of('R4'), R5: of('R5') };
}

async function read(path: string): Promise<ReadContent> {
  const own = { resources: join(path, 'fhir-resources'), valueSets: join(path, 'valuesets') };
  const isInstallation = await stat(own.resources).then(
    found => found.isDirectory(),
    () => false,
  );
  if (isInstallation) return loadOwnFolders(own);
  const content = await loadOperatorPath(path);
  if (content.unreadable !== undefined) throw new Error(content.unreadable);
  return content;
}

function toModel(
  { resource, form }: AuthoredResource,
  codecs: Readonly<Record<FhirVersion, VersionCodec>>,
): AnyResource {
  return form === 'model' || !codecs[form].converts(resource.resourceType) ? resource : codecs[form].read(resource);
}
