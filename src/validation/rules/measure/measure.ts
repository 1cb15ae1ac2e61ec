/** A Measure: what tells its groups, populations and stratifiers apart (https://hl7.org/fhir/measure.html). */
import type { MessageId } from '../../messages/messages.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';

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
    tellCodeless(group.children('stratifier', 'Measure.group.stratifier'), 'MEASURE_M_GROUP_STRATA_NO_CODE', context);
  }
}

function tellCodeless(nodes: readonly ValidationNode[], messageId: MessageId, context: ValidationContext): void {
  if (nodes.length < 2) return;
  for (const node of nodes) if (!('code' in node.tree)) context.report(messageId, { node });
}
