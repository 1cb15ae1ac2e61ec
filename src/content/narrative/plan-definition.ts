/**
 * Narrative of a PlanDefinition: its actions as nested headings, each with what it recommends and how firmly, when it
 * applies, what it offers, and its sources.
 */
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
    paragraph(gradesOf(action)),
    paragraph(applicabilityOf(action)),
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
  return sequence(
    title,
    paragraph(gradesOf(option)),
    paragraph(applicabilityOf(option)),
    describeRelatedArtifacts(option.documentation),
    list((option.action ?? []).map(describeOption)),
  );
}

/** Tails of the extensions' urls, with what a reader calls them. */
const grades = [
  ['cpg-directionOfRecommendation', 'Recommendation'],
  ['cqf-strengthOfRecommendation', 'Strength'],
  ['cqf-qualityOfEvidence', 'Quality of evidence'],
] as const;

function gradesOf({ extension = [] }: Action): string | undefined {
  const parts = grades.flatMap(([name, title]) => {
    const concept = extension.find(({ url }) => url.endsWith(`/${name}`))?.valueCodeableConcept;
    const value = concept?.text ?? concept?.coding?.[0]?.display;
    return value === undefined
      ? []
      : [`${title}: ${value.toLowerCase().startsWith('not') ? value.toLowerCase() : value}`];
  });
  return parts.length === 0 ? undefined : `${parts.join('. ')}.`;
}

function applicabilityOf({ condition = [] }: Action): string | undefined {
  const words = condition.flatMap(({ expression }) => expression?.description ?? []);
  return words.length === 0 ? undefined : `Applies where: ${words.join(' ')}`;
}
