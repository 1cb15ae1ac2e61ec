/** The bare question whether a code is in a value set, for operations that limit themselves to one. */
import type { CheckContext, LookedUpCoding } from './check-context.ts';
import { checkMembership } from './membership.ts';
import type { ValueSetNode } from './value-set-graph.ts';

/** Whether the value set holds the code; false too where an unknown code system keeps us from telling. */
export async function isInValueSet(
  { scope, budget }: Pick<CheckContext, 'scope' | 'budget'>,
  node: ValueSetNode,
  coding: LookedUpCoding,
): Promise<boolean> {
  const context: CheckContext = {
    scope,
    budget,
    request: { valueSetMembershipOnly: true },
    mode: 'coding',
    languages: undefined,
    issues: [],
    told: new Set<string>(),
    unknownSystems: new Set<string>(),
    judged: new WeakMap(),
  };
  return (await checkMembership(context, node, coding, { path: 'Coding', displays: [] })) === 'in';
}
