/** One primitive value of the walk: its JSON kind, its format, and what elements ask of it. */
import type { ElementPlan } from '../plans/element-plan.ts';
import type { ChildPlan } from '../plans/node-plan.ts';
import { checkPrimitive, jsonTypeOf } from '../primitives/check-primitive.ts';
import type { PrimitivePlace } from '../primitives/check-primitive.ts';
import { ValidationNode } from '../validation-node.ts';
import { checkElementValue } from './check-element-value.ts';
import { describe } from './check-shape.ts';
import { checkPrimitiveInvariants } from './check-invariants.ts';
import { checkUriInPlace, isJudgedUri } from './check-uri.ts';
import type { WalkState } from './walk-state.ts';

export interface PrimitiveItem {
  readonly parent: ValidationNode;
  readonly child: ChildPlan;
  readonly value: unknown;
  /** Its id and extensions. */
  readonly sibling: unknown;
  readonly index: number;
  readonly elements: readonly ElementPlan[];
}

/** Judges the value; that there is none is judged where nothing beside it says something. */
export function checkPrimitiveValue(state: WalkState, item: PrimitiveItem): void {
  const { value, child, elements } = item;
  if (value === undefined || value === null) return checkAbsent(state, item);
  const expected = jsonTypeOf(child.type);
  if (typeof value !== expected) {
    // XML has texts alone: what could not be read as the type is one still.
    const args = [child.key, child.type, expected === undefined ? 'a value' : `a ${expected}`, describe(value)];
    state.report('THIS_PROPERTY_MUST_BE_A_PRIMITIVE', { node: nodeOf(item), args });
    return;
  }
  const fault = checkPrimitive(child.type, value, placeOf(state, item));
  if (fault !== undefined) state.report(fault.messageId, { node: nodeOf(item), args: fault.args });
  else if (isJudgedUri(child.type, value, item.parent, child.key)) checkUriInPlace(state, nodeOf(item));
  for (const element of elements) {
    if (!element.hasValueRules && element.constraints.length <= 1) continue;
    const node = nodeOf(item);
    checkElementValue(state, node, elements);
    checkPrimitiveInvariants(state, node, elements);
    break;
  }
}

function checkAbsent(state: WalkState, item: PrimitiveItem): void {
  const { value, sibling, child, elements } = item;
  if (value === null && (sibling ?? null) === null) {
    state.report('JSON_NULL_NOT_ALLOWED', { node: nodeOf(item), args: [child.key] });
  }
  for (const { binding, origin } of elements) {
    if (child.type !== 'code' || binding?.strength !== 'required') continue;
    state.report('Terminology_TX_Code_ValueSet', {
      node: nodeOf(item),
      args: [binding.valueSet],
      source: origin.label,
    });
  }
  for (const { mustHaveValue, origin } of elements) {
    if (mustHaveValue) state.report('MUST_HAVE_VALUE', { node: nodeOf(item), source: origin.label });
  }
}

function nodeOf({ parent, child, value, index }: PrimitiveItem): ValidationNode {
  const stem = child.element.isChoice ? child.element.name : undefined;
  return new ValidationNode(parent, { key: child.key, index, value, type: child.type, stem });
}

function placeOf({ fhirVersion }: WalkState, { parent, child, index }: PrimitiveItem): PrimitivePlace {
  if (index < 0) return { fhirVersion, holder: parent.tree, key: child.key };
  return { fhirVersion, holder: parent.tree[child.key] as object, key: String(index) };
}
