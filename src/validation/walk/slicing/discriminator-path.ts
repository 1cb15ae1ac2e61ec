/** Paths of discriminators: the small part of FHIRPath that they may use, over plans and over values alike. */
import type { ElementPlan } from '../../plans/element-plan.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { resourceNode } from '../reference-index.ts';
import type { WalkState } from '../walk-state.ts';

export type PathStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'ofType'; readonly type: string }
  | { readonly kind: 'resolve' };

/** An element of a plan, and the type that its value has there, where it is known. */
export interface PlanPlace {
  readonly element: ElementPlan;
  readonly type: string;
}

// A name is tried from its beginning alone, so that the time is linear in the path.
const step =
  /(?:extension\((?:'|")([^'"]+)(?:'|")\)|ofType\((\w+)\)|(resolve\(\))|as\((\w+)\)|(\$this)|(?<!\w)(\w+(?:\[x\])?))(?:\.|$)/g;

/** The steps of a path; `$this` alone has none. */
export function parsePath(path: string): readonly PathStep[] {
  return [...path.matchAll(step)].flatMap(([, url, ofType, resolve, as, , name]): PathStep[] => {
    if (url !== undefined) return [{ kind: 'extension', url }];
    const type = ofType ?? as;
    if (type !== undefined) return [{ kind: 'ofType', type }];
    if (resolve !== undefined) return [{ kind: 'resolve' }];
    return name === undefined ? [] : [{ kind: 'name', name: name.replace('[x]', '') }];
  });
}

/** The elements that the steps lead to from an element of a plan. */
export function plansAt(state: WalkState, start: PlanPlace, steps: readonly PathStep[]): readonly PlanPlace[] {
  let places: readonly PlanPlace[] = [start];
  for (const next of steps) places = places.flatMap(place => stepInPlan(state, place, next));
  return places;
}

function stepInPlan(state: WalkState, { element, type }: PlanPlace, next: PathStep): readonly PlanPlace[] {
  switch (next.kind) {
    case 'name':
      return childrenOf(state, element, type)
        .filter(({ name }) => name === next.name)
        .flatMap(requiredSlices)
        .map(child => ({ element: child, type: '' }));
    case 'extension':
      return childrenOf(state, element, type)
        .filter(({ name }) => name === 'extension')
        .flatMap(child => [child, ...child.slices])
        .filter(child => child.types.some(({ profile }) => profile.includes(next.url)))
        .map(child => ({ element: child, type: 'Extension' }));
    case 'ofType':
      return [{ element: sliceOfType(element, next.type) ?? element, type: next.type }];
    case 'resolve':
      return targetsOf(state, element);
  }
}

/** Where slices are required, it is them that say what there is. */
function requiredSlices(element: ElementPlan): readonly ElementPlan[] {
  const required = element.isChoice ? [] : element.slices.filter(({ min }) => min > 0);
  return required.length > 0 ? required : [element];
}

function sliceOfType({ slices }: ElementPlan, type: string): ElementPlan | undefined {
  return slices.find(({ types }) => types.length === 1 && types[0]?.code === type);
}

/** What stands below an element: its own, else that of the profile or type that its value has. */
function childrenOf(state: WalkState, element: ElementPlan, type: string): readonly ElementPlan[] {
  if (element.children.length > 0) return element.children;
  const typeRef = element.types.find(({ code }) => code === type) ?? element.types[0];
  if (typeRef === undefined) return [];
  const [profile] = typeRef.profile;
  const plan = (profile && state.plans.findProfile(profile)) || state.plans.findType(typeRef.code);
  return plan ? plan.root.children : [];
}

function targetsOf(state: WalkState, element: ElementPlan): readonly PlanPlace[] {
  const targets = element.types.flatMap(({ code, targetProfile, profile }) =>
    code === 'canonical' || code === 'Reference' ? targetProfile : profile,
  );
  return targets.flatMap(url => {
    const plan = state.plans.findProfile(url);
    return plan === undefined ? [] : [{ element: plan.root, type: plan.type }];
  });
}

/** The values that the steps lead to from a value. */
export function valuesAt(
  state: WalkState,
  start: ValidationNode,
  steps: readonly PathStep[],
): readonly ValidationNode[] {
  let nodes: readonly ValidationNode[] = [start];
  for (const next of steps) nodes = nodes.flatMap(node => stepInValue(state, node, next));
  return nodes;
}

function stepInValue(state: WalkState, node: ValidationNode, next: PathStep): readonly ValidationNode[] {
  switch (next.kind) {
    case 'name':
      return namedValues(node, next.name);
    case 'extension':
      return node.children('extension', 'Extension').filter(({ tree }) => tree['url'] === next.url);
    case 'ofType':
      return node.type === next.type || node.tree['resourceType'] === next.type ? [node] : [];
    case 'resolve':
      return resolved(state, node);
  }
}

function namedValues(node: ValidationNode, name: string): readonly ValidationNode[] {
  const inner = name === 'resource' ? resourceNode(node, name) : undefined;
  if (inner !== undefined) return [inner];
  const named = node.children(name);
  if (named.length > 0) return named;
  const choice = node.choice(name);
  return choice === undefined ? [] : [choice];
}

function resolved(state: WalkState, node: ValidationNode): readonly ValidationNode[] {
  const reference = typeof node.value === 'string' ? node.value : node.text('reference');
  const target = reference === undefined ? undefined : state.resolve(reference, node);
  return target === undefined ? [] : [target];
}
