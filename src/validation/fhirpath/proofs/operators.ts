/** Operators between forms (https://hl7.org/fhirpath/#operations). Both sides must be told, whatever the first says. */
import { made, none, toBoolean, toVerdict } from './form.ts';
import type { Form, Items } from './form.ts';

type Combine = (left: Items, right: Items) => Items | undefined;
type Logic = (left: boolean | null, right: boolean | null) => boolean | null;

/** Operators by their sign; undefined where a sign is left to FHIRPath. */
export function operatorForm(sign: string, left: Form, right: Form): Form | undefined {
  const logic = logics[sign];
  if (logic !== undefined) return made((focus, around) => decide(logic, left, right, [focus, around]), true);
  const combine = combines[sign];
  if (combine === undefined || !left.isPlain || !right.isPlain) return undefined;
  const isVerdict = !['+', '&', '|'].includes(sign);
  return made((focus, around) => {
    const first = left.run(focus, around);
    const second = first && right.run(focus, around);
    return first && second && combine(first, second);
  }, isVerdict);
}

function decide(logic: Logic, left: Form, right: Form, asked: Parameters<Form['run']>): Items | undefined {
  const first = toBoolean(left.run(...asked));
  if (first === undefined) return undefined;
  const second = toBoolean(right.run(...asked));
  if (second === undefined) return undefined;
  const verdict = logic(first, second);
  return verdict === null ? none : toVerdict(verdict);
}

const or: Logic = (left, right) =>
  left === true || right === true ? true : left === false && right === false ? false : null;

const logics: Readonly<Record<string, Logic | undefined>> = {
  or,
  and: (left, right) => (left === false || right === false ? false : left === true && right === true ? true : null),
  xor: (left, right) => (left === null || right === null ? null : left !== right),
  implies: (left, right) => or(left === null ? null : !left, right),
};

const combines: Readonly<Record<string, Combine | undefined>> = {
  '=': ofSingles((left, right) => toVerdict(left === right), isComparable),
  '!=': ofSingles((left, right) => toVerdict(left !== right), isComparable),
  '<': ofSingles((left, right) => toVerdict(left < right), isInteger),
  '>': ofSingles((left, right) => toVerdict(left > right), isInteger),
  '<=': ofSingles((left, right) => toVerdict(left <= right), isInteger),
  '>=': ofSingles((left, right) => toVerdict(left >= right), isInteger),
  '+': ofSingles((left, right) => (isInteger(left + right) ? [left + right] : undefined), isInteger),
  '&': (left, right) => {
    if (left.length > 1 || right.length > 1 || ![...left, ...right].every(isText)) return undefined;
    return [`${left[0] ?? ''}${right[0] ?? ''}`];
  },
  '|': (left, right) => {
    const all = [...left, ...right];
    return all.every(isText) ? [...new Set(all)] : undefined;
  },
  in: (left, right) => {
    const [item] = left;
    if (left.length === 0) return none;
    return left.length === 1 && isText(item) && right.every(isText) ? toVerdict(right.includes(item)) : undefined;
  },
};

/** Nothing where a side is nothing; both of one kind, and one each. */
function ofSingles<Item>(
  apply: (left: Item, right: Item) => Items | undefined,
  isFit: (item: unknown) => item is Item,
): Combine {
  return (left, right) => {
    if (left.length === 0 || right.length === 0) return none;
    if (left.length > 1 || right.length > 1) return undefined;
    const [first] = left;
    const [second] = right;
    return typeof first === typeof second && isFit(first) && isFit(second) ? apply(first, second) : undefined;
  };
}

export function isText(item: unknown): item is string {
  return typeof item === 'string';
}

/** A number that is no matter of precision. */
export function isInteger(item: unknown): item is number {
  return typeof item === 'number' && Number.isSafeInteger(item);
}

function isComparable(item: unknown): item is string | number | boolean {
  return isText(item) || isInteger(item) || typeof item === 'boolean';
}
