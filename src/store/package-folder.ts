/** The packages and tables that `calx package` wrote, in their folder: only files that its index names are read. */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageShelf, ShelfIndex } from '../contracts/package-shelf.ts';

/** The shelf in the folder, or undefined where nothing was packaged. Throws an Error where its index can't be read. */
export function openPackageFolder(folder: string): PackageShelf | undefined {
  const index = join(folder, 'index.json');
  if (!existsSync(index)) return undefined;
  const { packages, tables } = JSON.parse(readFileSync(index, 'utf8')) as ShelfIndex;
  const known = new Set([...packages, ...tables].map(({ file }) => file));
  return {
    packages,
    tables,
    read: file => (known.has(file) ? readFile(join(folder, file)) : Promise.reject(new Error(`${file} is not there`))),
  };
}
