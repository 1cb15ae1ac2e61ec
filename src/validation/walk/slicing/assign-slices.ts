/**
 * Which slice each item of a list is (https://hl7.org/fhir/profiling.html#slicing): by the discriminators of each plan
 * that slices, with the slices' own counts, order, and what closed slicing refuses.
 */
import type { ElementPlan } from '../../plans/element-plan.ts';
import type { ValidationNode } from '../../validation-node.ts';
import type { WalkState } from '../walk-state.ts';
import { matchSlice } from './match-slice.ts';

/** For each item the elements that it is held against: a slice stands in for the element that it slices. */
export function assignSlices(
  state: WalkState,
  parent: ValidationNode,
  elements: readonly ElementPlan[],
  items: readonly ValidationNode[],
): readonly (readonly ElementPlan[])[] {
  const assigned: ElementPlan[][] = items.map(() => []);
  for (const element of elements) {
    if (element.slicing === undefined && element.slices.length === 0) {
      for (const own of assigned) own.push(element);
    } else assignOne(state, parent, element, { items, assigned });
  }
  return assigned;
}

interface Assigning {
  readonly items: readonly ValidationNode[];
  readonly assigned: readonly ElementPlan[][];
}

function assignOne(state: WalkState, parent: ValidationNode, sliced: ElementPlan, assigning: Assigning): void {
  const { items, assigned } = assigning;
  const members = new Map<ElementPlan, number[]>(sliced.slices.map(slice => [slice, []]));
  const found = items.map((item, at) => findSlice(state, item, sliced, at));
  found.forEach((slice, at) => {
    assigned[at]?.push(slice ?? sliced);
    const item = items[at];
    if (slice !== undefined) members.get(slice)?.push(at);
    else if (item !== undefined) refuseUnmatched(state, item, sliced);
  });
  checkOrder(state, sliced, items, found);
  for (const [slice, own] of members) {
    checkCount(state, parent, slice, own.length);
    if (slice.slices.length > 0) assignAgain(state, parent, slice, { items, assigned, own });
  }
}

/** Ordered slices come one after the other; in an open end what is of no slice comes last. */
function checkOrder(
  state: WalkState,
  sliced: ElementPlan,
  items: readonly ValidationNode[],
  found: readonly (ElementPlan | undefined)[],
): void {
  const { slicing, slices } = sliced;
  if (slicing?.isOrdered !== true && slicing?.rules !== 'openAtEnd') return;
  let last = -1;
  found.forEach((slice, at) => {
    const node = items[at];
    if (node === undefined) return;
    if (slice === undefined) refuseEarly(state, sliced, node, found.slice(at));
    else last = Math.max(last, refuseLate(state, sliced, node, { slice, place: slices.indexOf(slice), last }));
  });
}

function refuseEarly(
  state: WalkState,
  { slicing, name, origin }: ElementPlan,
  node: ValidationNode,
  rest: readonly (ElementPlan | undefined)[],
): void {
  if (slicing?.rules !== 'openAtEnd' || rest.every(later => later === undefined)) return;
  state.report('VALIDATION_VAL_PROFILE_OPENATEND', { node, args: [name], source: origin.label });
}

interface Placed {
  readonly slice: ElementPlan;
  readonly place: number;
  readonly last: number;
}

function refuseLate(
  state: WalkState,
  sliced: ElementPlan,
  node: ValidationNode,
  { slice, place, last }: Placed,
): number {
  const { slicing, slices, name, origin } = sliced;
  if (slicing?.isOrdered === true && place < last) {
    const args = [name, slice.sliceName ?? '', slices[last]?.sliceName ?? ''];
    state.report('Validation_VAL_Profile_OutOfOrder', { node, args, source: origin.label });
  }
  return place;
}

/** Slices of a slice are looked for among its own items. */
function assignAgain(
  state: WalkState,
  parent: ValidationNode,
  slice: ElementPlan,
  { items, assigned, own }: Assigning & { readonly own: readonly number[] },
): void {
  const inner = own.flatMap(at => items[at] ?? []);
  const result = assignSlices(state, parent, [slice], inner);
  own.forEach((at, place) => {
    const list = assigned[at];
    const better = result[place]?.[0];
    if (list !== undefined && better !== undefined) list[list.indexOf(slice)] = better;
  });
}

function findSlice(
  state: WalkState,
  item: ValidationNode,
  sliced: ElementPlan,
  index: number,
): ElementPlan | undefined {
  const { slicing, slices, origin } = sliced;
  const discriminators = slicing?.discriminators ?? [];
  // Slices without discriminator tell people something, and a validator nothing.
  if (discriminators.length === 0) return undefined;
  const matching = slices.filter(slice => matchSlice(state, item, { sliced, slice, discriminators, index }));
  if (matching.length > 1) {
    const names = matching.map(({ sliceName }) => sliceName ?? '').join(', ');
    state.report('Validation_VAL_Profile_MatchMultiple', {
      node: item,
      args: [sliced.name, names],
      source: origin.label,
    });
  }
  return matching[0];
}

function refuseUnmatched(state: WalkState, item: ValidationNode, { slicing, slices, name, origin }: ElementPlan): void {
  if (slicing?.rules !== 'closed' || slices.length === 0) return;
  state.report('Validation_VAL_Profile_NotSlice', { node: item, args: [name], source: origin.label });
}

function checkCount(state: WalkState, node: ValidationNode, slice: ElementPlan, count: number): void {
  const name = `${slice.path}:${slice.sliceName ?? ''}`;
  const source = slice.origin.label;
  if (count < slice.min) {
    state.report('Validation_VAL_Profile_Minimum', { node, args: [name, slice.min, count], source });
  }
  if (count > slice.max) {
    state.report('Validation_VAL_Profile_Maximum', { node, args: [name, slice.max, count], source });
  }
}
