/** What `--content PATH` names: a folder of resources, or a FHIR package as folder or `.tgz`. */
import { stat } from 'node:fs/promises';
import type { ReadContent } from './content-record.ts';
import { loadFolder } from './folder-loader.ts';
import { isPackageFolder, loadPackage } from './package-loader.ts';

export interface OperatorContent extends ReadContent {
  /** Why nothing could be read from the path at all; the start should end with it. */
  readonly unreadable?: string;
}

/** Reads one `--content` path. */
export async function loadOperatorPath(path: string): Promise<OperatorContent> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return unreadable(path, 'does not exist or cannot be read');
  if (!found.isDirectory() && !path.endsWith('.tgz')) return unreadable(path, 'is neither a folder nor a .tgz package');
  const isPackage = !found.isDirectory() || (await isPackageFolder(path));
  const content = await (isPackage ? loadPackage(path) : loadFolder(path));
  const whole = content.faults.find(fault => fault.file === path);
  return whole === undefined ? content : unreadable(path, whole.reason);
}

function unreadable(path: string, reason: string): OperatorContent {
  return { resources: [], faults: [], unreadable: `${path} ${reason}` };
}
