/** Adding and taking extensions of an element that is being changed. */
import { treesOf } from './shape.ts';
import type { Tree } from './shape.ts';

/** Adds extensions after those that the element has. */
export function addExtensions(element: Tree, extensions: readonly Tree[]): void {
  if (extensions.length > 0) element['extension'] = [...treesOf(element['extension']), ...extensions];
}

/** Takes extensions away, and the empty list with the last. */
export function dropExtensions(element: Tree, extensions: readonly Tree[]): void {
  if (extensions.length === 0) return;
  const rest = treesOf(element['extension']).filter(extension => !extensions.includes(extension));
  if (rest.length > 0) element['extension'] = rest;
  else Reflect.deleteProperty(element, 'extension');
}
