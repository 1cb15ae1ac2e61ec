/**
 * Reads folders of resources: Calx's own (`fhir-resources/<ResourceType>/<id>.json`, `valuesets/<id>.json`), where the
 * name must tell the truth, and an operator's, whatever its layout. `<id>.r4.json` and `<id>.r5.json` hold a resource
 * in one version's form; every other file is in the model's.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { AuthoredResource, ContentFault, ReadContent } from './content-record.ts';
import { joinContent } from './content-record.ts';
import { messageOf, parseContent } from './parse-content.ts';
import type { ParsedResource } from './parse-content.ts';

export interface OwnFolders {
  /** Path of `fhir-resources`. */
  readonly resources: string;
  /** Path of `valuesets`. */
  readonly valueSets: string;
}

const limits = { depth: 16, files: 20_000, bytes: 64 * 1024 * 1024 };
const expectedSuffix = '.expected.json';

/** Folders of `fhir-resources` that hold no content: what it is made from, examples, HL7's definitions that npm lacks. */
const besideContent: readonly string[] = ['source', 'examples', 'definitions'];

/** Calx's own content; a file whose folder or name differs from the resource's type and id is a fault. */
export async function loadOwnFolders({ resources, valueSets }: OwnFolders): Promise<ReadContent> {
  const authored = await loadFolder(resources, nameFault, besideContent);
  const values = await loadFolder(valueSets, parsed => nameFault(parsed, 'ValueSet'));
  return joinContent([authored, values]);
}

/**
 * Every `.json` file under the folder, in order of path, but for those of folders in it that are left out. An unreadable
 * folder is a fault, not an exception.
 */
export async function loadFolder(
  root: string,
  findFault: (resource: AuthoredResource) => ContentFault | undefined = () => undefined,
  leftOut: readonly string[] = [],
): Promise<ReadContent> {
  try {
    const files = await listFiles(root, 0, leftOut);
    if (files.length > limits.files) throw new Error(`has more than ${limits.files} files`);
    const parts: ReadContent[] = [];
    for (const file of files) parts.push(readContent(await loadFile(file, root), findFault));
    return joinContent(parts);
  } catch (error) {
    return { resources: [], faults: [{ file: root, path: '', reason: `cannot be read: ${messageOf(error)}` }] };
  }
}

/** The reviewed expansions beside the value sets, by id of the value set: the text of `<id>.expected.json`. */
export async function loadExpectedExpansions(valueSets: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(valueSets)).filter(name => name.endsWith(expectedSuffix)).sort();
  const texts = await Promise.all(names.map(name => readFile(join(valueSets, name), 'utf8')));
  return new Map(names.map((name, index) => [name.slice(0, -expectedSuffix.length), texts[index] ?? '']));
}

async function listFiles(folder: string, depth: number, leftOut: readonly string[] = []): Promise<string[]> {
  if (depth > limits.depth) throw new Error(`has folders more than ${limits.depth} deep`);
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !leftOut.includes(name));
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await listFiles(path, depth + 1)));
    else if (entry.name.endsWith('.json') && !entry.name.endsWith(expectedSuffix)) found.push(path);
  }
  return found;
}

async function loadFile(path: string, root: string): Promise<ParsedResource> {
  const file = join(basename(root), relative(root, path)).split(sep).join('/');
  try {
    if ((await stat(path)).size > limits.bytes) throw new Error(`is larger than ${limits.bytes} bytes`);
    return parseContent(await readFile(path, 'utf8'), file, formOf(path));
  } catch (error) {
    return { fault: { file, path: '', reason: `cannot be read: ${messageOf(error)}` } };
  }
}

function readContent(
  result: ParsedResource,
  findFault: (resource: AuthoredResource) => ContentFault | undefined,
): ReadContent {
  if ('fault' in result) return { resources: [], faults: [result.fault] };
  const fault = findFault(result.parsed);
  return fault === undefined ? { resources: [result.parsed], faults: [] } : { resources: [], faults: [fault] };
}

function formOf(file: string): AuthoredResource['form'] {
  if (file.endsWith('.r4.json')) return 'R4';
  return file.endsWith('.r5.json') ? 'R5' : 'model';
}

function nameFault({ resource, file }: AuthoredResource, type?: string): ContentFault | undefined {
  const parts = file.split('/');
  const name = (parts.at(-1) ?? '').replace(/(\.r[45])?\.json$/, '');
  const expectedType = type ?? parts.at(-2) ?? '';
  if (resource.resourceType !== expectedType)
    return { file, path: 'resourceType', reason: `is ${resource.resourceType}; its folder says ${expectedType}` };
  if (resource.id !== name)
    return { file, path: 'id', reason: `is '${resource.id ?? ''}'; the file's name says '${name}'` };
  return undefined;
}
