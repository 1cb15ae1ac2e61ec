/** Recommendations (actions of plans), alerts (actions of rules) and activities as items; all in the model's form. */
import type { AnyResource } from '../../fhir/model.ts';
import { asObjects } from '../as-objects.ts';
import { textOf } from '../check/checked-content.ts';
import { fieldsOf } from './review-item.ts';
import type { ReviewItem } from './review-item.ts';

type Tree = Readonly<Record<string, unknown>>;

const extensionNames: Readonly<Record<string, string>> = {
  'http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg-directionOfRecommendation': 'direction',
  'http://hl7.org/fhir/StructureDefinition/cqf-strengthOfRecommendation': 'strength',
  'http://hl7.org/fhir/StructureDefinition/cqf-qualityOfEvidence': 'quality',
};

/** What the resource recommends; nothing where it is of another type. */
export function listRecommendationItems(resource: AnyResource): ReviewItem[] {
  if (resource.resourceType === 'PlanDefinition') return listActions(resource);
  return resource.resourceType === 'ActivityDefinition' ? [activityItem(resource)] : [];
}

function listActions(plan: AnyResource): ReviewItem[] {
  const part = JSON.stringify(plan['type'] ?? '').includes('"eca-rule"') ? 'alert' : 'recommendation';
  const items: ReviewItem[] = [];
  const add = (action: Tree, place: string): void => {
    const name = string(action['id']) || place;
    items.push({
      part,
      key: `PlanDefinition/${plan.id ?? ''}#${name}`,
      label: string(action['title']) || name,
      fields: actionFields(action),
    });
    asObjects(action['action']).forEach((each, index) => add(each, `${place}.${index + 1}`));
  };
  asObjects(plan['action']).forEach((each, index) => add(each, String(index + 1)));
  return items;
}

function actionFields(action: Tree): Readonly<Record<string, string>> {
  const conditions = asObjects(action['condition']).map(({ expression }) =>
    string((expression as Tree | undefined)?.['expression']),
  );
  return fieldsOf({
    title: string(action['title']),
    says: string(action['description']) || string(action['textEquivalent']),
    ...graded(action),
    priority: string(action['priority']),
    activity: string(action['definitionCanonical']),
    condition: conditions.join(' and '),
    sources: sourcesOf(action['documentation']),
  });
}

function activityItem(activity: AnyResource): ReviewItem {
  return {
    part: 'activity',
    key: `ActivityDefinition/${activity.id ?? ''}`,
    label: textOf(activity, 'title') ?? activity.id ?? '',
    fields: fieldsOf({
      title: textOf(activity, 'title') ?? '',
      says: textOf(activity, 'description') ?? '',
      ...graded(activity),
      stance: activity['doNotPerform'] === true ? 'do not do' : '',
      kind: textOf(activity, 'kind') ?? '',
      sources: sourcesOf(activity['relatedArtifact']),
    }),
  };
}

function graded(of: Tree): Record<string, string> {
  return Object.fromEntries(
    asObjects(of['extension']).flatMap(({ url, valueCodeableConcept }) => {
      const name = extensionNames[string(url)];
      return name === undefined ? [] : [[name, conceptText(valueCodeableConcept)]];
    }),
  );
}

function conceptText(concept: unknown): string {
  const { coding, text } = (concept ?? {}) as { readonly coding?: unknown; readonly text?: unknown };
  const [first] = asObjects(coding);
  return string(first?.['display']) || string(first?.['code']) || string(text);
}

/** Each source by its label, with what it is cited for. */
function sourcesOf(documents: unknown): string {
  return asObjects(documents)
    .map(({ label, display, citation }) =>
      [string(label) || string(citation), string(display)].filter(Boolean).join(': '),
    )
    .join('; ');
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
