/** One item of a response against its question: answers, how many of them, and of which type. */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { choiceIn, isTree } from '../trees.ts';
import { checkAttachment, checkBounds, checkDecimalPlaces, checkReferenceType, checkText } from './check-bounds.ts';
import type { Answer } from './check-bounds.ts';
import { checkOptions } from './check-options.ts';
import type { OptionPlace } from './check-options.ts';
import { checkQuantity } from './check-quantity.ts';
import { settingOf } from './question.ts';
import type { Question } from './question.ts';

const extensions = 'http://hl7.org/fhir/StructureDefinition/';

/** Types of the answers that a question of a type takes. */
const answerTypes: Readonly<Record<string, readonly string[]>> = {
  boolean: ['boolean'],
  decimal: ['decimal'],
  integer: ['integer'],
  date: ['date'],
  dateTime: ['dateTime'],
  time: ['time'],
  string: ['string'],
  text: ['string'],
  url: ['uri'],
  attachment: ['Attachment'],
  reference: ['Reference'],
  quantity: ['Quantity'],
  coding: ['Coding', 'date', 'time', 'integer', 'string'],
};

/** Holds the answers of an item against its question. */
export function checkAnswers(
  question: Question,
  item: ValidationNode,
  questionnaire: Tree,
  context: ValidationContext,
): void {
  const { linkId, type } = question;
  const answers = item.children('answer', 'QuestionnaireResponse.item.answer');
  checkCount(question, item, answers.length, context);
  if (type === undefined) context.report('Questionnaire_QR_Item_NoType', { node: item, args: [linkId] });
  if (answers.length > 0 && type === 'group')
    context.report('Questionnaire_QR_Item_Group', { node: item, args: [linkId] });
  if (answers.length > 0 && type === 'display') {
    context.report('QUESTIONNAIRE_QR_ITEM_DISPLAY_NO_VALUE', { node: item, args: [linkId] });
  }
  for (const answer of answers) {
    const value = answer.choice('value');
    if (value !== undefined)
      checkAnswer(question, { answer, value }, { answerCount: answers.length, questionnaire }, context);
  }
}

type Tree = OptionPlace['questionnaire'];

function checkCount(question: Question, node: ValidationNode, count: number, context: ValidationContext): void {
  const { linkId, repeats } = question;
  if (count > 1 && !repeats) context.report('Questionnaire_QR_Item_OnlyOneA', { node, args: [linkId, count] });
  const most = settingOf(question, `${extensions}questionnaire-maxOccurs`);
  const least = settingOf(question, `${extensions}questionnaire-minOccurs`);
  if (question.type === 'group') return;
  if (typeof most === 'number' && count > most)
    context.report('QUESTIONNAIRE_QR_ITEM_MAX_OCCURS', { node, args: [most, count] });
  if (typeof least === 'number' && count < least) {
    context.report('QUESTIONNAIRE_QR_ITEM_MIN_OCCURS', { node, args: [least, count] });
  }
}

function checkAnswer(question: Question, answer: Answer, place: OptionPlace, context: ValidationContext): void {
  const { type = '' } = question;
  const { value } = answer;
  const types = answerTypes[type];
  if (types === undefined) return;
  if (!allowsType(question, types, value.type)) {
    context.report('Questionnaire_QR_Item_WrongType', { node: value, args: [types.join(', '), value.type] });
    return;
  }
  checkByType(question, answer, context);
  if (type === 'coding' || question.options.length > 0 || question.answerValueSet !== undefined)
    checkOptions(question, answer, place, context);
}

/** R5 lets options be of any type, and takes answers of their types. */
function allowsType({ options, isOpen }: Question, types: readonly string[], type: string): boolean {
  if (types.includes(type) || (isOpen && type === 'string')) return true;
  return options.some(option => {
    const key = choiceIn(option, 'value')?.key;
    return key === `value${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  });
}

function checkByType(question: Question, answer: Answer, context: ValidationContext): void {
  const { value } = answer;
  checkBounds(question, answer, context);
  if (value.type === 'decimal') checkDecimalPlaces(question, answer.answer, { ...answer, key: value.key }, context);
  else if (value.type === 'string') checkText(question, answer, context);
  else if (value.type === 'Attachment') checkAttachment(question, answer, context);
  else if (value.type === 'Reference') checkReferenceType(question, answer, context);
  else if (value.type === 'Quantity' && isTree(value.value)) {
    checkQuantity(question, answer, context);
    checkDecimalPlaces(question, value, { ...answer, key: 'value' }, context);
  }
}
