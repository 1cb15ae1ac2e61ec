/**
 * A check that what a client sent has the form that its type promises (arrays where arrays belong, texts where texts
 * do), so that engines can trust the types they read. It is no validation: what
 * is missing passes unless nothing can be read without it.
 */
import { invalid } from '../fhir/fhir-error.ts';

export type Shape = 'text' | 'boolean' | 'number' | 'object' | ShapeOfObject | ShapeOfArray;

export interface ShapeOfArray {
  readonly each: Shape | (() => Shape);
}

export interface ShapeOfObject {
  /** Elements that are looked at; a function where shapes refer to themselves. */
  readonly elements: Readonly<Record<string, Shape>> | (() => Readonly<Record<string, Shape>>);
  /** Elements without which the object has no meaning. */
  readonly required?: readonly string[];
}

/** Throws `invalid` naming the path at which a JSON value has another form, or lacks what it needs. */
export function assertShape(value: unknown, shape: Shape, path: string): void {
  if (typeof shape === 'string') assertKind(value, shape, path);
  else if ('each' in shape) assertEach(value, shape, path);
  else assertElements(value, shape, path);
}

const kindNames = { text: 'a text', boolean: 'true or false', number: 'a number', object: 'an object' } as const;

function assertKind(value: unknown, kind: keyof typeof kindNames, path: string): void {
  const isRight = kind === 'object' ? isObject(value) : typeof value === (kind === 'text' ? 'string' : kind);
  if (!isRight) throw invalid(`${path} must be ${kindNames[kind]}`);
}

function assertEach(value: unknown, { each }: ShapeOfArray, path: string): void {
  if (!Array.isArray(value)) throw invalid(`${path} must be an array`);
  const shape = typeof each === 'function' ? each() : each;
  for (let index = 0; index < value.length; index++) assertShape(value[index], shape, `${path}[${index}]`);
}

function assertElements(value: unknown, { elements, required }: ShapeOfObject, path: string): void {
  if (!isObject(value)) throw invalid(`${path} must be an object`);
  const missing = required?.find(name => value[name] === undefined);
  if (missing !== undefined) throw invalid(`${path}.${missing} is required`);
  const shapes = typeof elements === 'function' ? elements() : elements;
  for (const [name, child] of Object.entries(value)) {
    const shape = shapes[name] ?? shapeOfValue(name);
    if (shape !== undefined) assertShape(child, shape, `${path}.${name}`);
  }
}

const valueKinds: Readonly<Record<string, Shape>> = {
  Boolean: 'boolean',
  Integer: 'number',
  Decimal: 'number',
  UnsignedInt: 'number',
  PositiveInt: 'number',
  String: 'text',
  Code: 'text',
  Uri: 'text',
  Url: 'text',
  Canonical: 'text',
  Markdown: 'text',
  Id: 'text',
  Date: 'text',
  DateTime: 'text',
};

/** Elements that every object may have: `extension`, and `value[x]` of a datatype. */
function shapeOfValue(name: string): Shape | undefined {
  if (name === 'extension' || name === 'modifierExtension') return extensions;
  if (!name.startsWith('value')) return name.startsWith('_') ? 'object' : undefined;
  return valueKinds[name.slice('value'.length)] ?? (/^value[A-Z]/.test(name) ? 'object' : undefined);
}

const extensions: Shape = { each: { elements: { url: 'text' } } };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
