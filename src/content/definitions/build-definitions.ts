/**
 * Builds the definition artifacts that are missing or stale: one per FHIR version, from the packages that the lock
 * names, each checked against it first.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fhirVersionNames } from '../../fhir/fhir-version.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import { readArtifactHeader } from '../../store/definition-artifact.ts';
import { artifactFormatVersion } from '../../store/definition-format.ts';
import { definitionPackages } from './definition-packages.ts';
import { definitionsLock } from './definitions-lock.ts';
import type { DefinitionsLock } from './definitions-lock.ts';
import { orderDefinitions } from './order-definitions.ts';
import { isInstalled, readPackage } from './read-package.ts';
import type { PackageContent } from './read-package.ts';
import { writeArtifact } from './write-artifact.ts';

export interface DefinitionFolders {
  readonly nodeModules: string;
  /** Folder of the artifacts. */
  readonly output: string;
}

/** What to do for a version's artifact. */
export type ArtifactState = 'current' | 'to-build' | 'packages-missing';

export function artifactPath(output: string, version: FhirVersion): string {
  return join(output, `${fhirVersionNames[version].path}.bin`);
}

/** Whether the version's artifact must be built; where packages are absent, an artifact of this format is current. */
export function checkArtifact(version: FhirVersion, { nodeModules, output }: DefinitionFolders): ArtifactState {
  const header = readArtifactHeader(artifactPath(output, version));
  if (header?.fingerprint === fingerprintOf(definitionsLock)) return 'current';
  const hasPackages = definitionPackages[version].every(from => isInstalled(nodeModules, from));
  if (hasPackages) return 'to-build';
  return header?.formatVersion === artifactFormatVersion ? 'current' : 'packages-missing';
}

/** Builds the version's artifact; throws an Error that says what differs where a package is not the one expected. */
export function buildDefinitions(
  version: FhirVersion,
  { nodeModules, output }: DefinitionFolders,
  progress: (fraction: number) => void,
  lock: DefinitionsLock = definitionsLock,
): void {
  const contents = definitionPackages[version].map((from, at, all) => {
    const content = readPackage(nodeModules, from);
    assertLocked(content, lock);
    progress((0.5 * (at + 1)) / all.length);
    return content;
  });
  const ordered = orderDefinitions(
    contents.flatMap(({ resources }, at) =>
      resources.map(resource => ({ resource, package: at, isCore: definitionPackages[version][at]?.isCore ?? false })),
    ),
  );
  const packages = contents.map(({ name, version: number }) => ({
    name,
    version: number,
    date: lock[name]?.date ?? '',
  }));
  const description = { fhirVersion: version, fingerprint: fingerprintOf(lock), packages };
  writeArtifact(artifactPath(output, version), description, ordered, fraction => {
    progress(0.5 + fraction / 2);
  });
}

function fingerprintOf(lock: DefinitionsLock): string {
  return createHash('sha256')
    .update(JSON.stringify([artifactFormatVersion, lock]))
    .digest('hex');
}

function assertLocked(content: PackageContent, lock: DefinitionsLock): void {
  const expected = lock[content.name];
  if (expected === undefined) throw new Error(`${content.name} is not in the definitions lock`);
  const found = { version: content.version, ...countByType(content), digest: content.digest };
  const wanted = { version: expected.version, ...expected.counts, digest: expected.digest };
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    const [is, should] = [found, wanted].map(of => (of as Readonly<Record<string, string | number>>)[name]);
    if (is !== should) throw new Error(differenceText(content.name, name, [is, should]));
  }
}

function differenceText(name: string, what: string, [is, should]: readonly (string | number | undefined)[]): string {
  return (
    `${name} is not the package that the definitions lock describes: ${what} is ${String(is ?? 'absent')}, ` +
    `expected ${String(should ?? 'none')}. Install with "npm ci".`
  );
}

/** Resources by type, sorted by type. */
function countByType({ resources }: Pick<PackageContent, 'resources'>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { resourceType } of resources) counts[resourceType] = (counts[resourceType] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1)));
}
