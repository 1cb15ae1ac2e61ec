/** Reads HL7's definitions out of an unpacked npm package (files lie directly in its folder). */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyResource } from '../../fhir/model.ts';
import { definitionTypes } from './definition-packages.ts';
import type { DefinitionPackage } from './definition-packages.ts';
import { isExampleResource } from './example-resources.ts';

export interface PackageContent {
  readonly name: string;
  readonly version: string;
  readonly resources: readonly AnyResource[];
  /** sha256 over names and bytes of all files that became resources, in the order of their names. */
  readonly digest: string;
}

/** Whether the package is installed below this `node_modules`. */
export function isInstalled(nodeModules: string, from: DefinitionPackage): boolean {
  return existsSync(join(folderOf(nodeModules, from), 'package.json'));
}

function folderOf(nodeModules: string, { name, folder = name }: DefinitionPackage): string {
  return join(nodeModules, folder);
}

/** The definitions of one package, without its examples. */
export function readPackage(nodeModules: string, from: DefinitionPackage): PackageContent {
  const folder = folderOf(nodeModules, from);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const hash = createHash('sha256');
  const resources: AnyResource[] = [];
  for (const file of readdirSync(folder).filter(isDefinitionFile).sort()) {
    const bytes = readFileSync(join(folder, file));
    const resource = JSON.parse(bytes.toString('utf8')) as AnyResource;
    if (from.isCore && isExampleResource(resource)) continue;
    hash.update(file).update('\0').update(bytes);
    resources.push(resource);
  }
  return { name: from.name, version, resources, digest: hash.digest('hex') };
}

function isDefinitionFile(file: string): boolean {
  return file.endsWith('.json') && definitionTypes.includes(file.slice(0, file.indexOf('-')));
}
