/** What a Questionnaire may change of one that it extends or complies with (https://hl7.org/fhir/extensions/StructureDefinition-questionnaire-derivationType.html). */
import type { MessageId } from '../../messages/messages.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { choiceIn, extensionValues, isTree, textIn, treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';

export interface Derivation {
  readonly url: string;
  readonly base: Tree;
  /** Whether it may have further items. */
  readonly isOpen: boolean;
}

const typeUrl = 'http://hl7.org/fhir/StructureDefinition/questionnaire-derivationType';

/** The questionnaires that the items are held against. */
export function readDerivations(questionnaire: ValidationNode, context: ValidationContext): readonly Derivation[] {
  const siblings = questionnaire.tree['_derivedFrom'];
  return questionnaire.children('derivedFrom', 'canonical').flatMap((node): Derivation[] => {
    const { value: url } = node;
    if (typeof url !== 'string') return [];
    const base = context.finder.find('Questionnaire', url) as Tree | undefined;
    const kind = kindOf(Array.isArray(siblings) ? siblings[node.index] : undefined);
    if (base === undefined) context.report('QUESTIONNAIRE_Q_UNKNOWN_DERIVATION', { node, args: [url] });
    else if (kind === undefined) context.report('QUESTIONNAIRE_Q_NO_DERIVATION_TYPE', { node, args: [url] });
    if (base === undefined || (kind !== 'extends' && kind !== 'compliesWith')) return [];
    return [{ url: textIn(base, 'url') ?? url, base, isOpen: kind === 'extends' }];
  });
}

function kindOf(sibling: unknown): string | undefined {
  const [coding] = isTree(sibling) ? extensionValues(sibling, typeUrl) : [];
  return isTree(coding) ? textIn(coding, 'code') : undefined;
}

/** Holds an item against the one of the same linkId. */
export function checkDerivedItem(
  node: ValidationNode,
  { url, base, isOpen }: Derivation,
  context: ValidationContext,
): void {
  const linkId = node.text('linkId') ?? '';
  const item = findItem(base, linkId);
  if (item === undefined) {
    if (!isOpen) context.report('QUESTIONNAIRE_Q_ITEM_NOT_DERIVED', { node, args: [url, linkId] });
    return;
  }
  const derived = { node, item, args: [url, linkId] };
  checkFlags(derived, context);
  checkLength(derived, context);
  checkAnswers(derived, context);
}

interface Derived {
  readonly node: ValidationNode;
  readonly item: Tree;
  readonly args: readonly string[];
}

function findItem(holder: Tree, linkId: string): Tree | undefined {
  for (const item of treesIn(holder['item'])) {
    const found = item['linkId'] === linkId ? item : findItem(item, linkId);
    if (found !== undefined) return found;
  }
  return undefined;
}

function checkFlags({ node, item, args }: Derived, context: ValidationContext): void {
  const tell = (key: string, messageId: MessageId, further: readonly string[] = []): void => {
    context.report(messageId, { node: node.child(key) ?? node, args: [...args, ...further] });
  };
  const [theirs, own] = [textIn(item, 'type'), node.text('type')];
  if (theirs !== undefined && own !== undefined && theirs !== own)
    tell('type', 'QUESTIONNAIRE_Q_ITEM_DERIVED_NC_TYPE', [theirs, own]);
  if (item['repeats'] !== true && node.tree['repeats'] === true)
    tell('repeats', 'QUESTIONNAIRE_Q_ITEM_DERIVED_NC_REPEATS');
  if (item['required'] === true && node.tree['required'] === false)
    tell('required', 'QUESTIONNAIRE_Q_ITEM_DERIVED_NC_REQUIRED');
}

function checkLength({ node, item, args }: Derived, context: ValidationContext): void {
  const theirs = item['maxLength'];
  const own = node.tree['maxLength'];
  if (typeof theirs !== 'number') return;
  if (own === undefined) context.report('QUESTIONNAIRE_Q_ITEM_DERIVED_MAXLENGTH', { node, args: [...args, theirs] });
  else if (typeof own === 'number' && own > theirs) {
    context.report('QUESTIONNAIRE_Q_ITEM_DERIVED_NC_MAXLENGTH', {
      node: node.child('maxLength') ?? node,
      args: [...args, theirs],
    });
  }
}

function checkAnswers({ node, item, args }: Derived, context: ValidationContext): void {
  const options = treesIn(item['answerOption']);
  const mixed = 'QUESTIONNAIRE_Q_ITEM_DERIVED_NC_ANSWER_TYPE';
  if (item['answerValueSet'] !== undefined && 'answerOption' in node.tree)
    context.report(mixed, { node, args: [...args, 'a value set', 'options'] });
  if (options.length === 0) return;
  if ('answerValueSet' in node.tree) {
    context.report(mixed, { node, args: [...args, 'options', 'a value set'] });
    return;
  }
  const own = node.children('answerOption', 'Questionnaire.item.answerOption');
  if (own.length === 0) context.report('QUESTIONNAIRE_Q_ITEM_DERIVED_ANSWER_OPTIONS', { node, args });
  for (const option of own) {
    if (options.some(other => isSameOption(option.tree, other))) continue;
    context.report('QUESTIONNAIRE_Q_ITEM_DERIVED_ANSWER_OPTIONS_NEW', { node: option, args });
  }
}

function isSameOption(left: Tree, right: Tree): boolean {
  const [one, other] = [choiceIn(left, 'value'), choiceIn(right, 'value')];
  if (one?.key !== other?.key) return false;
  const [value, against] = [one?.value, other?.value];
  if (!isTree(value) || !isTree(against)) return value === against;
  return ['system', 'version', 'code', 'reference'].every(key => value[key] === against[key]);
}
