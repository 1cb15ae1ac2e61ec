/** Narrative of a Questionnaire: its groups with their questions. */
import type { AnyResource } from '../../fhir/model.ts';
import { asObjects } from '../as-objects.ts';
import { element, list, sequence } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

type Item = Readonly<Record<string, unknown>>;

/** Each item at the root as a heading, with what it asks. */
export function describeQuestionnaire(questionnaire: AnyResource): Xhtml {
  const groups = asObjects(questionnaire['item']);
  return sequence(...groups.map(group => sequence(element('h3', textOf(group)), listOf(group))));
}

function listOf(item: Item): Xhtml {
  return list(asObjects(item['item']).map(each => sequence(textOf(each), listOf(each))));
}

function textOf({ text, linkId }: Item): string {
  return String(text ?? linkId ?? '');
}
