/** Keeps two imports of one source apart: a file with the id of the process that works in a folder. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conflict } from '../../fhir/fhir-error.ts';

/** Locks the folder and gives what unlocks it. A lock whose process has ended, killed or not, holds nobody up. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock');
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch {
    const holder = Number(readFileSync(path, 'utf8'));
    if (isAlive(holder)) throw conflict(`Process ${holder} is importing this file already`);
    writeFileSync(path, String(process.pid));
  }
  return () => rmSync(path, { force: true });
}

function isAlive(processId: number): boolean {
  if (processId === process.pid || !Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
