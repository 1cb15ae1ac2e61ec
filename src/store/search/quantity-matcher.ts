/** Matching of numbers and quantities `[prefix]number|system|code` (https://hl7.org/fhir/search.html#number, #quantity). */
import { invalid } from '../../fhir/fhir-error.ts';
import { splitSearchValue, unescapeSearchValue } from '../../fhir/search-escape.ts';
import type { Matcher } from './matcher.ts';
import { parseQuantityText } from './quantity-values.ts';
import type { QuantityValue } from './quantity-values.ts';

/** A number that is wanted, and the numbers that round to it at its precision, the upper one excluded. */
interface WantedNumber {
  readonly exact: number;
  readonly low: number;
  readonly high: number;
}

const isWithin = (value: QuantityValue, { low, high, exact }: WantedNumber): boolean =>
  (value.low >= low && value.high < high) || (value.low === exact && value.high === exact);

const comparisons: Readonly<Record<string, (value: QuantityValue, wanted: WantedNumber) => boolean>> = {
  eq: isWithin,
  ne: (value, wanted) => !isWithin(value, wanted),
  gt: (value, { exact }) => value.high > exact,
  lt: (value, { exact }) => value.low < exact,
  ge: (value, { exact }) => value.high >= exact,
  le: (value, { exact }) => value.low <= exact,
  sa: (value, { exact }) => value.low > exact,
  eb: (value, { exact }) => value.high < exact,
  // "Approximately" is a tenth, as the specification recommends.
  ap: (value, { exact }) => value.low <= exact + Math.abs(exact) / 10 && value.high >= exact - Math.abs(exact) / 10,
};

/** Matches numbers; throws `invalid` for what is none. */
export function createNumberMatcher(parameter: string, text: string): Matcher {
  const matches = numberTest(text);
  if (matches === undefined) {
    throw invalid(`'${text}' is no number for the search parameter ${parameter}, such as 5.4, ge100 or lt1e3.`);
  }
  return value => matches(parseQuantityText(value));
}

/** Matches quantities by number and, where given, unit; throws `invalid` for what is none. Units are not converted. */
export function createQuantityMatcher(parameter: string, text: string): Matcher {
  const [number = '', ...unit] = splitSearchValue(text, '|').map(unescapeSearchValue);
  const matches = numberTest(number);
  if (matches === undefined || (unit.length !== 0 && unit.length !== 2)) {
    throw invalid(
      `'${text}' is no quantity for the search parameter ${parameter}, such as 5.4, gt5||mg or 5|http://unitsofmeasure.org|mg.`,
    );
  }
  const [system = '', code = ''] = unit;
  return value => {
    const quantity = parseQuantityText(value);
    return isOfUnit(quantity, system, code) && matches(quantity);
  };
}

/** Without a system, the code may be the unit as people write it. */
function isOfUnit(quantity: QuantityValue, system: string, code: string): boolean {
  if (system !== '' && quantity.system !== system) return false;
  return code === '' || quantity.code === code || (system === '' && quantity.unit === code);
}

function numberTest(text: string): ((value: QuantityValue) => boolean) | undefined {
  const [, prefix = 'eq', number] = /^([a-z]{2})?([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)$/.exec(text) ?? [];
  const compare = Object.hasOwn(comparisons, prefix) ? comparisons[prefix] : undefined;
  if (compare === undefined || number === undefined) return undefined;
  const wanted = toWanted(number);
  return value => compare(value, wanted);
}

/**
 * 100 means 99.5 to 100.5, and 5.40 means 5.395 to 5.405. By the specification's example 1e2 means 95 to 105, so that a
 * power of ten is taken to one more digit.
 */
function toWanted(text: string): WantedNumber {
  const [mantissa = '', exponent] = text.toLowerCase().split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  const power = exponent === undefined ? 0 : Number(exponent) - 1;
  const half = 0.5 * 10 ** (power - decimals);
  const exact = Number(text);
  return { exact, low: exact - half, high: exact + half };
}
