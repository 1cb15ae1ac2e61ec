/**
 * The code system of a code that came without one (`inferSystem`): the one system of the value set in which the value
 * set holds the code (https://hl7.org/fhir/valueset-operation-validate-code.html).
 */
import { quietly, report } from './check-context.ts';
import type { CheckContext } from './check-context.ts';
import { checkMembership } from './membership.ts';
import type { Steps } from '../run-steps.ts';
import type { ValueSetNode } from './value-set-graph.ts';

/** The only system that fits, or undefined after a report of none or several. */
export function* inferSystem(context: CheckContext, node: ValueSetNode, code: string): Steps<string | undefined> {
  const systems: string[] = [];
  for (const system of listSystems(node)) if (yield* holdsCode(context, node, { system, code })) systems.push(system);
  if (systems.length === 1) return systems[0];
  const place = { expression: 'code' };
  if (systems.length === 0) report(context, 'UNABLE_TO_INFER_CODESYSTEM', [code, node.name], place);
  else {
    const args = [code, node.name, systems.join(', ')];
    report(context, 'Unable_to_resolve_system__value_set_has_multiple_matches', args, place);
  }
  return undefined;
}

function listSystems(node: ValueSetNode): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<ValueSetNode>([node]);
  for (const { valueSet, imports } of seen) {
    const { compose, expansion } = valueSet;
    const named = [...(compose?.include ?? []), ...(expansion?.contains ?? [])];
    named.flatMap(({ system }) => system ?? []).forEach(system => found.add(system));
    imports.forEach(imported => seen.add(imported));
  }
  return found;
}

/** Asks for each system in turn without leaving issues behind. */
function* holdsCode(
  context: CheckContext,
  node: ValueSetNode,
  { system, code }: { readonly system: string; readonly code: string },
): Steps<boolean> {
  const coding = { system, code, version: undefined, display: undefined };
  return (yield* checkMembership(quietly(context), node, coding, { path: '', displays: [] })) === 'in';
}
