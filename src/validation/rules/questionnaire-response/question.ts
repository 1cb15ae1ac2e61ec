/** The items of a Questionnaire, in R4 and R5 alike (https://hl7.org/fhir/questionnaire.html). */
import { extensionValues, textIn, treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';

export interface Question {
  readonly linkId: string;
  /** R5's word: what R4 calls choice and open-choice is `coding`; R4's abstract `question` is a group. */
  readonly type: string | undefined;
  readonly text: string | undefined;
  readonly isRequired: boolean;
  readonly repeats: boolean;
  /** Whether answers beside the options are allowed. */
  readonly isOpen: boolean;
  readonly options: readonly Tree[];
  readonly answerValueSet: string | undefined;
  readonly conditions: readonly Tree[];
  readonly isAnyEnough: boolean;
  readonly questions: readonly Question[];
  readonly parent: Question | undefined;
  readonly tree: Tree;
}

const typeNames: Readonly<Record<string, string>> = { choice: 'coding', 'open-choice': 'coding', question: 'group' };

/** The items of a Questionnaire or of an item. */
export function readQuestions(holder: Tree, parent?: Question): readonly Question[] {
  return treesIn(holder['item']).map(tree => readQuestion(tree, parent));
}

function readQuestion(tree: Tree, parent: Question | undefined): Question {
  const type = textIn(tree, 'type');
  const constraint = textIn(tree, 'answerConstraint');
  const question = {
    linkId: textIn(tree, 'linkId') ?? '',
    type: type === undefined ? undefined : (typeNames[type] ?? type),
    text: textIn(tree, 'text'),
    isRequired: tree['required'] === true,
    repeats: tree['repeats'] === true,
    isOpen: type === 'open-choice' || constraint === 'optionsOrString' || constraint === 'optionsOrType',
    options: treesIn(tree['answerOption']),
    answerValueSet: textIn(tree, 'answerValueSet'),
    conditions: treesIn(tree['enableWhen']),
    isAnyEnough: tree['enableBehavior'] === 'any',
    questions: [] as readonly Question[],
    parent,
    tree,
  };
  question.questions = readQuestions(tree, question);
  return question;
}

/** The question with a linkId, at any depth. */
export function findQuestion(questions: readonly Question[], linkId: string): Question | undefined {
  for (const question of questions) {
    const found = question.linkId === linkId ? question : findQuestion(question.questions, linkId);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The value of a question's extension, the first of several. */
export function settingOf({ tree }: Question, url: string): unknown {
  return extensionValues(tree, url)[0];
}
