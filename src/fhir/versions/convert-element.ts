/**
 * Applies the shapes to a resource: one walk, children first, that copies only what changes. What an element's own
 * version alone has becomes cross-version extensions; the other version's extensions become elements again.
 */
import { structure } from '../fhir-error.ts';
import { decodeValue, encodeValue, extensionUrl, putValues, takeValues } from './cross-version-extension.ts';
import { convertCodes } from './convert-codes.ts';
import { addExtensions, dropExtensions } from './extensions.ts';
import { isTree, removeElement, renameElement, treesOf } from './shape.ts';
import type { Direction, Form, FormTable, ShapeTable, Tree } from './shape.ts';
import type { ReadyShape, ReadyShapes } from './touched-keys.ts';

/** Deeper than any resource that a person or a tool makes; a guard of the stack. */
const maximumDepth = 256;

/** What a walk needs at every step. */
interface Walk {
  readonly shapes: ReadyShapes;
  readonly direction: Direction;
}

/** The resource in the form of the direction's target; the input stays as it is. */
export function convertResource(resource: Tree, shapes: ReadyShapes, direction: Direction): Tree {
  return convertNested(resource, { shapes, direction }, 0);
}

function convertNested(resource: Tree, walk: Walk, depth: number): Tree {
  const type = resource['resourceType'];
  const shape = typeof type === 'string' && Object.hasOwn(walk.shapes, type) ? walk.shapes[type] : undefined;
  return shape === undefined ? resource : convertElement(resource, shape, walk, depth);
}

function convertElement(element: Tree, shape: ReadyShape | undefined, walk: Walk, depth: number): Tree {
  if (depth > maximumDepth) throw structure(`The resource is nested deeper than ${maximumDepth} levels`);
  let result = element;
  for (const key of Object.keys(element)) {
    const value = element[key];
    if (typeof value !== 'object' || value === null) continue;
    const converted = convertChild(value, shapeKeyOf(key, shape, walk.shapes), walk, depth + 1);
    if (converted === value) continue;
    if (result === element) result = { ...element };
    result[key] = converted;
  }
  return shape === undefined ? result : applyShape(result, shape, walk.direction);
}

function convertChild(value: object, shapeKey: string | undefined, walk: Walk, depth: number): unknown {
  const shape = shapeKey === undefined ? undefined : walk.shapes[shapeKey];
  const convertOne = (one: unknown): unknown => {
    if (!isTree(one)) return one;
    return shapeKey === 'Resource' ? convertNested(one, walk, depth) : convertElement(one, shape, walk, depth);
  };
  return Array.isArray(value) ? mapShared(value, convertOne) : convertOne(value);
}

/** Like `map`, but the same array where nothing changed. */
function mapShared(list: readonly unknown[], convert: (value: unknown) => unknown): readonly unknown[] {
  let result: unknown[] | undefined;
  list.forEach((value, at) => {
    const converted = convert(value);
    if (converted === value) return;
    result ??= [...list];
    result[at] = converted;
  });
  return result ?? list;
}

function shapeKeyOf(key: string, shape: ReadyShape | undefined, shapes: ReadyShapes): string | undefined {
  if (key === 'extension' || key === 'modifierExtension') return 'Extension';
  if (shape === undefined) return undefined;
  if (key === 'contained' && !shape.path.includes('.')) return 'Resource';
  if (shape.parts !== undefined && Object.hasOwn(shape.parts, key)) return shape.parts[key];
  const choice = shape.choiceParts?.find(name => key.startsWith(name) && Object.hasOwn(shapes, key.slice(name.length)));
  return choice === undefined ? undefined : key.slice(choice.length);
}

function applyShape(element: Tree, shape: ReadyShape, direction: Direction): Tree {
  if (!isTouched(element, shape, direction)) return element;
  const result = { ...element };
  const rewrite = direction.from === 'R4' ? shape.readR4 : shape.writeR4;
  rewrite?.(result);
  for (const [r4, r5] of Object.entries(shape.renames ?? {})) {
    if (direction.from === 'R4') renameElement(result, r4, r5);
    else renameElement(result, r5, r4);
  }
  convertLists(result, shape, direction);
  convertCodes(result, shape, direction);
  sendForeign(result, shape, direction);
  restoreOwn(result, shape, direction);
  return isSame(result, element) ? element : result;
}

/** Whether the shape has anything to do here: for most elements of a large resource it has not. */
function isTouched(element: Tree, shape: ReadyShape, { from }: Direction): boolean {
  const rewrite = from === 'R4' ? shape.readR4 : shape.writeR4;
  if (rewrite !== undefined && shape.isRewritten?.(element) !== false) return true;
  const touched = shape.touched[from];
  return touched.size > 0 && Object.keys(element).some(key => touched.has(key));
}

function isSame(one: Tree, other: Tree): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every(key => one[key] === other[key]);
}

function onlyIn(shape: ShapeTable, version: 'R4' | 'R5'): FormTable {
  return (version === 'R4' ? shape.onlyR4 : shape.onlyR5) ?? {};
}

/** Elements that the target lacks become extensions. */
function sendForeign(element: Tree, shape: ShapeTable, { from }: Direction): void {
  for (const [key, form] of Object.entries(onlyIn(shape, from))) {
    const name = key.replace('*', '');
    const contents = takeValues(element, name, form);
    if (contents.length === 0) continue;
    const url = extensionUrl(from, shape.path, name);
    addExtensions(
      element,
      contents.map(content => encodeValue(url, form, content, from)),
    );
    for (const { type = '' } of contents) removeElement(element, name + type);
  }
}

/** Extensions that carry the target's own elements become those elements. */
function restoreOwn(element: Tree, shape: ShapeTable, { to }: Direction): void {
  if (element['extension'] === undefined) return;
  for (const [key, form] of Object.entries(onlyIn(shape, to)))
    restoreElement(element, key, form, { path: shape.path, version: to });
}

function restoreElement(element: Tree, key: string, form: Form, at: { path: string; version: 'R4' | 'R5' }): void {
  const name = key.replace('*', '');
  if (takeValues(element, name, form).length > 0) return;
  const url = extensionUrl(at.version, at.path, name);
  const taken: Tree[] = [];
  const contents = treesOf(element['extension']).flatMap(extension => {
    if (extension['url'] !== url || (taken.length > 0 && !key.endsWith('*'))) return [];
    const content = decodeValue(extension, form, at.version);
    if (content === undefined) return [];
    taken.push(extension);
    return [content];
  });
  putValues(element, key, contents);
  dropExtensions(element, taken);
}

/** An element that repeats in one version only: the first value is the element, the others are extensions. */
function convertLists(element: Tree, shape: ShapeTable, { from, to }: Direction): void {
  for (const [name, { manyIn, form }] of Object.entries(shape.lists ?? {})) {
    const url = extensionUrl(manyIn, shape.path, name);
    if (manyIn === from && Array.isArray(element[name])) {
      const [first, ...others] = element[name] as unknown[];
      element[name] = first;
      addExtensions(
        element,
        others.map(value => encodeValue(url, form, { value }, from)),
      );
    } else if (manyIn === to && element[name] !== undefined) {
      const others = treesOf(element['extension']).filter(extension => extension['url'] === url);
      element[name] = [element[name], ...others.map(extension => extension[`value${form}`])];
      dropExtensions(element, others);
    }
  }
}
