/**
 * IANA's registry of language subtags (https://www.iana.org/assignments/language-subtag-registry) by the package
 * language-subtag-registry, read when the first tag is asked for.
 */
import { createRequire } from 'node:module';

export type SubtagType = 'language' | 'extlang' | 'script' | 'region' | 'variant' | 'grandfathered';

export interface Subtag {
  /** As the registry writes it. */
  readonly subtag: string;
  /** English names, the first the usual one. */
  readonly descriptions: readonly string[];
  readonly isDeprecated: boolean;
  /** What an extended language subtag has to stand after. */
  readonly prefixes: readonly string[];
}

export interface SubtagRegistry {
  /** Date of the registry's file. */
  readonly date: string;
  /** The entry, whatever the case of the letters. */
  find(type: SubtagType, subtag: string): Subtag | undefined;
}

/** A record of the registry's file. */
interface RegistryRecord {
  readonly Type: string;
  readonly Subtag?: string;
  /** For whole tags. */
  readonly Tag?: string;
  readonly Description: readonly string[];
  readonly Deprecated?: string;
  readonly Prefix?: readonly string[];
}

/** The registry, filled on first use; its date is known at once. */
export function createSubtagRegistry(): SubtagRegistry {
  const require = createRequire(import.meta.url);
  const meta = require('language-subtag-registry/data/json/meta.json') as { readonly 'File-Date': string };
  let loaded: Entries | undefined;
  return {
    date: meta['File-Date'],
    find: (type, subtag) => {
      loaded ??= readEntries(require('language-subtag-registry/data/json/registry.json') as readonly RegistryRecord[]);
      const key = subtag.toLowerCase();
      return loaded.single.get(`${type} ${key}`) ?? findInRange(loaded.ranges, type, key);
    },
  };
}

interface Range {
  readonly type: string;
  readonly first: string;
  readonly last: string;
  readonly entry: Subtag;
}

interface Entries {
  /** By `type subtag`, in lower case. */
  readonly single: ReadonlyMap<string, Subtag>;
  /** Subtags for private use are registered by their first and last (`qaa..qtz`). */
  readonly ranges: readonly Range[];
}

function readEntries(records: readonly RegistryRecord[]): Entries {
  const single = new Map<string, Subtag>();
  const ranges: Range[] = [];
  for (const record of records) {
    const entry = toSubtag(record);
    const [first = '', last] = entry.subtag.toLowerCase().split('..');
    if (last === undefined) single.set(`${record.Type} ${first}`, entry);
    else ranges.push({ type: record.Type, first, last, entry });
  }
  return { single, ranges };
}

function toSubtag(record: RegistryRecord): Subtag {
  return {
    subtag: record.Subtag ?? record.Tag ?? '',
    descriptions: record.Description,
    isDeprecated: record.Deprecated !== undefined,
    prefixes: record.Prefix ?? [],
  };
}

/** All of a range have the same length, so that they are in the order of their letters. */
function findInRange(ranges: readonly Range[], type: SubtagType, key: string): Subtag | undefined {
  const range = ranges.find(
    item => item.type === type && item.first.length === key.length && item.first <= key && key <= item.last,
  );
  return range === undefined ? undefined : { ...range.entry, subtag: key };
}
