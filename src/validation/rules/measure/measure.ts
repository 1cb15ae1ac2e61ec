/** A Measure: what tells its groups, populations and stratifiers apart (https://hl7.org/fhir/measure.html). */
import type { MessageId } from '../../messages/messages.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';

const cql: ReadonlySet<string> = new Set(['text/cql', 'text/cql.identifier', 'text/cql-identifier']);

/** Checks codes and libraries of a measure. */
export function checkMeasure(measure: ValidationNode, context: ValidationContext): void {
  for (const node of measure.children('library', 'canonical')) {
    const { value } = node;
    if (typeof value !== 'string' || value.startsWith('#') || context.finder.find('Library', value) !== undefined)
      continue;
    context.report('MEASURE_M_LIB_UNKNOWN', { node, args: [value] });
  }
  const groups = measure.children('group', 'Measure.group');
  if (groups.length === 0) context.report('MEASURE_M_NO_GROUPS', { node: measure });
  tellCodeless(groups, 'MEASURE_M_GROUP_CODE', context);
  for (const group of groups) {
    const populations = group.children('population', 'Measure.group.population');
    if (populations.length === 0) context.report('MEASURE_M_GROUP_POP', { node: group });
    tellCodeless(populations, 'MEASURE_M_GROUP_POP_NO_CODE', context);
    const stratifiers = group.children('stratifier', 'Measure.group.stratifier');
    tellCodeless(stratifiers, 'MEASURE_M_GROUP_STRATA_NO_CODE', context);
    for (const stratifier of stratifiers) checkCriteria(measure, stratifier, context);
  }
}

function tellCodeless(nodes: readonly ValidationNode[], messageId: MessageId, context: ValidationContext): void {
  if (nodes.length < 2) return;
  for (const node of nodes) if (!('code' in node.tree)) context.report(messageId, { node });
}

/** CQL names definitions of a library, so there must be one; whether it is known here is told elsewhere. */
function checkCriteria(measure: ValidationNode, stratifier: ValidationNode, context: ValidationContext): void {
  const node = stratifier.child('criteria', 'Expression');
  if (node === undefined || 'library' in measure.tree || !cql.has(node.text('language') ?? '')) return;
  context.report('MEASURE_M_CRITERIA_CQL_NO_LIB', { node });
}
