/**
 * Walks a differential down the tree of its base and merges what it says, element by element
 * (https://hl7.org/fhir/profiling.html). Children of types are unfolded only where the differential looks into them.
 */
import { checkElement } from './check-element.ts';
import type { DifferentialNode } from './differential-tree.ts';
import type { ElementNode } from './element-tree.ts';
import type { Element, ElementType } from './element.ts';
import type { Generation } from './generation.ts';
import { choiceBegun, matchChild } from './match-child.ts';
import { mergeElement } from './merge-element.ts';
import { newElement } from './new-element.ts';
import {
  addImpliedSlicing,
  closeTypeSlicing,
  findOrAddSlice,
  isSlicingImplied,
  raiseMinimum,
  typeOfSlice,
} from './slices.ts';
import { describeByProfile } from './type-profile.ts';
import { unfold } from './unfold.ts';

/** Merges what the differential says of the element and of all below it. */
export function applyDifferential(node: ElementNode, differential: DifferentialNode, generation: Generation): void {
  const { definition } = differential;
  if (definition !== undefined) mergeInto(node, definition, generation);
  applyChildren(node, differential, generation);
}

/** Merges what the differential says of the element itself. */
function mergeInto(node: ElementNode, derived: Element, generation: Generation): void {
  checkElement(node, derived, generation);
  const described = describeByProfile(node.definition, derived, generation.trees);
  node.definition = mergeElement(described, derived, generation.url);
}

function applyChildren(node: ElementNode, differential: DifferentialNode, generation: Generation): void {
  if (differential.children.length === 0) return;
  const isKnown = unfold(node, generation);
  if (!isKnown && !generation.addsElements) {
    reportChildren(node, differential, generation);
    return;
  }
  reportOrder(node, differential, generation);
  for (const child of differential.children) applyChild(node, child, generation);
}

function applyChild(parent: ElementNode, differential: DifferentialNode, generation: Generation): void {
  const match = matchChild(parent, differential.name);
  if (match === undefined) {
    addChild(parent, differential, generation);
  } else if (match.type === undefined) {
    const isClosed = match.node.definition.slicing?.rules === 'closed';
    applyDifferential(match.node, differential, generation);
    applySlices(match.node, { slices: differential.slices, isClosed }, generation);
  } else if (isOnlyType(match.node, differential)) {
    applyChildren(match.node, differential, generation);
  } else {
    applyTypeSlice(match.node, { differential, type: match.type }, generation);
  }
}

/** Where a choice has one type left and no slices, to look into `valueQuantity` is to look into `value[x]`. */
function isOnlyType({ definition, slices }: ElementNode, differential: DifferentialNode): boolean {
  const isOwn = differential.definition !== undefined || differential.slices.length > 0;
  return !isOwn && slices.length === 0 && definition.type?.length === 1;
}

function addChild(parent: ElementNode, differential: DifferentialNode, generation: Generation): void {
  const { definition } = differential;
  if (!generation.addsElements || definition === undefined) {
    reportUnknown(parent, differential, generation);
    return;
  }
  const child = newElement(definition, { name: differential.name, generation });
  parent.children.push(child);
  applyChildren(child, differential, generation);
  applySlices(child, { slices: differential.slices, isClosed: false }, generation);
}

interface Slices {
  readonly slices: readonly DifferentialNode[];
  /** Whether the base allows no slices but its own. */
  readonly isClosed: boolean;
}

function applySlices(sliced: ElementNode, { slices, isClosed }: Slices, generation: Generation): void {
  const [first, second] = slices;
  if (first === undefined) return;
  if (isSlicingImplied(sliced, slices)) addImpliedSlicing(sliced);
  if (sliced.definition.slicing === undefined && second === undefined && sliced.slices.length === 0) {
    // One slice of what is not sliced is a name for the element itself.
    sliced.sliceName = first.sliceName;
    applyDifferential(sliced, first, generation);
    return;
  }
  for (const slice of slices) {
    const { sliceName = '', definition: element } = slice;
    const added = { sliceName, element, type: typeOfSlice(sliced, slice), isClosed };
    applyDifferential(findOrAddSlice(sliced, added, generation.messages), slice, generation);
  }
  closeTypeSlicing(sliced);
  raiseMinimum(sliced);
}

/** What is said of `valueQuantity` is said of the slice of that type. */
function applyTypeSlice(
  choice: ElementNode,
  { differential, type }: { readonly differential: DifferentialNode; readonly type: ElementType },
  generation: Generation,
): void {
  addImpliedSlicing(choice);
  const sliceName = differential.slices[0]?.sliceName ?? differential.name;
  const added = { sliceName, element: differential.definition, type, isClosed: false };
  const node = findOrAddSlice(choice, added, generation.messages);
  for (const part of [differential, ...differential.slices]) applyDifferential(node, part, generation);
  closeTypeSlicing(choice);
}

/** A differential has its elements in the order of the base; one that comes too late there is told. */
function reportOrder(node: ElementNode, { children }: DifferentialNode, { messages }: Generation): void {
  const placed = children.flatMap((child, at) => {
    const match = matchChild(node, child.name);
    return match === undefined ? [] : [{ child, at, place: node.children.indexOf(match.node) }];
  });
  let last = -1;
  for (const { child, at } of placed.sort((left, right) => left.place - right.place || left.at - right.at)) {
    if (at > last) {
      last = at;
      continue;
    }
    const element = firstElement(child);
    const text = `The differential has the element '${element?.path ?? child.name}' before one that it must follow`;
    messages.add('error', 'SNAPSHOT_ELEMENT_OUT_OF_ORDER', { text, element });
  }
}

/** The first element of the differential at or below the place. */
function firstElement({ definition, slices, children }: DifferentialNode): Element | undefined {
  if (definition !== undefined) return definition;
  for (const node of [...slices, ...children]) {
    const found = firstElement(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

function reportUnknown(parent: ElementNode, differential: DifferentialNode, { messages }: Generation): void {
  const element = firstElement(differential);
  const path = element?.path ?? differential.name;
  const choice = choiceBegun(parent, differential.name);
  if (choice === undefined) {
    const text = `The differential has the element '${path}', which the base does not have`;
    messages.add('error', 'SNAPSHOT_UNKNOWN_ELEMENT', { text, element });
  } else {
    const types = (choice.definition.type ?? []).map(({ code }) => code).join(', ');
    const text = `'${path}' names no type of '${choice.name}' (${types})`;
    messages.add('error', 'SNAPSHOT_UNKNOWN_CHOICE', { text, element });
  }
}

function reportChildren(node: ElementNode, differential: DifferentialNode, { messages }: Generation): void {
  const first = differential.children[0];
  const element = first && firstElement(first);
  const types = (node.definition.type ?? []).map(({ code }) => code).join(', ') || 'none';
  const text = `The differential looks into '${element?.path ?? node.name}', but no definition of the type (${types}) was found`;
  messages.add('error', 'SNAPSHOT_UNKNOWN_TYPE', { text, element });
}
