/** The order of quantities in units of UCUM (https://ucum.org/ucum §§ 18 to 24). The tables are loaded for the first two. */
import { parseUnit } from './unit-expression.ts';
import { createUnitTable } from './unit-table.ts';
import type { UnitTable } from './unit-table.ts';
import { evaluateUnit, isComparable } from './unit-value.ts';
import type { UnitValue } from './unit-value.ts';

interface Quantity {
  readonly value: number;
  /** A unit of UCUM. */
  readonly code: string;
}

/** Less than 0, 0 or more than 0; `incomparable` for units of different kinds; undefined where a unit is no ratio or unknown. */
export type QuantityOrder = (left: Quantity, right: Quantity) => number | 'incomparable' | undefined;

/** Compares quantities by what their units come to. */
export function createQuantityOrder(): QuantityOrder {
  const table = createUnitTable();
  return (left, right) => {
    if (left.code === right.code) return left.value - right.value;
    const [one, other] = [valueOf(left.code, table), valueOf(right.code, table)];
    if (one === undefined || other === undefined) return undefined;
    if (one.special !== undefined || other.special !== undefined) return undefined;
    if (!isComparable(one, other)) return 'incomparable';
    return left.value * one.magnitude - right.value * other.magnitude;
  };
}

function valueOf(code: string, table: UnitTable): UnitValue | undefined {
  const expression = parseUnit(code);
  return expression === undefined ? undefined : evaluateUnit(expression, table);
}
