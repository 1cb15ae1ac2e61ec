/** Narrative of a PlanDefinition: its actions as nested headings with their options and sources. */
import type { PlanDefinition } from '../../fhir/model.ts';
import { describeRelatedArtifacts } from './related-artifacts.ts';
import { element, list, paragraph, sequence } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

type Action = NonNullable<PlanDefinition['action']>[number];

/** Each root action with what it offers. */
export function describePlanDefinition(plan: PlanDefinition): Xhtml {
  return sequence(...(plan.action ?? []).map(describeAction), describeRelatedArtifacts(plan.relatedArtifact));
}

function describeAction(action: Action): Xhtml {
  return sequence(
    element('h3', action.title ?? action.id ?? 'Action'),
    paragraph(action.description),
    list((action.action ?? []).map(describeOption)),
    describeRelatedArtifacts(action.documentation),
  );
}

function describeOption(option: Action): Xhtml {
  const title = [option.title, option.description].filter(part => part !== undefined).join(': ');
  return sequence(title, list((option.action ?? []).map(describeOption)));
}
