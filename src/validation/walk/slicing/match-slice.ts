/** Whether an item is of a slice, by discriminators (https://hl7.org/fhir/profiling.html#discriminator). */
import type { ElementPlan } from '../../plans/element-plan.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { isSameValue, matchesPattern } from '../compare-values.ts';
import type { WalkState } from '../walk-state.ts';
import { parsePath, plansAt, valuesAt } from './discriminator-path.ts';
import type { PathStep, PlanPlace } from './discriminator-path.ts';

export interface SliceQuestion {
  readonly sliced: ElementPlan;
  readonly slice: ElementPlan;
  readonly discriminators: readonly { readonly type: string; readonly path: string }[];
  /** The item's place in its list. */
  readonly index: number;
}

/** Whether all discriminators say that the item is of the slice. */
export function matchSlice(state: WalkState, item: ValidationNode, question: SliceQuestion): boolean {
  const { slice, discriminators, sliced, index } = question;
  return discriminators.every(({ type, path }) => {
    if (type === 'position') return sliced.slices.indexOf(slice) === index;
    const steps = parsePath(path);
    const places = plansAt(state, { element: slice, type: item.type }, steps);
    const values = valuesAt(state, item, steps);
    return matchOne(state, { type, steps, places, values });
  });
}

interface Comparison {
  readonly type: string;
  readonly steps: readonly PathStep[];
  readonly places: readonly PlanPlace[];
  readonly values: readonly ValidationNode[];
}

function matchOne(state: WalkState, { type, steps, places, values }: Comparison): boolean {
  if (places.length === 0) return false;
  switch (type) {
    case 'exists':
      return places.every(({ element }) =>
        element.max === 0 ? values.length === 0 : element.min === 0 || values.length > 0,
      );
    case 'type':
      return values.length > 0 && values.every(value => places.some(place => isOfType(place, value)));
    case 'profile':
      return values.length > 0 && values.every(value => isOfProfile(state, places, { steps, value }));
    default:
      return places.every(({ element, type: own }) => isOfValue(state, values, { element, type: own }));
  }
}

function isOfType({ element, type }: PlanPlace, { type: own, tree }: ValidationNode): boolean {
  const { resourceType } = tree;
  const actual = typeof resourceType === 'string' ? resourceType : own;
  if (element.types.length === 0) return type === actual;
  return element.types.some(
    ({ code, targetProfile }) =>
      code === actual ||
      (code === 'Reference' && targetProfile.some(url => url.endsWith(`/${actual}`))) ||
      (code === 'Resource' && resourceType !== undefined),
  );
}

function isOfProfile(
  state: WalkState,
  places: readonly PlanPlace[],
  { steps, value }: { readonly steps: readonly PathStep[]; readonly value: ValidationNode },
): boolean {
  const isTarget = steps.some(({ kind }) => kind === 'resolve');
  const wanted = places.flatMap(({ element }) =>
    element.types.flatMap(({ profile, targetProfile }) =>
      isTarget && targetProfile.length > 0 ? targetProfile : profile,
    ),
  );
  return wanted.some(url => state.conforms(value, url) === true);
}

/** What the slice's element gives as fixed value, pattern or required codes, on itself or on what is in it. */
function isOfValue(state: WalkState, values: readonly ValidationNode[], place: PlanPlace): boolean {
  const verdict = judge(state, values, place, 0);
  return verdict === true;
}

const deepest = 6;

/** True or false where the element tells something, undefined where it tells nothing. */
function judge(
  state: WalkState,
  values: readonly ValidationNode[],
  place: PlanPlace,
  depth: number,
): boolean | undefined {
  const { element } = place;
  const { fixed, pattern, binding } = element;
  if (fixed !== undefined) return values.some(({ value }) => isSameValue(value, fixed.value));
  if (pattern !== undefined) return values.some(({ value }) => matchesPattern(value, pattern.value));
  const inner = depth < deepest ? judgeChildren(state, values, place, depth) : undefined;
  if (inner !== undefined) return inner;
  if (binding?.strength === 'required') return values.some(value => isBound(state, value, binding.valueSet));
  return undefined;
}

function judgeChildren(
  state: WalkState,
  values: readonly ValidationNode[],
  { element }: PlanPlace,
  depth: number,
): boolean | undefined {
  let verdict: boolean | undefined;
  for (const child of element.children) {
    const options = child.slices.length > 0 ? child.slices.filter(({ min }) => min > 0) : [child];
    for (const option of options) {
      const isTelling = tells(option, depth);
      if (!isTelling) continue;
      const found = values.flatMap(value => valuesAt(state, value, [{ kind: 'name', name: child.name }]));
      const own =
        found.length === 0 && option.min === 0
          ? undefined
          : judge(state, found, { element: option, type: '' }, depth + 1);
      if (own === false) return false;
      verdict ??= own;
    }
  }
  return verdict;
}

/** Whether the element or one in it has something that a value can be held against. */
function tells({ fixed, pattern, children }: ElementPlan, depth: number): boolean {
  return (
    fixed !== undefined || pattern !== undefined || (depth < deepest && children.some(child => tells(child, depth + 1)))
  );
}

function isBound(state: WalkState, { value }: ValidationNode, valueSet: string): boolean {
  return state.isMember(value, valueSet) === true;
}
