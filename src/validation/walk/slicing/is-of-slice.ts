/** FHIRPath's `slice(profile, name)` (https://hl7.org/fhir/fhirpath.html#functions): whether a value is of a slice. */
import type { ElementPlan } from '../../plans/element-plan.ts';
import type { ValidationNode } from '../../validation-node.ts';
import type { WalkState } from '../walk-state.ts';
import { matchSlice } from './match-slice.ts';

/** Whether the node is of the slice of that name, in the profile's slicing of the node's element. */
export function isOfSlice(state: WalkState, node: ValidationNode, profile: string, name: string): boolean {
  const root = state.plans.findProfile(profile)?.root;
  const sliced = root && findByPath(root, pathOf(node));
  const slice = sliced?.slices.find(({ sliceName }) => sliceName === name);
  if (sliced?.slicing === undefined || slice === undefined) return false;
  const { discriminators } = sliced.slicing;
  const question = { sliced, slice, discriminators, index: Math.max(0, node.index) };
  return discriminators.length > 0 && matchSlice(state, node, question);
}

function pathOf({ parent, stem, key }: ValidationNode): string {
  return `${parent?.type ?? ''}.${stem ?? key}`;
}

function findByPath(element: ElementPlan, path: string): ElementPlan | undefined {
  if (element.path.replace('[x]', '') === path) return element;
  for (const child of element.children) {
    const found = path.startsWith(child.path.replace('[x]', '')) ? findByPath(child, path) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
