/**
 * What the extensions of a question ask of an answer: least and greatest value, length, pattern, decimal places,
 * units, type and size of attachments, types of references (https://hl7.org/fhir/extensions/extension-registry.html).
 */
import { RE2JS } from 're2js';
import { decimalTextOf } from '../../../fhir/formats/decimal-texts.ts';
import type { MessageId } from '../../messages/messages.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { extensionValues, textIn } from '../trees.ts';
import { compareAnswers } from './compare-answers.ts';
import { settingOf } from './question.ts';
import type { Question } from './question.ts';

const extensions = 'http://hl7.org/fhir/StructureDefinition/';

/** An answer's value, and the answer that holds it. */
export interface Answer {
  readonly answer: ValidationNode;
  readonly value: ValidationNode;
}

type Bounds = readonly [least: MessageId, greatest: MessageId];

const boundsOfType: Readonly<Record<string, Bounds>> = {
  date: ['QUESTIONNAIRE_QR_ITEM_DATE_MIN', 'QUESTIONNAIRE_QR_ITEM_DATE_MAX'],
  dateTime: ['QUESTIONNAIRE_QR_ITEM_DATE_MIN', 'QUESTIONNAIRE_QR_ITEM_DATE_MAX'],
  time: ['QUESTIONNAIRE_QR_ITEM_TIME_MIN', 'QUESTIONNAIRE_QR_ITEM_TIME_MAX'],
  decimal: ['QUESTIONNAIRE_QR_ITEM_DECIMAL_MIN', 'QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX'],
  integer: ['QUESTIONNAIRE_QR_ITEM_INTEGER_MIN', 'QUESTIONNAIRE_QR_ITEM_INTEGER_MAX'],
};

/** Holds an ordered answer against `minValue` and `maxValue`. */
export function checkBounds(question: Question, { value }: Answer, context: ValidationContext): void {
  const bounds = boundsOfType[value.type];
  if (bounds === undefined) return;
  const [least, greatest] = [
    settingOf(question, `${extensions}minValue`),
    settingOf(question, `${extensions}maxValue`),
  ];
  const tell = (messageId: MessageId, bound: unknown): void => {
    context.report(messageId, { node: value, args: [String(value.value), String(bound)] });
  };
  if ((compareAnswers(value.value, least) ?? 0) < 0) tell(bounds[0], least);
  if ((compareAnswers(value.value, greatest) ?? 0) > 0) tell(bounds[1], greatest);
}

/** Holds a number against `maxDecimalPlaces`. */
export function checkDecimalPlaces(
  question: Question,
  holder: ValidationNode,
  at: Answer & { key: string },
  context: ValidationContext,
): void {
  const most = settingOf(question, `${extensions}maxDecimalPlaces`);
  const number = holder.tree[at.key];
  if (typeof most !== 'number' || typeof number !== 'number') return;
  const text = decimalTextOf(holder.tree, at.key) ?? String(number);
  const places = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  if (places > most)
    context.report('QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX_DECIMALS', { node: at.value, args: [text, most] });
}

/** Holds a string against its length and pattern. */
export function checkText(question: Question, { value: node }: Answer, context: ValidationContext): void {
  const text = node.value;
  if (typeof text !== 'string') return;
  const least = settingOf(question, `${extensions}minLength`);
  const greatest = question.tree['maxLength'];
  if (typeof least === 'number' && text.length < least) {
    context.report('QUESTIONNAIRE_QR_ITEM_STRING_MIN_LENGTH', { node, args: [text.length, least] });
  }
  if (typeof greatest === 'number' && text.length > greatest) {
    context.report('QUESTIONNAIRE_QR_ITEM_STRING_MAX_LENGTH', { node, args: [text.length, greatest] });
  }
  checkPattern(question, node, text, context);
  if (question.type === 'string' && /[\r\n]/.test(text))
    context.report('QUESTIONNAIRE_QR_ITEM_STRING_ILLEGAL_CHARS', { node });
}

function checkPattern(question: Question, node: ValidationNode, text: string, context: ValidationContext): void {
  const pattern = settingOf(question, `${extensions}regex`);
  if (typeof pattern !== 'string' || matches(text, pattern) !== false) return;
  const form = settingOf(question, `${extensions}entryFormat`);
  if (typeof form !== 'string') context.report('QUESTIONNAIRE_QR_ITEM_STRING_REGEX', { node, args: [text, pattern] });
  else context.report('QUESTIONNAIRE_QR_ITEM_STRING_REGEX_EF', { node, args: [text, pattern, form] });
}

/** A user's pattern runs in linear time; one that can't be compiled says nothing about the answer. */
function matches(text: string, pattern: string): boolean | undefined {
  try {
    return RE2JS.matches(pattern, text);
  } catch {
    return undefined;
  }
}

/** Holds an attachment against `mimeType` and `maxSize`. */
export function checkAttachment(question: Question, { answer, value }: Answer, context: ValidationContext): void {
  const allowed = extensionValues(question.tree, `${extensions}mimeType`).filter(type => typeof type === 'string');
  const contentType = value.text('contentType');
  if (allowed.length > 0 && contentType === undefined) {
    context.report('QUESTIONNAIRE_QR_ITEM_NOT_ATTACHMENT_MIMETYPE', { node: answer });
  } else if (allowed.length > 0 && !allowed.some(type => contentType?.startsWith(type))) {
    const args = [String(contentType), allowed.join(', ')];
    context.report('QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_MIMETYPE', { node: answer, args });
  }
  const most = settingOf(question, `${extensions}maxSize`);
  const data = value.text('data');
  if (typeof most !== 'number' || data === undefined) return;
  const size = Buffer.from(data, 'base64').length;
  if (size > most) context.report('QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_LENGTH', { node: answer, args: [most, size] });
}

/** Holds a reference against the resource types that the question allows. */
export function checkReferenceType(question: Question, { value: node }: Answer, context: ValidationContext): void {
  const reference = node.text('reference');
  const type = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/.exec(
    reference ?? '',
  )?.[1];
  if (reference === undefined || type === undefined) return;
  const allowed = extensionValues(question.tree, `${extensions}questionnaire-referenceResource`);
  if (allowed.length > 0 && !allowed.includes(type)) {
    context.report('QUESTIONNAIRE_QR_ITEM_REF_INVALID', { node, args: [type, reference, allowed.join(', ')] });
  }
}

/** A coding or quantity as messages show it. */
export function showCoded(tree: Readonly<Record<string, unknown>>): string {
  const number = typeof tree['value'] === 'number' ? `${tree['value']} ` : '';
  return `${number}${textIn(tree, 'unit') ?? textIn(tree, 'display') ?? ''} (${textIn(tree, 'system') ?? ''}#${textIn(tree, 'code') ?? ''})`;
}
