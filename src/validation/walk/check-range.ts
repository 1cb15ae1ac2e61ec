/** `minValue` and `maxValue` of an element (https://hl7.org/fhir/elementdefinition-definitions.html#ElementDefinition.minValue_x_). */
import type { ElementPlan, GivenValue } from '../plans/element-plan.ts';
import type { ValidationNode } from '../validation-node.ts';
import type { WalkState } from './walk-state.ts';

/** Holds numbers, quantities, dates and times against the bounds. */
export function checkRange(state: WalkState, node: ValidationNode, { minValue, maxValue, origin }: ElementPlan): void {
  const source = origin.label;
  if (minValue !== undefined && compare(state, node.value, minValue) === -1) {
    state.report('MIN_VALUE', { node, args: [JSON.stringify(node.value), JSON.stringify(minValue.value)], source });
  }
  if (maxValue !== undefined && compare(state, node.value, maxValue) === 1) {
    state.report('MAX_VALUE', { node, args: [JSON.stringify(node.value), JSON.stringify(maxValue.value)], source });
  }
}

/** -1, 0 or 1; undefined where the two can't be compared. */
function compare(state: WalkState, value: unknown, bound: GivenValue): number | undefined {
  const other = bound.value;
  if (typeof value === 'number' && typeof other === 'number') return Math.sign(value - other);
  if (typeof value === 'string' && typeof other === 'string') return compareTexts(value, other);
  return compareQuantities(state, value, other);
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

const ucum = 'http://unitsofmeasure.org';

function compareQuantities(state: WalkState, value: unknown, bound: unknown): number | undefined {
  const [left, right] = [quantityOf(value), quantityOf(bound)];
  if (left === undefined || right === undefined || left.system !== right.system) return undefined;
  if (left.code === right.code) return Math.sign(left.value - right.value);
  if (left.system !== ucum || left.code === undefined || right.code === undefined) return undefined;
  const [code, against] = [left.code, right.code];
  const order = state.codes.compareQuantities({ value: left.value, code }, { value: right.value, code: against });
  return typeof order === 'number' ? Math.sign(order) : undefined;
}

interface Quantity {
  readonly value: number;
  readonly system: unknown;
  readonly code: string | undefined;
}

function quantityOf(tree: unknown): Quantity | undefined {
  if (typeof tree !== 'object' || tree === null) return undefined;
  const { value, system, code } = tree as Readonly<Record<string, unknown>>;
  return typeof value === 'number' ? { value, system, code: typeof code === 'string' ? code : undefined } : undefined;
}
