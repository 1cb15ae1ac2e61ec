/**
 * A folder of code system files. What has not changed since the folder was read before is not read again, so that a
 * reload takes neither its time nor its memory.
 */
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeSystemFileSuffix } from './layout.ts';
import { openCodeSystemFile } from './open-code-system-file.ts';
import type { OpenedCodeSystem } from './open-code-system-file.ts';

export interface CodeSystemFile extends OpenedCodeSystem {
  readonly path: string;
}

export interface ReadFolder {
  readonly files: readonly CodeSystemFile[];
  /** What is wrong with each file that can't be opened. */
  readonly faults: readonly string[];
}

interface Known {
  readonly state: string;
  readonly file: CodeSystemFile;
}

export class CodeSystemFolders {
  #known: ReadonlyMap<string, Known> = new Map();

  /** Opens every file in the folder, in the order of names; a folder that is not there has none. */
  async read(folder: string): Promise<ReadFolder> {
    const known = new Map<string, Known>();
    const faults: string[] = [];
    for (const path of await listCodeSystemFiles(folder)) {
      try {
        known.set(path, await this.#open(path));
      } catch (error) {
        faults.push(error instanceof Error ? error.message : String(error));
      }
    }
    this.#known = known;
    return { files: [...known.values()].map(({ file }) => file), faults };
  }

  async #open(path: string): Promise<Known> {
    const { size, mtimeMs, ino } = await stat(path);
    const state = [size, mtimeMs, ino].join(' ');
    const before = this.#known.get(path);
    if (before?.state === state) return before;
    return { state, file: { ...(await openCodeSystemFile(path)), path } };
  }
}

/** Paths of the code system files in the folder, sorted. */
export async function listCodeSystemFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter(name => name.endsWith(codeSystemFileSuffix))
    .sort()
    .map(name => join(folder, name));
}

/** Deletes a code system file. */
export function removeCodeSystemFile(path: string): Promise<void> {
  return unlink(path);
}
