/** How scripts write what is generated. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes the files, named below the root, after taking away folders of it that hold nothing else. */
export function rewriteFolders(root: string, folders: readonly string[], files: ReadonlyMap<string, string>): void {
  for (const folder of folders) rmSync(join(root, folder), { recursive: true, force: true });
  for (const [path, text] of files) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
