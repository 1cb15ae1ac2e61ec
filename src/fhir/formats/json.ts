/**
 * FHIR's JSON form: text ↔ resource (https://hl7.org/fhir/json.html). A healthy text is parsed by the platform and
 * checked by one scan and one walk; only a faulty one is read a second time, slowly, to say where the fault is.
 * Decimals are numbers that remember their text (decimal-texts.ts), at no cost where there are none to remember.
 */
import { structure } from '../fhir-error.ts';
import type { AnyResource } from '../model.ts';
import { decimalTextOf, hasDecimalTexts, keepDecimalText, needsDecimalText } from './decimal-texts.ts';
import { findJsonFault } from './json-fault.ts';
import { preparedItemsOf, withPreparedItems } from './prepared-items.ts';
import type { PreparedList } from './prepared-items.ts';
import { preparedTextOf } from './prepared-text.ts';

/** Deepest nesting of objects and arrays that is read. */
export const maxJsonDepth = 100;
/** Keys that could reach an object's prototype. FHIR has no element of these names. */
export const forbiddenJsonKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The JSON value of a text; throws `structure` with line and column for broken, too deep or ambiguous JSON. */
export function parseJson(text: string): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { depth, colons, hasDecimalTexts: hasTexts } = scan(json);
  const value = depth > maxJsonDepth ? undefined : tryParse(json);
  const isSound = value !== undefined && countKeys(value) === colons;
  if (isSound && hasTexts) keepDecimalTexts(value, numbersIn(json));
  if (isSound) return value;
  const fault = findJsonFault(json, { maxDepth: maxJsonDepth, forbiddenKeys: forbiddenJsonKeys });
  throw structure(`Invalid JSON at line ${fault.line}, column ${fault.column}: ${fault.message}`);
}

/** The resource in a text; throws `structure` where it is no JSON object with a `resourceType`. */
export function parseResource(text: string): AnyResource {
  const value = parseJson(text);
  if (!isResource(value)) {
    throw structure("The body must be one FHIR resource: a JSON object with a 'resourceType'");
  }
  return value;
}

/** Whether a JSON value is an object that names its resource type. */
export function isResource(value: unknown): value is AnyResource {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { resourceType } = value as { resourceType?: unknown };
  return typeof resourceType === 'string' && /^[A-Z][A-Za-z]{1,63}$/.test(resourceType);
}

/** The JSON text of a resource, in one line or indented for people. */
export function formatResource(resource: unknown, isPretty = false): string {
  const finished = preparedTextOf(resource);
  if (finished !== undefined) return isPretty ? formatResource(parseJson(finished), true) : finished;
  const prepared = isPretty ? undefined : preparedItemsOf((resource as { expansion?: unknown } | null)?.expansion);
  if (prepared !== undefined) return formatWithItems(resource as { expansion: object }, prepared);
  const text = hasDecimalTexts(resource)
    ? formatWithTexts(resource, isPretty)
    : JSON.stringify(resource, null, isPretty ? 2 : 0);
  return isPretty ? `${text}\n` : text;
}

const itemsMark = '\u0000items';

/**
 * The list goes in as one mark, where an empty list of its name stands or last, and gives way to the texts. What follows
 * are no lists of that name with a mark in them.
 */
function formatWithItems(resource: { readonly expansion: object }, { name, text }: PreparedList): string {
  const bare = { ...resource.expansion, [name]: [itemsMark] };
  const marked = formatResource({ ...resource, expansion: withPreparedItems(bare, undefined) });
  const before = `"${name}":[`;
  const mark = JSON.stringify(itemsMark);
  const at = marked.lastIndexOf(`${before}${mark}]`) + before.length;
  return marked.slice(0, at) + text + marked.slice(at + mark.length);
}

/** Decimals go in as strings behind a mark that no other string has, and lose mark and quotes in the text. */
function formatWithTexts(resource: unknown, isPretty: boolean): string {
  const plain = JSON.stringify(resource);
  let mark = 'decimal:';
  while (plain.includes(mark)) mark += ':';
  const marked = JSON.stringify(resource, markDecimals(mark), isPretty ? 2 : 0);
  return marked.replaceAll(new RegExp(`"${mark}([^"]*)"`, 'g'), '$1');
}

function markDecimals(mark: string): (this: object, key: string, value: unknown) => unknown {
  return function (key, value) {
    const text = typeof value === 'number' ? decimalTextOf(this, key) : undefined;
    return text === undefined ? value : mark + text;
  };
}

function tryParse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
/** `[` and `]` differ from `{` and `}` by this bit alone. */
const braceBit = 0x20;
const opener = 0x7b;
const closer = 0x7d;

interface Scan {
  /** Deepest nesting. */
  readonly depth: number;
  /** Colons outside strings: with the number of keys read they betray a duplicate key. */
  readonly colons: number;
  /** Whether a number is written otherwise than the platform would write it. */
  readonly hasDecimalTexts: boolean;
}

function scan(json: string): Scan {
  let depth = 0;
  let deepest = 0;
  let colons = 0;
  let hasTexts = false;
  for (let at = 0; at < json.length; at++) {
    const char = json.charCodeAt(at);
    if (char === quote) at = endOfString(json, at);
    else if (char === colon) colons++;
    else if ((char | braceBit) === opener) deepest = Math.max(deepest, ++depth);
    else if ((char | braceBit) === closer) depth--;
    else if (startsNumber(char)) {
      const text = numberAt(json, at);
      hasTexts ||= needsDecimalText(text);
      at += text.length - 1;
    }
  }
  return { depth: deepest, colons, hasDecimalTexts: hasTexts };
}

/** Place of the quote that ends the string. The platform finds a character sooner than a loop does. */
function endOfString(json: string, start: number): number {
  let at = json.indexOf('"', start + 1);
  while (at > 0 && isEscaped(json, at)) at = json.indexOf('"', at + 1);
  return at < 0 ? json.length : at;
}

/** Whether backslashes before it, of which two stand for one, leave one over. */
function isEscaped(json: string, at: number): boolean {
  let before = at - 1;
  while (json.charCodeAt(before) === backslash) before--;
  return (at - before) % 2 === 0;
}

/** Number of keys in the tree, or NaN where one is forbidden. Recursion is bounded by the depth already checked. */
function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countKeys(item);
    return count;
  }
  // Of hundreds of thousands of objects: no list of entries. Parsed ones inherit nothing that a loop would meet.
  for (const key in value) {
    if (forbiddenJsonKeys.has(key)) return Number.NaN;
    count += 1 + countKeys((value as Readonly<Record<string, unknown>>)[key]);
  }
  return count;
}

function startsNumber(char: number): boolean {
  return char === minus || (char >= zero && char <= nine);
}

/** Digits, signs, point and exponent; the platform's parser has judged their order, or will. */
const numberText = /[-+.0-9eE]+/y;

function numberAt(json: string, at: number): string {
  numberText.lastIndex = at;
  return numberText.exec(json)?.[0] ?? '';
}

/** The numbers of a sound text as they are written, in their order. */
function* numbersIn(json: string): Iterator<string, undefined> {
  for (let at = 0; at < json.length; at++) {
    const char = json.charCodeAt(at);
    if (char === quote) at = endOfString(json, at);
    else if (startsNumber(char)) {
      const text = numberAt(json, at);
      yield text;
      at += text.length - 1;
    }
  }
  return undefined;
}

/** Goes through tree and text side by side. Keys keep the text's order, but for numerals, which FHIR has none of. */
function keepDecimalTexts(value: unknown, numbers: Iterator<string, undefined>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== 'number') {
      keepDecimalTexts(child, numbers);
      continue;
    }
    const text = numbers.next().value;
    if (text !== undefined && Number(text) === child && needsDecimalText(text)) keepDecimalText(value, key, text);
  }
}
