/**
 * Code systems of other sources (files of their own, registries, grammars) beside the resources of the store. What a
 * source has is preferred to a resource of the same url and version, and to one that has no codes to judge by.
 */
import type { CodeSystemSource, SourcedCodeSystem } from '../contracts/code-system-source.ts';
import type { Found, ResourceFinder, TerminologyResources } from '../contracts/resource-finder.ts';
import { formatCanonical } from '../fhir/canonical.ts';
import type { CodeSystem, ValueSet } from '../fhir/model.ts';
import { compareVersions } from '../fhir/version-order.ts';

type ResourceType = keyof TerminologyResources;

/**
 * The finder with the sources' code systems in it; without sources it is the finder itself. Neither the finder's content
 * nor the sources' may change while it is used: a reload makes another.
 */
export function sourcedFinder(finder: ResourceFinder, sources: readonly CodeSystemSource[]): ResourceFinder {
  if (sources.length === 0) return finder;
  const merged = new Map<string, readonly Found<CodeSystem>[]>();
  const listCodeSystems = (url: string): readonly Found<CodeSystem>[] => {
    const known = merged.get(url);
    if (known !== undefined) return known;
    const sourced = listFrom(sources, url);
    if (sourced.length === 0) return finder.list('CodeSystem', url);
    const found = merge(finder.list('CodeSystem', url), sourced);
    // Only urls that a source has are kept, so that no client makes it grow.
    merged.set(url, found);
    return found;
  };
  return {
    list: (type, url) => {
      if (type === 'CodeSystem') return asType<typeof type>(listCodeSystems(url));
      const stored = finder.list(type, url);
      return type === 'ValueSet' && stored.length === 0 ? asType<typeof type>(ruledValueSets(sources, url)) : stored;
    },
    *listAll(type) {
      if (type !== 'CodeSystem') return yield* finder.listAll(type);
      const sourced = sources.flatMap(source => [...source.listAll()]).map(toFound);
      const hidden = new Set(sourced.map(nameOf));
      for (const found of finder.listAll(type)) if (!hidden.has(nameOf(found))) yield found;
      yield* asType<typeof type>(sourced);
    },
  };
}

function listFrom(sources: readonly CodeSystemSource[], url: string): readonly Found<CodeSystem>[] {
  return sources.flatMap(source => source.list(url)).map(toFound);
}

function toFound(sourced: SourcedCodeSystem): Found<CodeSystem> {
  const { cacheKey, url, version, content, valueSet, definition } = sourced;
  return {
    cacheKey,
    url,
    version,
    content,
    ...(valueSet !== undefined && { valueSet }),
    read: () => definition,
    open: () => sourced.open(),
  };
}

function nameOf({ url, version }: Found<unknown>): string {
  return formatCanonical(url, version);
}

/**
 * Newest first, after the one that answers a reference without version: the store's where that is complete or has been
 * replaced by a source's of the same version, else the newest of the sources.
 */
function merge(
  store: readonly Found<CodeSystem>[],
  sourced: readonly Found<CodeSystem>[],
): readonly Found<CodeSystem>[] {
  const own = sourced.toSorted(newestFirst);
  const names = new Set(own.map(nameOf));
  const others = store.filter(found => !names.has(nameOf(found)));
  const usable = others.filter(({ content }) => content === 'complete' || content === 'fragment');
  const answering = store.find(({ content }) => content === 'complete');
  const first = [...own, ...usable].find(({ version }) => answering !== undefined && version === answering.version);
  const head = first ?? own[0];
  const rest = [...own, ...usable].filter(found => found !== head).sort(newestFirst);
  return [...(head === undefined ? [] : [head]), ...rest, ...others.filter(found => !usable.includes(found))];
}

function newestFirst(left: Found<unknown>, right: Found<unknown>): number {
  return compareVersions(right.version, left.version);
}

/** Value sets that a code system's own rules define by their urls. */
function ruledValueSets(sources: readonly CodeSystemSource[], url: string): readonly Found<ValueSet>[] {
  return sources
    .flatMap(source => [...source.listAll()])
    .flatMap(sourced => sourced.findValueSet?.(url) ?? [])
    .map(valueSet => ({ cacheKey: undefined, url, version: valueSet.version, read: () => valueSet }));
}

/** Callers have looked at the type. */
function asType<Type extends ResourceType>(
  found: readonly Found<unknown>[],
): readonly Found<TerminologyResources[Type]>[] {
  return found as readonly Found<TerminologyResources[Type]>[];
}
