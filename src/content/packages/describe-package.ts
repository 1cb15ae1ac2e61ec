/** Name, version and date of a package, from what it holds. */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import { fhirVersionNames } from '../../fhir/fhir-version.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { textOf } from '../check/checked-content.ts';
import { draftNotice } from '../own-artifact.ts';
import { byText } from './package-file.ts';

export interface PackageFacts {
  readonly fhirVersion: FhirVersion;
  readonly name: string;
  /** The manifest's: the version of the content as a whole. */
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly canonical: string;
  /** YYYY-MM-DD: the newest of what it holds, so that the same content has the same date. */
  readonly date: string;
  readonly copyright: string;
  readonly manifest: AnyResource;
}

/** The facts of the package of one FHIR version; throws an Error where the content has no manifest. */
export function describePackage(resources: readonly AnyResource[], fhirVersion: FhirVersion): PackageFacts {
  const manifest = resources.find(isManifest);
  if (manifest === undefined) throw new Error('the content has no manifest: Library/calcinosis-manifest');
  const { path, number } = fhirVersionNames[fhirVersion];
  return {
    fhirVersion,
    name: `calx.fhir.calcinosis.${path}`,
    version: textOf(manifest, 'version') ?? '',
    title: `Calcinosis: terminology, guidance, evidence and profiles, FHIR ${fhirVersion}`,
    description: `What Calx publishes about calcinosis, in the form of FHIR ${number}. ${draftNotice}`,
    canonical: canonicalBase,
    date: resources
      .flatMap(each => textOf(each, 'date') ?? [])
      .reduce((one, other) => (byText(one, other) < 0 ? other : one), ''),
    copyright: textOf(manifest, 'copyright') ?? '',
    manifest,
  };
}

/** The manifest of the content as a whole; parts of it, such as the terminology of guidance, have others. */
function isManifest(resource: AnyResource): boolean {
  return resource.resourceType === 'Library' && resource['url'] === `${canonicalBase}/Library/calcinosis-manifest`;
}
