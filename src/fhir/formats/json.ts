/**
 * FHIR's JSON form: text ↔ resource (https://hl7.org/fhir/json.html). A healthy text is parsed by the platform and
 * checked by one scan and one walk; only a faulty one is read a second time, slowly, to say where the fault is.
 */
import { structure } from '../fhir-error.ts';
import type { AnyResource } from '../model.ts';
import { findJsonFault } from './json-fault.ts';

/** Deepest nesting of objects and arrays that is read. */
export const maxJsonDepth = 100;
/** Keys that could reach an object's prototype. FHIR has no element of these names. */
export const forbiddenJsonKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The JSON value of a text; throws `structure` with line and column for broken, too deep or ambiguous JSON. */
export function parseJson(text: string): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { depth, colons } = scan(json);
  const value = depth > maxJsonDepth ? undefined : tryParse(json);
  const isSound = value !== undefined && countKeys(value) === colons;
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
  return isPretty ? `${JSON.stringify(resource, null, 2)}\n` : JSON.stringify(resource);
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
/** `[` and `]` differ from `{` and `}` by this bit alone. */
const braceBit = 0x20;
const opener = 0x7b;
const closer = 0x7d;

/** Nesting and number of colons outside strings: with the number of keys read, the latter betrays a duplicate key. */
function scan(json: string): { depth: number; colons: number } {
  let depth = 0;
  let deepest = 0;
  let colons = 0;
  for (let at = 0; at < json.length; at++) {
    const char = json.charCodeAt(at);
    if (char === quote) at = endOfString(json, at);
    else if (char === colon) colons++;
    else if ((char | braceBit) === opener) deepest = Math.max(deepest, ++depth);
    else if ((char | braceBit) === closer) depth--;
  }
  return { depth: deepest, colons };
}

function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length) {
    const char = json.charCodeAt(at);
    if (char === quote) return at;
    at += char === backslash ? 2 : 1;
  }
  return at;
}

/** Number of keys in the tree, or NaN where one is forbidden. Recursion is bounded by the depth already checked. */
function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countKeys(item);
    return count;
  }
  for (const [key, child] of Object.entries(value)) {
    if (forbiddenJsonKeys.has(key)) return Number.NaN;
    count += 1 + countKeys(child);
  }
  return count;
}
