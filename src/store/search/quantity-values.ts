/** Numbers, Quantities and Ranges as index texts (see search-values.ts), and back. */

type Element = Readonly<Record<string, unknown>>;

export interface QuantityValue {
  /** Smallest and largest number that is meant. */
  readonly low: number;
  readonly high: number;
  readonly system: string;
  readonly code: string;
  readonly unit: string;
}

const separator = '\0';

/** One text for a number, a Quantity or a Range; none where there is no number. */
export function quantityTexts(value: unknown): readonly string[] {
  const bounds = boundsOf(value);
  if (bounds.every(bound => bound === '')) return [];
  const { system, code, unit } = unitOf(value);
  return [[...bounds, textOf(system), textOf(code), textOf(unit)].join(separator)];
}

/** The value of an index text; a bound that is absent lies open. */
export function parseQuantityText(text: string): QuantityValue {
  const [low = '', high = '', system = '', code = '', unit = ''] = text.split(separator);
  return { low: low === '' ? -Infinity : Number(low), high: high === '' ? Infinity : Number(high), system, code, unit };
}

/** Smallest and largest number as text, '' where open. */
function boundsOf(value: unknown): readonly [string, string] {
  if (!isElement(value) || isNumber(value)) return [numberText(value), numberText(value)];
  if ('low' in value || 'high' in value) return [boundsOf(value['low'])[0], boundsOf(value['high'])[1]];
  const number = numberText(value['value']);
  const comparator = textOf(value['comparator']);
  return [comparator.startsWith('<') ? '' : number, comparator.startsWith('>') ? '' : number];
}

function unitOf(value: unknown): Element {
  if (!isElement(value)) return {};
  return [value['low'], value['high'], value].find(isElement) ?? {};
}

/** Decimals may be kept as objects that know their text. */
function isNumber(value: unknown): boolean {
  return numberText(value) !== '';
}

function numberText(value: unknown): string {
  const isKept = typeof value === 'object' && value !== null && value.toString !== Object.prototype.toString;
  const text = typeof value === 'number' || isKept ? String(value) : '';
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? text : '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
