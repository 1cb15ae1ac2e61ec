/** Invariants of a node's plans (https://hl7.org/fhir/conformance-rules.html#constraints), by FHIRPath. */
import type { ConstraintPlan, ElementPlan } from '../plans/element-plan.ts';
import type { NodePlan } from '../plans/node-plan.ts';
import { isHandCoded } from '../plans/hand-coded-rules.ts';
import type { ValidationNode } from '../validation-node.ts';
import type { WalkState } from './walk-state.ts';

/** Evaluates the rules of the node's plan; a rule that another plan has too is evaluated once. */
export function checkInvariants(
  state: WalkState,
  node: ValidationNode,
  { constraints }: NodePlan,
  others: readonly NodePlan[] = [],
): void {
  for (const constraint of constraints) {
    if (others.length > 0 && others.some(other => hasRule(other.constraints, constraint))) continue;
    checkConstraint(state, node, constraint);
  }
}

/** The same for a primitive, whose rules stand on its elements alone. */
export function checkPrimitiveInvariants(
  state: WalkState,
  node: ValidationNode,
  elements: readonly ElementPlan[],
): void {
  for (const [at, { constraints }] of elements.entries()) {
    for (const constraint of constraints) {
      if (isHandCoded(constraint)) continue;
      if (at > 0 && elements.slice(0, at).some(other => hasRule(other.constraints, constraint))) continue;
      checkConstraint(state, node, constraint);
    }
  }
}

function hasRule(constraints: readonly ConstraintPlan[], { key, expression }: ConstraintPlan): boolean {
  return constraints.some(other => other.key === key && other.expression === expression);
}

function checkConstraint(state: WalkState, node: ValidationNode, constraint: ConstraintPlan): void {
  const { key, human, source, isBestPractice } = constraint;
  const { bestPractice } = state.policies;
  if (isBestPractice && bestPractice === 'ignore') return;
  if (state.isExpressionBudgetSpent()) return;
  let isHeld: boolean;
  try {
    isHeld = state.isTrue(constraint.expression, node, source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!state.isProbe) state.report('FHIRPATH_FAILED', { node, args: [key, reason], source });
    return;
  }
  if (isHeld) return;
  const severity = isBestPractice && bestPractice !== 'ignore' ? bestPractice : constraint.severity;
  state.report('http___hl7_org_fhir_StructureDefinition_', { node, args: [key, human], severity, source });
}
