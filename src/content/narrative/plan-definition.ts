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
    describeOptions(action),
    describeRelatedArtifacts(action.documentation),
  );
}

function describeOptions({ action = [], selectionBehavior }: Action): Xhtml {
  if (action.length === 0) return paragraph(undefined);
  const heading = selectionBehavior === 'at-most-one' ? 'Options, at most one of them' : 'Options';
  return sequence(element('p', element('b', heading)), list(action.map(describeOption)));
}

function describeOption(option: Action): Xhtml {
  const title = [option.title, option.description].filter(part => part !== undefined).join(': ');
  return sequence(title, list((option.action ?? []).map(describeOption)));
}
