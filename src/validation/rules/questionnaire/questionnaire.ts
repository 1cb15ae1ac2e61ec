/** A Questionnaire's items: conditions that can be met, and what it may change of one that it derives from (https://hl7.org/fhir/questionnaire.html). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { checkDerivedItem, readDerivations } from './derivation.ts';
import { checkConditions } from './check-conditions.ts';

/** Checks each item of a questionnaire, at every depth. */
export function checkQuestionnaire(questionnaire: ValidationNode, context: ValidationContext): void {
  const derivations = readDerivations(questionnaire, context);
  const visit = (holder: ValidationNode): void => {
    for (const item of holder.children('item', 'Questionnaire.item')) {
      checkConditions(questionnaire, item, context);
      for (const derivation of derivations) checkDerivedItem(item, derivation, context);
      visit(item);
    }
  };
  visit(questionnaire);
}
