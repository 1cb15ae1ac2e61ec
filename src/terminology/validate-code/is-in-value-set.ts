/** The bare question whether a code is in a value set, for operations that limit themselves to one. */
import type { Steps } from '../run-steps.ts';
import { Judgements } from './check-context.ts';
import type { CheckContext, LookedUpCoding } from './check-context.ts';
import { checkMembership } from './membership.ts';
import type { ValueSetNode } from './value-set-graph.ts';

/** Whether the value set holds the code; false too where an unknown code system keeps us from telling. */
export function* isInValueSet(
  { scope }: Pick<CheckContext, 'scope'>,
  node: ValueSetNode,
  coding: LookedUpCoding,
): Steps<boolean> {
  const context: CheckContext = {
    scope,
    request: { valueSetMembershipOnly: true },
    mode: 'coding',
    languages: undefined,
    issues: [],
    told: new Set<string>(),
    unknownSystems: new Set<string>(),
    judged: new Judgements(),
  };
  return (yield* checkMembership(context, node, coding, { path: 'Coding', displays: [] })) === 'in';
}
