/** Elements that must be there (https://hl7.org/fhir/elementdefinition-definitions.html#ElementDefinition.min). */
import type { NodePlan } from '../plans/node-plan.ts';
import type { ValidationNode } from '../validation-node.ts';
import type { WalkState } from './walk-state.ts';

type Tree = Readonly<Record<string, unknown>>;

/** Tells elements of the plans that an object lacks, or has too few of. */
export function checkRequired(state: WalkState, node: ValidationNode, plans: readonly NodePlan[]): void {
  const tree = node.tree;
  for (const plan of plans) {
    for (const { element, keys } of plan.required) {
      const count = countOf(tree, keys);
      if (count >= element.min) continue;
      const name = element.isChoice ? `${element.name}[x]` : element.name;
      const args = [`${node.type}.${name}`, element.min, count];
      state.report('Validation_VAL_Profile_Minimum', { node, args, source: element.origin.label });
    }
  }
}

function countOf(tree: Tree, keys: readonly string[]): number {
  let count = 0;
  for (const key of keys) {
    const value = tree[key] ?? tree[`_${key}`];
    if (value !== undefined) count += Array.isArray(value) ? value.length : 1;
  }
  return count;
}
