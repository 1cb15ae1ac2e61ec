/** The files that the arguments of `calx validate` name: files, folders with all below them, and quoted glob patterns. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../config.ts';

/** `ndjson` has a resource a line. */
export type FileFormat = 'json' | 'xml' | 'ndjson';

export interface FoundFile {
  readonly path: string;
  readonly format: FileFormat;
  /** Whether it was named itself; what a folder has besides FHIR is passed over. */
  readonly isNamed: boolean;
}

/** Standard input, as an argument. */
export const standardInput = '-';

const formatOfEnding: Readonly<Record<string, FileFormat>> = {
  json: 'json',
  xml: 'xml',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
};

/** The files in the order of the arguments, each once; throws ConfigError where an argument names nothing. */
export async function findFiles(args: readonly string[]): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const arg of args) {
    const files = await filesOf(arg);
    if (files.length === 0) throw new ConfigError(`${arg}: there is no JSON, XML or NDJSON file`);
    for (const file of files) if (!found.has(file.path)) found.set(file.path, file);
  }
  return [...found.values()];
}

async function filesOf(arg: string): Promise<readonly FoundFile[]> {
  if (arg === standardInput) return [{ path: arg, format: 'json', isNamed: true }];
  const facts = await stat(arg).catch(() => undefined);
  if (facts?.isDirectory() === true) return filesBelow(arg);
  if (facts !== undefined) return [{ path: arg, format: formatOf(arg) ?? 'json', isNamed: true }];
  if (!/[*?{]/.test(arg)) throw new ConfigError(`${arg}: no such file or folder`);
  const pattern = globPattern(arg);
  return (await filesBelow(globRoot(arg))).filter(({ path }) => pattern.test(path.replaceAll('\\', '/')));
}

function formatOf(path: string): FileFormat | undefined {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(formatOfEnding, ending) ? formatOfEnding[ending] : undefined;
}

async function filesBelow(folder: string): Promise<readonly FoundFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sorted = entries.filter(isWanted).sort((left, right) => (left.name < right.name ? -1 : 1));
  const lists = await Promise.all(sorted.map(entry => filesOfEntry(folder, entry)));
  return lists.flat();
}

function isWanted({ name }: Dirent): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

function filesOfEntry(folder: string, entry: Dirent): Promise<readonly FoundFile[]> | readonly FoundFile[] {
  const path = join(folder, entry.name);
  if (entry.isDirectory()) return filesBelow(path);
  const format = formatOf(entry.name);
  return entry.isFile() && format !== undefined ? [{ path, format, isNamed: false }] : [];
}

/** The folder above the first part with a wildcard. */
function globRoot(glob: string): string {
  const parts = glob.split('/');
  const fixed = parts.slice(
    0,
    parts.findIndex(part => /[*?{]/.test(part)),
  );
  return fixed.length === 0 ? '.' : fixed.join('/') || '/';
}

const globParts: Readonly<Record<string, string>> = { '**/': '(?:[^/]+/)*', '**': '.*', '*': '[^/]*', '?': '[^/]' };

/** `**` any folders, `*` any name, `?` any character, `{a,b}` either. */
function globPattern(glob: string): RegExp {
  const source = glob.replace(/^\.\//, '').replace(/\*\*\/|\*\*|\*|\?|\{[^{}/]*\}|[^*?{]|\{/g, part => {
    if (Object.hasOwn(globParts, part)) return globParts[part] ?? '';
    if (part.length > 1) return `(?:${part.slice(1, -1).split(',').map(escape).join('|')})`;
    return escape(part);
  });
  return new RegExp(`^(?:\\./)?${source}$`);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
