/**
 * Finds what a reference means among the inputs of a condition: contained, by fullUrl, or by type and id
 * (https://hl7.org/fhir/R5/bundle.html#references). Nothing outside the inputs is ever asked for.
 */
import type { AnyResource } from '../fhir/model.ts';

/** A value that FHIRPath has reached, with the way that led to it. */
export interface ReachedNode {
  readonly data: unknown;
  readonly parentResNode?: ReachedNode | null;
  readonly constructor: { makeResNode?: (context: unknown, data: unknown, ...rest: readonly null[]) => unknown };
}

/** The resource that a Reference means; undefined where the inputs do not have it. */
export function findReferenced(node: ReachedNode, inputs: Readonly<Record<string, unknown>>): AnyResource | undefined {
  const reference = referenceOf(node.data);
  if (reference === undefined) return undefined;
  if (reference.startsWith('#')) return containedIn(rootOf(node), reference.slice(1));
  const [bare = ''] = reference.split('/_history/');
  const named = bare.split('/').slice(-2).join('/');
  for (const { fullUrl, resource } of entriesOf(inputs)) {
    if (fullUrl === bare || `${resource.resourceType}/${resource.id ?? ''}` === named) return resource;
  }
  return undefined;
}

function referenceOf(data: unknown): string | undefined {
  const text = typeof data === 'object' && data !== null ? (data as { reference?: unknown }).reference : data;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** The resource in which the node stands. */
function rootOf(node: ReachedNode): AnyResource | undefined {
  for (let at: ReachedNode | null | undefined = node; at; at = at.parentResNode) {
    if (isResource(at.data)) return at.data;
  }
  return undefined;
}

function containedIn(resource: AnyResource | undefined, id: string): AnyResource | undefined {
  return listOf(resource?.['contained'])
    .filter(isResource)
    .find(one => one.id === id);
}

interface Entry {
  readonly fullUrl?: unknown;
  readonly resource: AnyResource;
}

function entriesOf(inputs: Readonly<Record<string, unknown>>): Entry[] {
  return Object.values(inputs).flatMap(listOf).filter(isResource).flatMap(unfold);
}

function unfold(resource: AnyResource): Entry[] {
  if (resource.resourceType !== 'Bundle') return [{ resource }];
  return listOf(resource['entry']).filter((entry): entry is Entry => isResource((entry as Entry).resource));
}

function isResource(value: unknown): value is AnyResource {
  return typeof value === 'object' && value !== null && typeof (value as AnyResource).resourceType === 'string';
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  return value === undefined || value === null ? [] : [value];
}
