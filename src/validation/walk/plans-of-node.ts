/** The plans that an object of a datatype is held against: its elements' own, and profiles of the type. */
import type { ElementPlan } from '../plans/element-plan.ts';
import type { NodePlan } from '../plans/node-plan.ts';
import type { ValidationNode } from '../validation-node.ts';
import type { WalkState } from './walk-state.ts';

interface Typed {
  readonly type: string;
  readonly elements: readonly ElementPlan[];
}

/** Plans for the node, that of the base type first. */
export function plansOfNode(state: WalkState, node: ValidationNode, { type, elements }: Typed): readonly NodePlan[] {
  const code = typeOf(type);
  const [only] = elements;
  if (only !== undefined && elements.length === 1 && code !== 'Extension') {
    const plan = state.plans.nodePlan(only, code);
    if (plan.profiles.length === 0) return plan.alone;
  }
  const plans = elements.map(element => state.plans.nodePlan(element, code));
  const further = elements.flatMap(element => profilePlans(state, node, { element, type: code }));
  if (code === 'Extension') further.push(...extensionPlans(state, node));
  if (further.length === 0) return plans;
  return [...new Set([...plans, ...further])];
}

/** A backbone element's type is its path: what it is made of stands below it. */
function typeOf(type: string): string {
  return type.includes('.') ? 'BackboneElement' : type;
}

interface TypedElement {
  readonly element: ElementPlan;
  readonly type: string;
}

/** Profiles of the datatype that the element asks for: of several, one must hold. */
function profilePlans(state: WalkState, node: ValidationNode, { element, type }: TypedElement): readonly NodePlan[] {
  const wanted = state.plans.nodePlan(element, type).profiles;
  if (wanted.length === 0) return [];
  const known = wanted.flatMap(url => state.plans.findProfile(url) ?? []);
  const [first] = known;
  if (first === undefined || known.length < wanted.length) return [];
  const fitting =
    known.length === 1 ? first : (known.find(({ label }) => state.conforms(node, label) === true) ?? first);
  return [state.plans.nodePlan(fitting.root, type)];
}

/** An extension is also held against its own definition. */
function extensionPlans(state: WalkState, node: ValidationNode): readonly NodePlan[] {
  const { url } = node.tree;
  if (typeof url !== 'string' || !url.includes(':')) return [];
  const profile = state.plans.findProfile(url);
  if (profile?.type !== 'Extension') return [];
  return [state.plans.nodePlan(profile.root, 'Extension')];
}
