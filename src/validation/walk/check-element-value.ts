/** What elements of plans ask of a value: fixed, pattern, length, least and greatest value, and its binding. */
import type { ElementPlan } from '../plans/element-plan.ts';
import type { ValidationNode } from '../validation-node.ts';
import { checkBinding } from './check-binding.ts';
import { checkRange } from './check-range.ts';
import { isSameValue, matchesPattern } from './compare-values.ts';
import type { WalkState } from './walk-state.ts';

/** Holds the value against each element; a binding that an earlier element has too is asked once. */
export function checkElementValue(state: WalkState, node: ValidationNode, elements: readonly ElementPlan[]): void {
  for (const element of elements) if (element.hasValueRules) checkGiven(state, node, element);
  checkBinding(state, node, elements);
}

function checkGiven(state: WalkState, node: ValidationNode, element: ElementPlan): void {
  const { fixed, pattern, maxLength, origin } = element;
  const { value } = node;
  const source = origin.label;
  if (fixed !== undefined && !isSameValue(value, fixed.value)) {
    const args = [element.name, JSON.stringify(fixed.value), JSON.stringify(value)];
    state.report('Fixed_Type_Checks_DT', { node, args, source });
  }
  if (pattern !== undefined && !matchesPattern(value, pattern.value)) {
    const args = [element.name, JSON.stringify(pattern.value), JSON.stringify(value)];
    state.report('Pattern_Check', { node, args, source });
  }
  if (maxLength !== undefined && typeof value === 'string' && value.length > maxLength) {
    state.report('MAX_LENGTH', { node, args: [value.length, maxLength], source });
  }
  checkRange(state, node, element);
}
