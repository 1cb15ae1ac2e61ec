/**
 * Gives each definition the id under which it is served and its place among those of the same type and url. Packages
 * come in order of precedence; StructureDefinitions of types are core's own, whatever else claims their url.
 */
import { compareVersions } from '../../fhir/version-order.ts';
import type { AnyResource } from '../../fhir/model.ts';

export interface PackagedResource {
  readonly resource: AnyResource;
  /** Index of the package, by precedence. */
  readonly package: number;
  readonly isCore: boolean;
}

export interface OrderedDefinition {
  readonly resource: AnyResource;
  readonly package: number;
  readonly place: number;
}

/** The definitions by type, each type sorted by title or name. */
export function orderDefinitions(resources: readonly PackagedResource[]): ReadonlyMap<string, OrderedDefinition[]> {
  const ranked = resources.toSorted(compareRank);
  const ids = new Set<string>();
  const places = new Map<string, number>();
  const byType = new Map<string, OrderedDefinition[]>();
  for (const { resource, package: from } of ranked) {
    const ordered = { resource: withFreeId(resource, ids), package: from, place: takePlace(resource, places) };
    const ofType = byType.get(resource.resourceType);
    if (ofType === undefined) byType.set(resource.resourceType, [ordered]);
    else ofType.push(ordered);
  }
  for (const ofType of byType.values()) ofType.sort((left, right) => compareText(sortText(left), sortText(right)));
  return byType;
}

function compareRank(left: PackagedResource, right: PackagedResource): number {
  return (
    rankOf(left) - rankOf(right) ||
    compareVersions(textOf(right.resource, 'version'), textOf(left.resource, 'version')) ||
    compareText(left.resource.id ?? '', right.resource.id ?? '')
  );
}

function rankOf({ resource, package: from, isCore }: PackagedResource): number {
  const isTypeDefinition = isCore && resource['derivation'] !== 'constraint' && resource['kind'] !== undefined;
  return resource.resourceType === 'StructureDefinition' && isTypeDefinition ? -1 : from;
}

/** Ids have at most 64 characters (https://hl7.org/fhir/datatypes.html#id); one of HL7's search parameters has more. */
const longestId = 64;

/** The lower in rank of two resources with one id is served as `id-version`, e.g. `action-type-4.0.1`. */
function withFreeId(resource: AnyResource, ids: Set<string>): AnyResource {
  const taken = (id: string): boolean => ids.has(`${resource.resourceType}/${id}`);
  const own = (resource.id ?? '').slice(0, longestId);
  let id = own;
  for (let attempt = 1; taken(id); attempt++) id = suffixedId(own, textOf(resource, 'version'), attempt);
  ids.add(`${resource.resourceType}/${id}`);
  return id === resource.id ? resource : { ...resource, id };
}

function suffixedId(id: string, version: string | undefined, attempt: number): string {
  const suffix = `-${(version ?? 'other').replace(/[^A-Za-z0-9.-]/g, '-')}${attempt > 1 ? `-${String(attempt)}` : ''}`;
  return id.slice(0, longestId - suffix.length) + suffix;
}

function takePlace(resource: AnyResource, places: Map<string, number>): number {
  const key = `${resource.resourceType} ${textOf(resource, 'url') ?? `#${resource.id ?? ''}`}`;
  const place = places.get(key) ?? 0;
  places.set(key, place + 1);
  return place;
}

function sortText({ resource }: OrderedDefinition): string {
  return (textOf(resource, 'title') ?? textOf(resource, 'name') ?? '').toLowerCase() + '\0' + (resource.id ?? '');
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function textOf(resource: AnyResource, element: string): string | undefined {
  const value = resource[element];
  return typeof value === 'string' ? value : undefined;
}
