/** A QuestionnaireResponse against its Questionnaire (https://hl7.org/fhir/questionnaireresponse.html). */
import { isExampleUrl } from '../../policies.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { isTree, textIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import { checkItems } from './check-items.ts';
import { compareAnswers } from './compare-answers.ts';
import { readQuestions } from './question.ts';

/** Holds a response against the questionnaire that it names, where that is known here. */
export function checkQuestionnaireResponse(response: ValidationNode, context: ValidationContext): void {
  const canonical = response.text('questionnaire');
  if (canonical === undefined) {
    context.report('Questionnaire_QR_Q_None', { node: response });
    return;
  }
  const questionnaire = findQuestionnaire(canonical, response, context);
  if (questionnaire === undefined) {
    const severity = isExampleUrl(canonical) ? 'information' : 'warning';
    context.report('Questionnaire_QR_Q_NotFound', { node: response, args: [canonical], severity });
    return;
  }
  checkAuthored(response, questionnaire, context);
  const questions = readQuestions(questionnaire);
  const isCompleted = ['completed', 'amended'].includes(response.text('status') ?? '');
  checkItems(response, questions, { questions, response, questionnaire, isCompleted, context, around: [] });
}

function findQuestionnaire(canonical: string, response: ValidationNode, context: ValidationContext): Tree | undefined {
  if (!canonical.startsWith('#')) return context.finder.find('Questionnaire', canonical) as Tree | undefined;
  const contained = context.resolve(canonical, response)?.tree;
  return contained?.['resourceType'] === 'Questionnaire' ? contained : undefined;
}

/** The time of the response, which should be in the effective period of its questionnaire. */
function checkAuthored(response: ValidationNode, questionnaire: Tree, context: ValidationContext): void {
  const period = questionnaire['effectivePeriod'];
  const authored = response.text('authored');
  const node = response.child('authored', 'dateTime');
  if (!isTree(period) || authored === undefined || node === undefined) return;
  const [start, end] = [textIn(period, 'start'), textIn(period, 'end')];
  if (end !== undefined && (compareAnswers(authored, end) ?? 0) > 0) {
    context.report('QUESTIONNAIRE_QR_AUTHOR_END', { node, args: [authored, end] });
  }
  if (start !== undefined && (compareAnswers(authored, start) ?? 0) < 0) {
    context.report('QUESTIONNAIRE_QR_AUTHOR_START', { node, args: [authored, start] });
  }
}
