/**
 * What a unit comes to (https://ucum.org/ucum §§ 18 to 24): how many of which product of base units, so that units can be
 * compared and told to be equal.
 */
import type { UnitExpression, UnitFactor, UnitSymbol } from './unit-expression.ts';
import type { UnitTable } from './unit-table.ts';

export interface UnitValue {
  readonly magnitude: number;
  /** Exponents of base units and of arbitrary units, which are comparable only with themselves; none is 0. */
  readonly dimensions: ReadonlyMap<string, number>;
  /** The symbol of a scale that is no ratio (`Cel`), which has no part in products. */
  readonly special: string | undefined;
  /** Symbols without exponents, for what is to be said of each. */
  readonly symbols: readonly string[];
  /** The unit in words: made when it is asked for. */
  inWords(): string;
}

/** The value of the expression; undefined where it has an unknown symbol, or a product that means nothing. */
export function evaluateUnit(unit: UnitExpression, table: UnitTable): UnitValue | undefined {
  switch (unit.kind) {
    case 'symbol':
      return evaluateSymbol(unit, table);
    case 'number':
      return { ...one, magnitude: unit.value, inWords: () => String(unit.value) };
    case 'annotation':
      return one;
    case 'product':
      return evaluateProduct(unit.factors, table);
  }
}

const one: UnitValue = {
  magnitude: 1,
  dimensions: new Map(),
  special: undefined,
  symbols: [],
  inWords: () => '1',
};

function evaluateSymbol({ symbol, exponent }: UnitSymbol, table: UnitTable): UnitValue | undefined {
  const meaning = table.find(symbol);
  if (meaning === undefined || (meaning.special !== undefined && exponent !== 1)) return undefined;
  const { name, magnitude, arbitrary, special } = meaning;
  const dimensions = new Map<string, number>();
  table.baseUnits.forEach((base, at) => addTo(dimensions, base.symbol, (meaning.dimensions[at] ?? 0) * exponent));
  if (arbitrary !== undefined) addTo(dimensions, arbitrary, exponent);
  const text = exponent === 1 ? name : `${name} ^ ${String(exponent)}`;
  return { magnitude: magnitude ** exponent, dimensions, special, symbols: [symbol], inWords: () => text };
}

/** One factor alone is what it is; scales that are no ratios have no part in products. */
function evaluateProduct(factors: readonly UnitFactor[], table: UnitTable): UnitValue | undefined {
  const values: UnitValue[] = [];
  for (const { unit } of factors) {
    const value = evaluateUnit(unit, table);
    if (value === undefined) return undefined;
    values.push(value);
  }
  const [only] = values;
  if (values.length === 1 && only !== undefined && factors[0]?.isDivisor === false) return only;
  return values.some(({ special }) => special !== undefined) ? undefined : multiply(values, factors);
}

function multiply(values: readonly UnitValue[], factors: readonly UnitFactor[]): UnitValue {
  const dimensions = new Map<string, number>();
  let magnitude = 1;
  for (const [at, value] of values.entries()) {
    const sign = factors[at]?.isDivisor === true ? -1 : 1;
    magnitude *= value.magnitude ** sign;
    for (const [symbol, exponent] of value.dimensions) addTo(dimensions, symbol, sign * exponent);
  }
  return {
    magnitude,
    dimensions,
    special: undefined,
    symbols: values.flatMap(({ symbols }) => symbols),
    inWords: () => productInWords(values, factors),
  };
}

function productInWords(values: readonly UnitValue[], factors: readonly UnitFactor[]): string {
  const parts = values.map((value, at) => {
    const operator = factors[at]?.isDivisor === true ? '/ ' : at === 0 ? '' : '* ';
    return operator + inParentheses(value.inWords());
  });
  return parts.join(' ');
}

function inParentheses(words: string): string {
  return /^\d+$/.test(words) ? words : `(${words})`;
}

function addTo(dimensions: Map<string, number>, symbol: string, exponent: number): void {
  const sum = (dimensions.get(symbol) ?? 0) + exponent;
  if (sum === 0) dimensions.delete(symbol);
  else dimensions.set(symbol, sum);
}

/** The product of base units, in the order of their symbols: `g.m-1.s-2`; `1` where there is none. */
export function canonicalUnit({ dimensions }: UnitValue): string {
  const parts = [...dimensions].sort(([left], [right]) => (left < right ? -1 : 1));
  if (parts.length === 0) return '1';
  return parts.map(([symbol, exponent]) => symbol + (exponent === 1 ? '' : String(exponent))).join('.');
}

/** Whether values in one unit can be converted into the other. */
export function isComparable(left: UnitValue, right: UnitValue): boolean {
  return canonicalUnit(left) === canonicalUnit(right);
}

/** Rounding of the last digits is no difference. */
const relativeTolerance = 1e-12;

/** Whether both are the same unit, however written. */
export function isSameUnit(left: UnitValue, right: UnitValue): boolean {
  if (left.special !== right.special || !isComparable(left, right)) return false;
  const [one, other] = [left.magnitude, right.magnitude];
  return one === other || Math.abs(one - other) <= relativeTolerance * Math.abs(one);
}
