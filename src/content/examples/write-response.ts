/** The worked response to the Questionnaire calcinosis-assessment: the form's own tree with the answers that were given. */
import type { AnyResource } from '../../fhir/model.ts';
import type { Answer, ExampleCase } from './example-case.ts';
import { headOf } from './write-head.ts';

interface Item {
  readonly linkId: string;
  readonly text?: string;
  readonly type: string;
  readonly item?: readonly Item[];
  readonly answerValueSet?: string;
  readonly answerOption?: readonly { readonly valueCoding?: Coding }[];
}

interface Coding {
  readonly code?: string;
}

/** Finds the Coding of a code among the members of a value set. */
export type FindMember = (valueSet: string, code: string) => object | undefined;

/** The response; throws an Error where an answer has no question, or is none of those that the question allows. */
export function writeResponse(example: ExampleCase, questionnaire: AnyResource, findMember: FindMember): AnyResource {
  const answers = new Map(Object.entries(example.assessment ?? {}));
  const items = (questionnaire['item'] as readonly Item[]).flatMap(item => writeItem(item, answers, findMember));
  const [unasked] = answers.keys();
  if (unasked !== undefined) throw new Error(`${example.id}: no question has the linkId ${unasked}`);
  return {
    ...headOf({ resourceType: 'QuestionnaireResponse', id: `${example.id}-assessment`, words: example.title }),
    questionnaire: `${String(questionnaire['url'])}|${String(questionnaire['version'])}`,
    status: 'completed',
    subject: { reference: `Patient/${example.id}-patient` },
    authored: '2026-03-16',
    item: items,
  };
}

function writeItem(item: Item, answers: Map<string, Answer>, findMember: FindMember): object[] {
  const { linkId, text } = item;
  const named = { linkId, ...(text !== undefined && { text }) };
  if (item.type === 'group') {
    const below = (item.item ?? []).flatMap(each => writeItem(each, answers, findMember));
    return below.length === 0 ? [] : [{ ...named, item: below }];
  }
  const given = answers.get(linkId);
  if (given === undefined) return [];
  answers.delete(linkId);
  const values = typeof given === 'object' ? given : [given];
  return [{ ...named, answer: values.map(value => writeAnswer(value, item, findMember)) }];
}

function writeAnswer(value: boolean | number | string, item: Item, findMember: FindMember): object {
  if (typeof value === 'boolean') return { valueBoolean: value };
  if (typeof value === 'number') return { valueInteger: value };
  if (item.type === 'text') return { valueString: value };
  const option = item.answerOption?.find(({ valueCoding }) => valueCoding?.code === value)?.valueCoding;
  const coding = option ?? findMember(item.answerValueSet ?? '', value);
  if (coding === undefined) throw new Error(`${item.linkId}: ${value} is none of the answers`);
  return { valueCoding: coding };
}
