/** Ids of elements are unique within their resource (https://hl7.org/fhir/element-definitions.html#Element.id). */
import type { ValidationContext } from '../validation-context.ts';
import type { ValidationNode } from '../validation-node.ts';
import { isTree } from './trees.ts';

/** Tells elements of a resource that share an id; resources inside have ids of their own. */
export function checkElementIds(resource: ValidationNode, context: ValidationContext): void {
  // There ids name elements of what is defined, in snapshot and differential alike.
  if (resource.type === 'StructureDefinition') return;
  const shared = new Set<string>();
  findShared(resource.value, true, new Set(), shared);
  if (shared.size > 0) tellShared(resource, shared, context);
}

/** Most resources share no id, so that nodes are made only for those that do. */
function findShared(value: unknown, isRoot: boolean, seen: Set<string>, shared: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) findShared(item, false, seen, shared);
    return;
  }
  if (!isTree(value) || isInner(value, isRoot)) return;
  const id = isRoot ? undefined : value['id'];
  if (typeof id === 'string') (seen.has(id) ? shared : seen).add(id);
  for (const key in value) if (!isElementList(value, key)) findShared(value[key], false, seen, shared);
}

/** A resource inside has ids of its own. */
function isInner(value: Readonly<Record<string, unknown>>, isRoot: boolean): boolean {
  return !isRoot && 'resourceType' in value;
}

/** Elements of a definition have paths as ids, the same in its differential and snapshot. */
function isElementList({ resourceType }: Readonly<Record<string, unknown>>, key: string): boolean {
  return resourceType === 'StructureDefinition' && (key === 'differential' || key === 'snapshot');
}

function tellShared(resource: ValidationNode, shared: ReadonlySet<string>, context: ValidationContext): void {
  const seen = new Set<string>();
  const visit = (node: ValidationNode): void => {
    for (const child of Object.keys(node.tree).flatMap(key => node.children(key))) {
      if (typeof child.value !== 'object' || child.isResource) continue;
      const id = child.text('id');
      if (id !== undefined && shared.has(id) && seen.has(id))
        context.report('DUPLICATE_ID', { node: child, args: [id] });
      if (id !== undefined) seen.add(id);
      visit(child);
    }
  };
  visit(resource);
}
