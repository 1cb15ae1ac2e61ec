/** `minValue` and `maxValue` of an element (https://hl7.org/fhir/elementdefinition-definitions.html#ElementDefinition.minValue_x_). */
import type { ElementPlan, GivenValue } from '../plans/element-plan.ts';
import type { ValidationNode } from '../validation-node.ts';
import type { WalkState } from './walk-state.ts';

/** Holds numbers, quantities of the same unit, dates and times against the bounds. */
export function checkRange(state: WalkState, node: ValidationNode, { minValue, maxValue, origin }: ElementPlan): void {
  const source = origin.label;
  if (minValue !== undefined && compare(node.value, minValue) === -1) {
    state.report('MIN_VALUE', { node, args: [JSON.stringify(node.value), JSON.stringify(minValue.value)], source });
  }
  if (maxValue !== undefined && compare(node.value, maxValue) === 1) {
    state.report('MAX_VALUE', { node, args: [JSON.stringify(node.value), JSON.stringify(maxValue.value)], source });
  }
}

/** -1, 0 or 1; undefined where the two can't be compared. */
function compare(value: unknown, bound: GivenValue): number | undefined {
  const other = bound.value;
  if (typeof value === 'number' && typeof other === 'number') return Math.sign(value - other);
  if (typeof value === 'string' && typeof other === 'string') return compareTexts(value, other);
  return compareQuantities(value, other);
}

/** Dates and times: to the precision that both have. */
function compareTexts(value: string, bound: string): number | undefined {
  if (value.includes('T') && bound.includes('T')) {
    const difference = Date.parse(value) - Date.parse(bound);
    return Number.isNaN(difference) ? undefined : Math.sign(difference);
  }
  const length = Math.min(value.length, bound.length);
  const [left, right] = [value.slice(0, length), bound.slice(0, length)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareQuantities(value: unknown, bound: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || typeof bound !== 'object' || bound === null) return undefined;
  const [left, right] = [value as Quantity, bound as Quantity];
  if (left.system !== right.system || left.code !== right.code) return undefined;
  return typeof left.value === 'number' && typeof right.value === 'number'
    ? Math.sign(left.value - right.value)
    : undefined;
}

interface Quantity {
  readonly value?: unknown;
  readonly system?: unknown;
  readonly code?: unknown;
}
