/** `enableWhen` names a question that stands elsewhere, and before (https://hl7.org/fhir/questionnaire.html#enableWhen). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';

/** Checks what the conditions of an item depend on. */
export function checkConditions(questionnaire: ValidationNode, item: ValidationNode, context: ValidationContext): void {
  for (const condition of item.children('enableWhen', 'Questionnaire.item.enableWhen')) {
    const linkId = condition.text('question');
    if (linkId === undefined) context.report('Questionnaire_Q_EnableWhen_NoLink', { node: item });
    else checkTarget(questionnaire, item, linkId, context);
  }
}

function checkTarget(
  questionnaire: ValidationNode,
  node: ValidationNode,
  linkId: string,
  context: ValidationContext,
): void {
  const order = inOrder(questionnaire.tree);
  const target = order.find(item => item['linkId'] === linkId);
  if (node.tree['linkId'] === linkId) context.report('Questionnaire_Q_EnableWhen_Self', { node });
  else if (inOrder(node.tree).some(item => item['linkId'] === linkId)) {
    context.report('Questionnaire_Q_EnableWhen_IsInner', { node, args: [linkId] });
  } else if (target === undefined) context.report('Questionnaire_Q_EnableWhen_NoTarget', { node, args: [linkId] });
  else if (order.indexOf(target) > order.indexOf(node.tree)) {
    context.report('Questionnaire_Q_EnableWhen_After', { node, args: [linkId] });
  }
}

/** All items below, in the order of the form. */
function inOrder(holder: Tree): readonly Tree[] {
  return treesIn(holder['item']).flatMap(item => [item, ...inOrder(item)]);
}
