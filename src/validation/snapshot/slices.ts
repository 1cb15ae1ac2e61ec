/**
 * Slices of a differential (https://hl7.org/fhir/profiling.html#slicing): one that the base has is constrained again, a
 * new one begins as the element that it slices, a re-slice `a/b` as the slice `a`, and `valueQuantity` is the slice of
 * `value[x]` of that type.
 */
import type { DifferentialNode } from './differential-tree.ts';
import { copyTree } from './element-tree.ts';
import type { ElementNode } from './element-tree.ts';
import { extensionSlicing, typeSlicing, without } from './element.ts';
import type { Element, ElementType } from './element.ts';
import { typeOfName } from './match-child.ts';
import type { SnapshotMessages } from './snapshot-message.ts';

/** An element is there as often as its slices must be together. */
export function raiseMinimum(sliced: ElementNode): void {
  const least = sliced.slices.reduce(
    (sum, { sliceName = '', definition }) => sum + (sliceName.includes('/') ? 0 : (definition.min ?? 0)),
    0,
  );
  if (least > (sliced.definition.min ?? 0)) sliced.definition = { ...sliced.definition, min: least };
}

/** The type that the slice of a choice is for: by its name, or the only one that it allows. */
export function typeOfSlice(
  sliced: ElementNode,
  { sliceName = '', definition }: DifferentialNode,
): ElementType | undefined {
  if (!sliced.name.endsWith('[x]')) return undefined;
  const [type, another] = definition?.type ?? [];
  return another === undefined && type !== undefined ? type : typeOfName(sliced, sliceName);
}

/** Whether slices of the element need no slicing said. */
export function isSlicingImplied(sliced: ElementNode, slices: readonly DifferentialNode[]): boolean {
  return isExtensionList(sliced) || slices.some(slice => typeOfSlice(sliced, slice) !== undefined);
}

function isExtensionList({ name }: ElementNode): boolean {
  return name === 'extension' || name === 'modifierExtension';
}

/** Gives lists of extensions and choices the slicing that a slice of them implies. */
export function addImpliedSlicing(sliced: ElementNode): void {
  if (sliced.definition.slicing !== undefined) return;
  const slicing = isExtensionList(sliced) ? extensionSlicing : typeSlicing;
  sliced.definition = { ...sliced.definition, slicing };
}

export interface NewSlice {
  readonly sliceName: string;
  /** Where it stands in the differential. */
  readonly element: Element | undefined;
  readonly type: ElementType | undefined;
  readonly isClosed: boolean;
}

/** The slice of this name, which is added where the base has none. */
export function findOrAddSlice(
  sliced: ElementNode,
  { sliceName, element, type, isClosed }: NewSlice,
  messages: SnapshotMessages,
): ElementNode {
  const known = sliced.slices.find(one => one.sliceName === sliceName);
  if (known !== undefined) return known;
  if (isClosed) reportClosed(sliced, { sliceName, element }, messages);
  const above = sliceAbove(sliced, sliceName);
  const added = newSlice(above ?? sliced, sliceName, type);
  sliced.slices.splice(placeOf(sliced, above), 0, added);
  return added;
}

/** `a` for the re-slice `a/b`. */
function sliceAbove(sliced: ElementNode, sliceName: string): ElementNode | undefined {
  const end = sliceName.lastIndexOf('/');
  return end < 0 ? undefined : sliced.slices.find(one => one.sliceName === sliceName.slice(0, end));
}

/** Behind the last re-slice of the same slice; a slice of its own comes last. */
function placeOf({ slices }: ElementNode, above: ElementNode | undefined): number {
  if (above === undefined) return slices.length;
  const prefix = `${above.sliceName ?? ''}/`;
  const last = slices.findLastIndex(one => one === above || one.sliceName?.startsWith(prefix) === true);
  return last + 1;
}

function newSlice(from: ElementNode, sliceName: string, type: ElementType | undefined): ElementNode {
  const definition = without(from.definition, 'slicing') as Element;
  const slice = { ...copyTree(from), sliceName, slices: [] };
  // The minimum is that of all slices together; a slice says its own.
  slice.definition = { ...definition, min: 0, ...(type !== undefined && { type: [type] }) };
  return slice;
}

function reportClosed(
  sliced: ElementNode,
  { sliceName, element }: Pick<NewSlice, 'sliceName' | 'element'>,
  messages: SnapshotMessages,
): void {
  const text = `The base closes the slicing of '${sliced.definition.path}', so that there can be no further slice '${sliceName}'`;
  messages.add('error', 'SLICING_CANNOT_BE_EXTENDED', { text, element });
}

/** Where one type must be there, there can be no other. */
export function closeTypeSlicing(choice: ElementNode): void {
  const { definition, slices } = choice;
  if (!choice.name.endsWith('[x]') || definition.slicing?.discriminator?.[0]?.type !== 'type') return;
  const required = slices.find(slice => (slice.definition.min ?? 0) > 0);
  if (required === undefined) return;
  choice.definition = {
    ...definition,
    min: Math.max(definition.min ?? 0, required.definition.min ?? 0),
    slicing: { ...definition.slicing, rules: 'closed' },
    ...(required.definition.type && { type: required.definition.type }),
  };
}
