/** The JSON shape of an object's properties: known, list or not, of the right kind (https://hl7.org/fhir/json.html). */
import type { ChildPlan } from '../plans/node-plan.ts';
import type { ValidationNode } from '../validation-node.ts';
import type { WalkState } from './walk-state.ts';

/** Tells a property that the object may not have. */
export function reportUnknownProperty(state: WalkState, node: ValidationNode, key: string): void {
  state.report('UNRECOGNISED_PROPERTY_', { node, args: [key] });
}

interface Shape {
  readonly value: unknown;
  /** The property with `_`, which holds ids and extensions of primitives. */
  readonly sibling: unknown;
}

/** Holds a property against whether its element repeats. */
export function checkListShape(state: WalkState, node: ValidationNode, child: ChildPlan, shape: Shape): void {
  const { value, sibling } = shape;
  if (value !== undefined) checkList(state, node, child, value);
  if (sibling !== undefined) checkList(state, node, { ...child, key: `_${child.key}` }, sibling);
  if (Array.isArray(value) && Array.isArray(sibling)) {
    if (value.length !== sibling.length) state.report('SIBLING_LENGTH', { node, args: [child.key] });
  }
}

function checkList(state: WalkState, node: ValidationNode, { key, isList }: ChildPlan, value: unknown): void {
  const isArray = Array.isArray(value);
  if (isArray && value.length === 0)
    state.report('ARRAY_CANNOT_BE_EMPTY', { node: node.child(key) ?? node, args: [key] });
  else if (isList === isArray) return;
  const at = node.child(key) ?? node;
  if (isList && !isArray) state.report('THIS_PROPERTY_MUST_BE_AN_ARRAY', { node: at, args: [key, describe(value)] });
  else if (!isList && isArray) state.report('THIS_PROPERTY_MUST_BE_A_SINGLE', { node: at, args: [key] });
}

/** A JSON value by its kind, for messages. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Whether an object has no property at all. */
export function isEmptyTree(tree: object): boolean {
  for (const _key in tree) return false;
  return true;
}

/** Whether an object has an id and nothing else. */
export function isIdAlone(tree: object): boolean {
  for (const key in tree) if (key !== 'id') return false;
  return true;
}
