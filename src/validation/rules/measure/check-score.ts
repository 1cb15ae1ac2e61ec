/** Scores by the scoring of the measure (https://hl7.org/fhir/valueset-measure-scoring.html). */
import type { MessageId } from '../../messages/messages.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { extensionValues, isTree, textIn } from '../trees.ts';
import type { Tree } from '../trees.ts';

export interface Scoring {
  readonly measure: Tree;
  readonly type: string | undefined;
  readonly scoring: string | undefined;
  readonly context: ValidationContext;
}

const unitUrl = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit';

/** Holds the score of a group against the kind of measure. */
export function checkScore(group: ValidationNode, { measure, type, scoring, context }: Scoring): void {
  const score = group.child('measureScore') ?? group.child('measureScoreQuantity');
  const isCollection = type === 'data-collection' || type === 'data-exchange';
  if (isCollection) tellProhibited(score, 'MEASURE_MR_SCORE_PROHIBITED_RT', context);
  else if (scoring === 'cohort') tellProhibited(score, 'MEASURE_MR_SCORE_PROHIBITED_MS', context);
  else if (scoring !== undefined && scored.has(scoring)) {
    if (score !== undefined) checkValue(score, { scoring, measure }, context);
    else if (!hasOtherScore(group)) context.report('MEASURE_MR_SCORE_REQUIRED', { node: group, args: [scoring] });
  }
}

function tellProhibited(node: ValidationNode | undefined, messageId: MessageId, context: ValidationContext): void {
  if (node !== undefined) context.report(messageId, { node });
}

const scored: ReadonlySet<string> = new Set(['proportion', 'ratio', 'continuous-variable']);

/** R5 has scores that are no quantities. */
function hasOtherScore({ tree }: ValidationNode): boolean {
  return Object.keys(tree).some(key => key.startsWith('measureScore') || key === '_measureScore');
}

interface Scored {
  readonly scoring: string;
  readonly measure: Tree;
}

function checkValue(score: ValidationNode, { scoring, measure }: Scored, context: ValidationContext): void {
  const { value } = score.tree;
  if (value === undefined) {
    context.report('MEASURE_MR_SCORE_VALUE_REQUIRED', { node: score });
    return;
  }
  if (scoring === 'proportion') checkProportion(score, value, context);
  else checkUnit(score, { scoring, measure }, context);
}

function checkProportion(score: ValidationNode, value: unknown, context: ValidationContext): void {
  for (const key of ['unit', 'system', 'code']) {
    const node = score.child(key);
    if (node !== undefined) context.report('MEASURE_MR_SCORE_UNIT_PROHIBITED', { node, args: ['proportion'] });
  }
  if (typeof value === 'number' && (value < 0 || value > 1)) {
    context.report('MEASURE_MR_SCORE_VALUE_INVALID_01', { node: score.child('value') ?? score });
  }
}

function checkUnit(score: ValidationNode, { scoring, measure }: Scored, context: ValidationContext): void {
  const [unit] = extensionValues(measure, unitUrl);
  const code = score.text('code');
  if (!isTree(unit)) {
    if (code === undefined && scoring === 'ratio')
      context.report('MEASURE_MR_SCORE_UNIT_REQUIRED', { node: score, args: [scoring] });
    return;
  }
  if (code !== textIn(unit, 'code')) {
    context.report('MEASURE_MR_SCORE_FIXED', {
      node: score.child('code') ?? score,
      args: [textIn(unit, 'code') ?? ''],
    });
  }
}
