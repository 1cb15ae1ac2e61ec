/** Narrative of an ActivityDefinition: what is asked for (or advised against), and on which sources. */
import type { ActivityDefinition } from '../../fhir/model.ts';
import { describeRelatedArtifacts } from './related-artifacts.ts';
import { element, paragraph, sequence } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

/** Subject of the activity and its sources. */
export function describeActivityDefinition(activity: ActivityDefinition): Xhtml {
  const what = activity.code?.text ?? activity.productCodeableConcept?.text;
  return sequence(
    activity.doNotPerform === true ? element('p', element('b', 'Advice against doing this.')) : paragraph(undefined),
    paragraph(what === undefined ? undefined : `About: ${what}`),
    ...(activity.dosage ?? []).map(({ text }) => paragraph(text === undefined ? undefined : `Dose. ${text}`)),
    describeRelatedArtifacts(activity.relatedArtifact),
  );
}
