/** One element of a profile against that of the profile which it says it complies with. */
import type { Binding, Element, ElementType } from '../../snapshot/element.ts';
import { fhirTypeOf, valueOf } from '../../snapshot/element.ts';

/** A binding to a value set that must have no codes but those of the claimed one. */
export interface ValueSetClaim {
  readonly path: string;
  readonly own: string;
  readonly claimed: string;
  readonly isRequired: boolean;
}

export interface Compliance {
  readonly errors: string[];
  /** Bindings to other value sets, which terminology has to compare. */
  readonly valueSets: ValueSetClaim[];
}

interface Comparing {
  readonly path: string;
  readonly isPart: boolean;
  readonly found: Compliance;
}

/** Adds what the element allows and the claimed one does not. */
export function compareElement(own: Element, claimed: Element, comparing: Comparing): void {
  const { found, path } = comparing;
  const faults = [
    ...cardinality(own, claimed, comparing),
    ...values(own, claimed),
    ...types(own, claimed),
    ...limits(own, claimed),
    ...constraints(own, claimed),
  ];
  found.errors.push(...faults.map(fault => `${path}: ${fault}`));
  compareBinding(own, claimed, comparing);
}

function* cardinality(own: Element, claimed: Element, { isPart }: Comparing): Iterable<string> {
  const [min = 0, claimedMin = 0] = [own.min, claimed.min];
  if (!isPart && min < claimedMin) yield `the minimum is ${min}, and must be ${claimedMin} at least`;
  const [max, claimedMax] = [own.max, claimed.max].map(text =>
    text === undefined || text === '*' ? Infinity : Number(text),
  );
  if ((max ?? 0) > (claimedMax ?? 0)) yield `the maximum is ${own.max ?? '*'}, and may be ${claimed.max ?? '*'}`;
}

/** A value that the claimed profile fixes must be fixed; what a pattern asks must be in the pattern or fixed value. */
function* values(own: Element, claimed: Element): Iterable<string> {
  const [fixed, pattern] = [valueOf(own, 'fixed'), valueOf(own, 'pattern')];
  const [claimedFixed, claimedPattern] = [valueOf(claimed, 'fixed'), valueOf(claimed, 'pattern')];
  if (claimedFixed !== undefined && JSON.stringify(fixed) !== JSON.stringify(claimedFixed))
    yield `the value must be fixed to ${shorten(claimedFixed)}`;
  if (claimedPattern !== undefined && !includes(fixed ?? pattern, claimedPattern))
    yield `the value ${shorten(fixed ?? pattern)} does not agree with the pattern ${shorten(claimedPattern)}`;
}

/** Whether a value has all that the pattern has; of lists each item of the pattern somewhere. */
function includes(value: unknown, pattern: unknown): boolean {
  if (typeof pattern !== 'object' || pattern === null) return String(value) === String(pattern) && value !== undefined;
  if (Array.isArray(pattern)) {
    const items = Array.isArray(value) ? (value as unknown[]) : [];
    return pattern.every(wanted => items.some(item => includes(item, wanted)));
  }
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(pattern).every(([name, wanted]) => includes((value as Record<string, unknown>)[name], wanted));
}

function shorten(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value).slice(0, 200);
}

function* types(own: Element, claimed: Element): Iterable<string> {
  const allowed = claimed.type ?? [];
  if (allowed.length === 0 || own.base?.path === 'Resource.id') return;
  for (const type of own.type ?? []) {
    const isAllowed = allowed.some(one => sameType(one, type));
    if (!isAllowed) yield `the type ${fhirTypeOf(type)} is not allowed`;
  }
}

function sameType(left: ElementType, right: ElementType): boolean {
  return fhirTypeOf(left) === fhirTypeOf(right) && (left.versioning ?? 'either') === (right.versioning ?? 'either');
}

function* limits(own: Element, claimed: Element): Iterable<string> {
  const [length, claimedLength] = [own['maxLength'], claimed['maxLength']];
  if (typeof claimedLength === 'number' && (typeof length !== 'number' || length > claimedLength))
    yield `the length may be ${claimedLength} at most`;
  if (claimed['mustHaveValue'] === true && own['mustHaveValue'] !== true) yield 'it must have a value';
  for (const [name, isWider] of [
    ['minValue', isLess],
    ['maxValue', isMore],
  ] as const) {
    const [value, claimedValue] = [valueOf(own, name), valueOf(claimed, name)];
    if (claimedValue !== undefined && (value === undefined || isWider(value, claimedValue)))
      yield `the ${name} must be ${shorten(claimedValue)} or stricter`;
  }
}

function isLess(left: unknown, right: unknown): boolean {
  return typeof left === 'number' && typeof right === 'number' ? left < right : String(left) < String(right);
}

function isMore(left: unknown, right: unknown): boolean {
  return isLess(right, left);
}

/** Rules count by what they ask, not by their keys. */
function* constraints(own: Element, claimed: Element): Iterable<string> {
  const asked = new Set(
    (own.constraint ?? []).filter(({ severity }) => severity === 'error').map(({ expression }) => expression),
  );
  for (const { severity, expression = '' } of claimed.constraint ?? []) {
    if (severity === 'error' && expression !== '' && !asked.has(expression))
      yield `the constraint '${expression}' is missing`;
  }
}

const strengths = ['example', 'preferred', 'extensible', 'required'];

/** Only bindings that exclude codes are claimed. */
function compareBinding(own: Element, { binding: wanted }: Element, { found, path }: Comparing): void {
  if (wanted?.valueSet === undefined || rankOf(wanted) < strengths.indexOf('extensible')) return;
  const { binding } = own;
  if (binding === undefined) {
    found.errors.push(`${path}: the binding to ${wanted.valueSet} is missing`);
  } else if (rankOf(binding) < rankOf(wanted)) {
    found.errors.push(`${path}: the binding must be ${String(wanted.strength)}, and is ${String(binding.strength)}`);
  } else if (binding.valueSet !== undefined && mayDiffer(binding.valueSet, wanted.valueSet)) {
    const isRequired = binding.strength === 'required';
    found.valueSets.push({ path, own: binding.valueSet, claimed: wanted.valueSet, isRequired });
  }
}

/** `#id` means what the own definition contains. */
function mayDiffer(own: string, claimed: string): boolean {
  return own !== claimed || own.startsWith('#');
}

function rankOf({ strength = '' }: Binding): number {
  return strengths.indexOf(strength);
}
