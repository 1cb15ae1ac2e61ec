/** Answers against the options of their question: `answerOption` and `answerValueSet`. */
import type { CodeAnswer } from '../../../contracts/code-checker.ts';
import type { MessageId } from '../../messages/messages.ts';
import type { ValidationContext } from '../../validation-context.ts';
import { choiceIn, extensionValues, isTree, textIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import type { Answer } from './check-bounds.ts';
import { isInLocalValueSet } from './local-value-set.ts';
import type { Question } from './question.ts';

const exclusiveUrl = 'http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive';

const notAnOption: Readonly<Record<string, MessageId>> = {
  date: 'Questionnaire_QR_Item_NoDate',
  dateTime: 'Questionnaire_QR_Item_NoDate',
  time: 'Questionnaire_QR_Item_NoTime',
  integer: 'Questionnaire_QR_Item_NoInteger',
  string: 'Questionnaire_QR_Item_NoString',
};

/** What surrounds an answer: its siblings, and the questionnaire with the value sets in it. */
export interface OptionPlace {
  readonly answerCount: number;
  readonly questionnaire: Tree;
}

/** Holds an answer against the options of its question. */
export function checkOptions(question: Question, answer: Answer, place: OptionPlace, context: ValidationContext): void {
  if (answer.value.type === 'Coding') checkCodingOptions(question, answer, place, context);
  else checkPrimitiveOptions(question, answer, context);
}

function checkPrimitiveOptions(
  { options, isOpen }: Question,
  { answer, value }: Answer,
  context: ValidationContext,
): void {
  const messageId = notAnOption[value.type];
  if (messageId === undefined || options.length === 0) return;
  const given = options.flatMap(option => choiceIn(option, 'value') ?? []);
  if (isOpen) {
    if (value.type === 'string')
      warnOfOption(
        given.map(one => one.value),
        { answer, value },
        context,
      );
    return;
  }
  if (!given.some(option => !isTree(option.value) && option.value === value.value)) {
    context.report(messageId, { node: value, args: [String(value.value)] });
  }
}

/** Free text that says what an option says. */
function warnOfOption(options: readonly unknown[], { answer, value }: Answer, context: ValidationContext): void {
  const text = String(value.value).toLowerCase();
  const isOption = options
    .filter(isTree)
    .some(tree =>
      [tree['display'], tree['code']].some(word => typeof word === 'string' && word.toLowerCase() === text),
    );
  if (isOption) context.report('QUESTIONNAIRE_QR_ITEM_STRING_IN_CODING', { node: answer, args: [String(value.value)] });
}

function checkCodingOptions(question: Question, answer: Answer, place: OptionPlace, context: ValidationContext): void {
  const { options, answerValueSet } = question;
  if (options.length > 0) checkAnswerOption(question, answer, place, context);
  else if (answerValueSet !== undefined) checkValueSet(question, answer, { ...place, answerValueSet }, context);
  else context.report('Questionnaire_QR_Item_NoOptions', { node: answer.answer });
}

function checkAnswerOption(
  question: Question,
  { answer, value }: Answer,
  place: OptionPlace,
  context: ValidationContext,
): void {
  const { system, code } = value.tree;
  const found = question.options.find(option => {
    const coding = choiceIn(option, 'value')?.value;
    return isTree(coding) && coding['system'] === system && coding['code'] === code;
  });
  const args = [textIn(value.tree, 'system') ?? '', textIn(value.tree, 'code') ?? ''];
  if (found === undefined) {
    const isFree = question.isOpen && code === undefined;
    if (!isFree) context.report('Questionnaire_QR_Item_NoCoding', { node: answer, args });
  } else if (place.answerCount > 1 && extensionValues(found, exclusiveUrl)[0] === true) {
    context.report('QUESTIONNAIRE_QR_ITEM_EXCLUSIVE', { node: answer, args: [args.join('#')] });
  }
}

function checkValueSet(
  { isOpen }: Question,
  { answer, value }: Answer,
  { questionnaire, answerValueSet }: OptionPlace & { readonly answerValueSet: string },
  context: ValidationContext,
): void {
  const [system, code, display] = [
    textIn(value.tree, 'system'),
    textIn(value.tree, 'code'),
    textIn(value.tree, 'display'),
  ];
  if (code === undefined && isOpen) return;
  const args = [system ?? '', code ?? '', answerValueSet];
  if (answerValueSet.startsWith('#')) {
    const isIn = isInLocalValueSet(questionnaire, answerValueSet.slice(1), { system, code });
    if (isIn === false) context.report('Questionnaire_QR_Item_BadOption', { node: answer, args: [...args, ''] });
    return;
  }
  if (code === undefined) return;
  const coding = { code, ...(system !== undefined && { system }), ...(display !== undefined && { display }) };
  context.ask({ valueSet: answerValueSet, coding }, reply => tellMembership(reply, { answer, value }, args, context));
}

function tellMembership(
  { isIn, isUnknown, issues }: CodeAnswer,
  { answer: node }: Answer,
  args: readonly string[],
  context: ValidationContext,
): void {
  const reason = issues.map(({ text }) => text).join('; ');
  // A code of a code system that nobody here knows may well be one of the value set.
  const isUnjudged = isUnknown || issues.some(({ txType }) => txType === 'not-found');
  if (!isIn && isUnjudged) context.report('QUESTIONNAIRE_QR_ITEM_BADOPTION_CS', { node, args });
  else if (!isIn) context.report('Questionnaire_QR_Item_BadOption', { node, args: [...args, reason] });
}
