/**
 * A request's own `tx-resource`s in front of the server's resources: they are seen by that request alone and nothing
 * made from them is cached.
 */
import type { Found, ResourceFinder, TerminologyResources } from '../contracts/resource-finder.ts';
import type { AnyResource } from '../fhir/model.ts';
import { newestVersionFirst, versionAlgorithmOf } from '../fhir/version-order.ts';

type ResourceType = keyof TerminologyResources;

/** Resources in front, by type and url, each list as it is searched. */
export type OverlayIndex = ReadonlyMap<string, readonly Found<AnyResource>[]>;

/** Orders the resources for many requests. */
export function indexOverlay(resources: readonly AnyResource[]): OverlayIndex {
  const own = new Map<string, Found<AnyResource>[]>();
  for (const resource of resources) {
    const key = `${resource.resourceType} ${textOf(resource['url'])}`;
    const known = own.get(key);
    if (known === undefined) own.set(key, [toFound(resource)]);
    else known.push(toFound(resource));
  }
  for (const versions of own.values()) versions.reverse().sort(newestVersionFirst);
  return own;
}

/**
 * The finder with the resources in front; what has their url and version in the finder is hidden. Of several with one
 * url and version the last is found by name, and all are listed: a request may carry two maps under one name.
 */
export function overlayFinder(finder: ResourceFinder, resources: readonly AnyResource[]): ResourceFinder {
  return resources.length === 0 ? finder : overlayIndexed(finder, indexOverlay(resources));
}

/** The same with resources that are in order already. */
export function overlayIndexed(finder: ResourceFinder, own: OverlayIndex): ResourceFinder {
  return {
    list: (type, url) => inFront(own.get(`${type} ${url}`) ?? [], finder.list(type, url)),
    listAll: type => listAll(finder, own, type),
  };
}

function inFront<Type extends ResourceType>(
  own: readonly Found<AnyResource>[],
  others: readonly Found<TerminologyResources[Type]>[],
): readonly Found<TerminologyResources[Type]>[] {
  if (own.length === 0) return others;
  const versions = new Set(own.map(({ version }) => version));
  return [...asType<Type>(own), ...others.filter(({ version }) => !versions.has(version))];
}

function* listAll<Type extends ResourceType>(
  finder: ResourceFinder,
  own: ReadonlyMap<string, readonly Found<AnyResource>[]>,
  type: Type,
): Generator<Found<TerminologyResources[Type]>> {
  const keys = new Set<string>();
  for (const [key, found] of own) {
    if (!key.startsWith(`${type} `)) continue;
    for (const { url, version } of found) keys.add(`${url}|${version ?? ''}`);
    yield* asType<Type>(found);
  }
  for (const found of finder.listAll(type)) if (!keys.has(`${found.url}|${found.version ?? ''}`)) yield found;
}

/** The map's keys begin with the resource type, so what is found under them has it. */
function asType<Type extends ResourceType>(
  found: readonly Found<AnyResource>[],
): readonly Found<TerminologyResources[Type]>[] {
  return found as unknown as readonly Found<TerminologyResources[Type]>[];
}

function toFound(resource: AnyResource): Found<AnyResource> {
  const { content, supplements, valueSet } = resource;
  const versionAlgorithm = versionAlgorithmOf(resource);
  return {
    cacheKey: undefined,
    url: textOf(resource['url']),
    version: versionOf(resource),
    ...(versionAlgorithm !== undefined && { versionAlgorithm }),
    ...(typeof content === 'string' && { content }),
    ...(typeof supplements === 'string' && { supplements }),
    ...(typeof valueSet === 'string' && { valueSet }),
    read: () => resource,
  };
}

function versionOf(resource: AnyResource): string | undefined {
  return typeof resource['version'] === 'string' ? resource['version'] : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
