/**
 * The files of a FHIR package (https://hl7.org/fhir/packages.html): manifest, index, all published resources of one FHIR
 * version, an ImplementationGuide, the examples, and in `other` the statements of those whose codes are cited and the
 * examples that are invalid on purpose, where no reader takes them for content.
 */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import { fhirVersionNames } from '../../fhir/fhir-version.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { VersionCodec } from '../../fhir/versions/version-codec.ts';
import { describePackage } from './describe-package.ts';
import type { PackageFacts } from './describe-package.ts';
import { implementationGuide } from './implementation-guide.ts';
import { byText, fileNameOf, jsonText } from './package-file.ts';
import type { PackageFile } from './package-file.ts';
import { indexText } from './package-index.ts';

export interface PackageSource {
  readonly fhirVersion: FhirVersion;
  readonly codec: VersionCodec;
  /** Published resources in wire form. */
  readonly resources: readonly AnyResource[];
  readonly examples: readonly AnyResource[];
  /** Invalid examples and their manifest, by name. */
  readonly invalid: ReadonlyMap<string, string>;
}

export interface BuiltPackage extends PackageFacts {
  readonly files: readonly PackageFile[];
}

/** The package; the same for the same source. */
export function buildPackage({ fhirVersion, codec, resources, examples, invalid }: PackageSource): BuiltPackage {
  const facts = describePackage(resources, fhirVersion);
  const [content, shown] = [inOrder(resources), inOrder(examples)];
  const guide = codec.write(implementationGuide(facts, content, shown));
  const all = inOrder([...content, guide]);
  const files = [
    { path: 'package/package.json', text: jsonText(manifestOf(facts)) },
    { path: 'package/.index.json', text: indexText(all) },
    ...all.map(resource => ({ path: `package/${fileNameOf(resource)}`, text: jsonText(resource) })),
    { path: 'package/example/.index.json', text: indexText(shown) },
    ...shown.map(resource => ({ path: `package/example/${fileNameOf(resource)}`, text: jsonText(resource) })),
    { path: 'package/other/NOTICE.txt', text: noticeOf(facts) },
    ...[...invalid]
      .sort(([one], [other]) => byText(one, other))
      .map(([name, text]) => ({ path: `package/other/invalid/${name}`, text })),
  ];
  return { ...facts, files };
}

function inOrder(resources: readonly AnyResource[]): readonly AnyResource[] {
  return [...resources].sort((one, other) => byText(fileNameOf(one), fileNameOf(other)));
}

/** FHIR's core alone is a dependency: a reader that can't get another package could not read this one. */
function manifestOf({ name, version, title, description, canonical, date, fhirVersion }: PackageFacts): object {
  const { path, number } = fhirVersionNames[fhirVersion];
  return {
    name,
    version,
    'tools-version': 3,
    type: 'fhir.ig',
    date: `${date.replaceAll('-', '')}000000`,
    license: 'Apache-2.0',
    canonical,
    url: `${canonicalBase}/ImplementationGuide/${name}`,
    title,
    description,
    fhirVersions: [number],
    dependencies: { [`hl7.fhir.${path}.core`]: number },
    author: 'Calx project',
    maintainers: [{ name: 'Calx project' }],
    keywords: ['fhir', 'calcinosis', 'terminology'],
    jurisdiction: 'http://unstats.un.org/unsd/methods/m49/m49.htm#001',
    directories: { lib: 'package', example: 'example' },
  };
}

function noticeOf({ title, description, copyright }: PackageFacts): string {
  return `${title}\n\n${description}\n\n${copyright}\n`;
}
