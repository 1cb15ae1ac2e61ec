/** The items of a response against the questions of the same level: known, in place, in order, complete. */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import { checkAnswers } from './check-item.ts';
import { isEnabled } from './enable-when.ts';
import type { AnswerPlace } from './enable-when.ts';
import { findQuestion } from './question.ts';
import type { Question } from './question.ts';

export interface ResponseCheck extends AnswerPlace {
  readonly questionnaire: Tree;
  /** Whether what is required must be there by now. */
  readonly isCompleted: boolean;
  readonly context: ValidationContext;
}

/** Checks the items below a node: the response, an item or an answer. */
export function checkItems(holder: ValidationNode, questions: readonly Question[], check: ResponseCheck): void {
  const byQuestion = assignItems(holder, questions, check);
  for (const question of questions) {
    const items = byQuestion.get(question) ?? [];
    const enabled = isEnabled(question, check, check.context);
    if (items.length === 0) {
      if (enabled === true && question.isRequired) reportMissing(question, holder, check);
      continue;
    }
    if (enabled === false) reportDisabled(question, items, check);
    if (items.length > 1 && !question.repeats) {
      check.context.report('Questionnaire_QR_Item_OnlyOneI', { node: holder, args: [question.linkId, items.length] });
    }
    for (const item of items) checkItem(question, item, { check, isEnabled: enabled });
  }
}

function reportMissing({ linkId }: Question, node: ValidationNode, { isCompleted, context }: ResponseCheck): void {
  const severity = isCompleted ? 'error' : 'warning';
  context.report('Questionnaire_QR_Item_Missing', { node, args: [linkId], severity });
}

function reportDisabled({ linkId }: Question, items: readonly ValidationNode[], { context }: ResponseCheck): void {
  for (const node of items) {
    const isAnswered = treesIn(node.tree['answer']).length > 0 || treesIn(node.tree['item']).length > 0;
    if (isAnswered) context.report('Questionnaire_QR_Item_NotEnabled2', { node, args: [linkId] });
  }
}

/** The items by the question that they answer; those of other levels are told and checked at once. */
function assignItems(
  holder: ValidationNode,
  questions: readonly Question[],
  check: ResponseCheck,
): ReadonlyMap<Question, readonly ValidationNode[]> {
  const byQuestion = new Map<Question, ValidationNode[]>();
  const { context } = check;
  let last = -1;
  for (const item of holder.children('item', 'QuestionnaireResponse.item')) {
    const linkId = item.text('linkId') ?? '';
    const at = questions.findIndex(question => question.linkId === linkId);
    const question = questions[at];
    if (linkId === '') context.report('Questionnaire_QR_Item_NoLinkId', { node: holder });
    else if (question === undefined) checkMisplaced(holder, item, linkId, check);
    else {
      if (at < last) context.report('Questionnaire_QR_Item_Order', { node: holder, args: [linkId] });
      last = at;
      byQuestion.set(question, [...(byQuestion.get(question) ?? []), item]);
    }
  }
  return byQuestion;
}

function checkMisplaced(holder: ValidationNode, item: ValidationNode, linkId: string, check: ResponseCheck): void {
  const question = findQuestion(check.questions, linkId);
  if (question === undefined) {
    check.context.report('Questionnaire_QR_Item_NotFound', { node: holder, args: [linkId] });
    return;
  }
  check.context.report('QUESTIONNAIRE_QR_ITEM_MISPLACED', { node: holder, args: [linkId] });
  checkItem(question, item, { check, isEnabled: undefined });
}

interface ItemState {
  readonly check: ResponseCheck;
  readonly isEnabled: boolean | undefined;
}

function checkItem(question: Question, item: ValidationNode, { check, isEnabled: enabled }: ItemState): void {
  const { context, questionnaire } = check;
  const { linkId, text, type } = question;
  const ownText = item.text('text');
  if (ownText !== undefined && text !== undefined && ownText !== text) {
    context.report('Questionnaire_QR_Item_Text', { node: item, args: [linkId] });
  }
  const hasAnswers = treesIn(item.tree['answer']).length > 0;
  const needsAnswer = question.isRequired && type !== 'group' && !hasAnswers;
  if (needsAnswer && enabled === true) reportMissing(question, item, check);
  checkAnswers(question, item, questionnaire, context);
  checkBelow(question, item, { ...check, around: [...check.around, { question, item }] });
}

function checkBelow(question: Question, item: ValidationNode, check: ResponseCheck): void {
  const { linkId, type, questions } = question;
  const { context } = check;
  const hasItems = treesIn(item.tree['item']).length > 0;
  if (type === 'group') {
    if (question.isRequired && !hasItems)
      context.report('QUESTIONNAIRE_QR_ITEM_GROUP_REQUIRED', { node: item, args: [linkId] });
    checkItems(item, questions, check);
    return;
  }
  for (const answer of item.children('answer', 'QuestionnaireResponse.item.answer'))
    checkItems(answer, questions, check);
  if (!hasItems) return;
  const messageId = type === 'display' ? 'Questionnaire_QR_Item_Display' : 'Questionnaire_QR_Item_GroupAnswer';
  context.report(messageId, { node: item, args: [linkId] });
}
