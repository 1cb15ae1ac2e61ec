/**
 * Whether a question is enabled (https://hl7.org/fhir/questionnaire.html#enableWhen). Its conditions look at answers
 * within the nearest group that holds both the question and the one that it depends on.
 */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { choiceIn, isTree, textIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import { compareAnswers } from './compare-answers.ts';
import { findQuestion, settingOf } from './question.ts';
import type { Question } from './question.ts';

/** What is being answered: the groups and questions around, outermost first, each with its item of the response. */
export interface AnswerPlace {
  readonly questions: readonly Question[];
  readonly response: ValidationNode;
  readonly around: readonly { readonly question: Question; readonly item: ValidationNode }[];
}

const expressionUrl = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression';

/** Whether the question may be answered there; undefined where that can't be told. */
export function isEnabled(question: Question, place: AnswerPlace, context: ValidationContext): boolean | undefined {
  const expression = settingOf(question, expressionUrl);
  if (isTree(expression)) return evaluate(expression, place, context);
  const { conditions, isAnyEnough } = question;
  if (conditions.length === 0) return true;
  const results = conditions.map(condition => holds(condition, question, place));
  // More than one condition needs an enableBehavior; without it HL7's validator enables the question.
  if (conditions.length > 1 && question.tree['enableBehavior'] === undefined) return true;
  if (isAnyEnough) return results.includes(true) ? true : results.includes(undefined) ? undefined : false;
  return results.includes(false) ? false : results.includes(undefined) ? undefined : true;
}

function evaluate(expression: Tree, { response }: AnswerPlace, context: ValidationContext): boolean | undefined {
  const text = textIn(expression, 'expression');
  if (text === undefined || expression['language'] !== 'text/fhirpath') return undefined;
  try {
    const [value] = context.evaluate(text, response);
    return value === undefined ? false : value !== false;
  } catch {
    return undefined;
  }
}

function holds(condition: Tree, question: Question, place: AnswerPlace): boolean | undefined {
  const linkId = textIn(condition, 'question') ?? '';
  const expected = choiceIn(condition, 'answer')?.value;
  const answers = answersTo(linkId, question, place);
  const operator = textIn(condition, 'operator');
  if (operator === 'exists') return typeof expected === 'boolean' ? expected === answers.length > 0 : undefined;
  const results = answers.map(answer => compareBy(operator, answer, expected));
  return results.includes(true) ? true : results.includes(undefined) ? undefined : false;
}

function compareBy(operator: string | undefined, actual: unknown, expected: unknown): boolean | undefined {
  if (operator === '=' || operator === '!=') return equals(actual, expected) === (operator === '=');
  const order = compareAnswers(actual, expected);
  if (order === undefined) return undefined;
  if (operator === '>') return order > 0;
  if (operator === '<') return order < 0;
  if (operator === '>=') return order >= 0;
  return operator === '<=' ? order <= 0 : undefined;
}

function equals(actual: unknown, expected: unknown): boolean {
  if (!isTree(actual) || !isTree(expected)) return compareAnswers(actual, expected) === 0;
  if (typeof expected['reference'] === 'string') return actual['reference'] === expected['reference'];
  if ('value' in expected) return actual['code'] === expected['code'] && actual['value'] === expected['value'];
  const isSameSystem = expected['system'] === undefined || actual['system'] === expected['system'];
  return isSameSystem && actual['code'] === expected['code'];
}

function answersTo(linkId: string, question: Question, place: AnswerPlace): readonly unknown[] {
  const target = findQuestion(place.questions, linkId);
  if (target === undefined) return [];
  const group = commonGroup(question, target);
  const holder = group === undefined ? place.response : place.around.findLast(one => one.question === group)?.item;
  return holder === undefined ? [] : collectAnswers(holder, linkId);
}

function commonGroup(left: Question, right: Question): Question | undefined {
  const above = new Set<Question>();
  for (let question: Question | undefined = right; question !== undefined; question = question.parent)
    above.add(question);
  for (let question: Question | undefined = left.parent; question !== undefined; question = question.parent) {
    if (above.has(question)) return question;
  }
  return undefined;
}

function collectAnswers(holder: ValidationNode, linkId: string): readonly unknown[] {
  const answers = holder.children('answer');
  const own =
    holder.tree['linkId'] === linkId ? answers.flatMap(({ tree }) => choiceIn(tree, 'value')?.value ?? []) : [];
  const items = [...holder.children('item'), ...answers.flatMap(answer => answer.children('item'))];
  return [...own, ...items.flatMap(item => collectAnswers(item, linkId))];
}
