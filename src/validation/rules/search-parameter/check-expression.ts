/**
 * Whether a search expression is FHIRPath that can select something from its bases: it parses, and the names at the
 * head of each alternative are types or elements of a base. What follows a function is not looked at.
 */
import type { ValidationContext } from '../../validation-context.ts';
import { elementsOf } from '../extension/extension-definition.ts';
import { textIn, treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';

const definitions = 'http://hl7.org/fhir/StructureDefinition/';

/** What is wrong with the expression, if anything. */
export function faultOfExpression(
  expression: string,
  bases: readonly string[],
  context: ValidationContext,
): string | undefined {
  const unreadable = faultOfSyntax(expression, context);
  if (unreadable !== undefined) return unreadable;
  for (const part of unionOf(expression)) {
    const fault = faultOfPart(part, bases, context);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What the parser says; that the search parameter itself is no resource to be searched is no fault. */
function faultOfSyntax(expression: string, context: ValidationContext): string | undefined {
  try {
    context.evaluate(expression, context.root);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return /line: ?\d|column: ?\d|no viable|mismatched|extraneous|token recognition/i.test(message)
      ? message.slice(0, 200)
      : undefined;
  }
}

/** The alternatives of an expression: split at `|` outside of brackets and quotes. */
export function unionOf(expression: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let part = '';
  for (const character of expression) {
    if (character === "'") quoted = !quoted;
    else if (!quoted && character === '(') depth++;
    else if (!quoted && character === ')') depth--;
    if (character === '|' && depth === 0 && !quoted) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  return [...parts, part.trim()].filter(one => one !== '');
}

function faultOfPart(part: string, bases: readonly string[], context: ValidationContext): string | undefined {
  const [first, ...names] = headOf(part);
  if (first === undefined) return undefined;
  const isType = /^[A-Z]/.test(first);
  const starts = isType ? startsAt(first, bases, context) : bases;
  if (starts.length === 0) return `'${first}' is none of the bases (${bases.join(', ')})`;
  let places = starts.map(type => ({ type, path: type }));
  for (const name of isType ? names : [first, ...names]) {
    const next = places.flatMap(place => childrenAt(place, name, context));
    if (next.length === 0) return `there is no element '${name}' in ${places.map(({ path }) => path).join(', ')}`;
    if (next.some(({ type }) => type === '')) return undefined;
    places = next;
  }
  return undefined;
}

/** Names at the head, up to the first function, operator or bracket. */
function headOf(part: string): readonly string[] {
  const [head = ''] = /^[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*(?![\w(]))*/.exec(part) ?? [];
  return head === '' || part.startsWith(`${head}(`) ? [] : head.split('.');
}

/** Where a type at the head leads to: the bases that are of it. */
function startsAt(type: string, bases: readonly string[], context: ValidationContext): readonly string[] {
  if (bases.includes(type)) return [type];
  if (type === 'Resource' || type === 'DomainResource') return bases;
  // A base that stands for all resources takes each.
  return bases.some(base => base === 'Resource' || base === 'DomainResource') && findType(type, context) !== undefined
    ? [type]
    : [];
}

interface Place {
  /** Type whose definition has the path; empty where it is not known. */
  readonly type: string;
  readonly path: string;
}

function findType(type: string, { finder }: ValidationContext): Tree | undefined {
  return finder.find('StructureDefinition', definitions + type) as Tree | undefined;
}

function childrenAt({ type, path }: Place, name: string, context: ValidationContext): readonly Place[] {
  const definition = findType(type, context);
  // Without a snapshot nothing is known.
  if (definition === undefined) return [{ type: '', path: '' }];
  const elements = elementsOf(definition);
  const found = elements.find(
    element => element['path'] === `${path}.${name}` || element['path'] === `${path}.${name}[x]`,
  );
  if (found === undefined) return [];
  const inner = textIn(found, 'path') ?? '';
  if (elements.some(element => textIn(element, 'path')?.startsWith(`${inner}.`))) return [{ type, path: inner }];
  const reference = textIn(found, 'contentReference');
  if (reference !== undefined) return [{ type, path: reference.slice(reference.indexOf('#') + 1) }];
  const types = treesIn(found['type']).map(one => textIn(one, 'code') ?? '');
  return types.map(code => (/^[A-Za-z0-9]+$/.test(code) ? { type: code, path: code } : { type: '', path: '' }));
}
