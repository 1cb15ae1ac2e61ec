/** Makes a sound example break one rule: sets elements by their paths, or takes them away. */
import type { AnyResource } from '../../fhir/model.ts';

type Tree = Record<string, unknown>;

/** A copy with the new values; null takes the element away. Throws an Error where a path leads nowhere. */
export function breakExample(resource: AnyResource, id: string, set: Readonly<Record<string, unknown>>): AnyResource {
  const copy = { ...structuredClone(resource), id } as AnyResource;
  for (const [path, value] of Object.entries(set)) setAt(copy as Tree, path, value);
  return copy;
}

function setAt(root: Tree, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const holder = steps.reduce<unknown>((at, step) => (at as Tree | undefined)?.[step], root);
  if (typeof holder !== 'object' || holder === null) throw new Error(`there is nothing at ${steps.join('.')}`);
  if (value === null && Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (value === null) Reflect.deleteProperty(holder, last);
  else (holder as Tree)[last] = value;
}
