/** What every stage and rule of the validator is handed: where to look things up and whom to tell. */
import type { CanonicalFinder } from '../contracts/canonical-finder.ts';
import type { CodeAnswer, CodeChecker, CodeQuestion } from '../contracts/code-checker.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { IssueCode, IssueSeverity } from '../fhir/issue.ts';
import type { MessageId } from './messages/messages.ts';
import type { ValidationPolicies } from './policies.ts';
import type { DefinitionTrees } from './snapshot/definition-trees.ts';
import type { ValidationNode } from './validation-node.ts';

/** Where an issue is and what its message's placeholders stand for. */
export interface IssueAt {
  readonly node: ValidationNode;
  /** `{0}`, `{1}` … of the message. */
  readonly args?: readonly (string | number)[];
  /** Instead of the message's own. */
  readonly severity?: IssueSeverity;
  readonly code?: IssueCode;
  /** The whole text, where someone else worded it. */
  readonly text?: string;
  /** `url|version` of the profile whose rule is broken. */
  readonly source?: string | undefined;
}

export interface ValidationContext {
  readonly fhirVersion: FhirVersion;
  readonly policies: ValidationPolicies;
  readonly finder: CanonicalFinder;
  /** Snapshots as trees, for the rules of definitions. */
  readonly trees: DefinitionTrees;
  readonly codes: CodeChecker;
  /** Language of the resource or of the request, for displays. */
  readonly language: string | undefined;
  /** The outermost resource. */
  readonly root: ValidationNode;
  /** Whether an error has been told by now. */
  readonly hasErrors: boolean;
  /** Tells an issue. The same message at the same place is told once. */
  report(messageId: MessageId, at: IssueAt): void;
  /** Asks terminology after the walk; `tell` reports what the answer means. */
  ask(question: CodeQuestion, tell: (answer: CodeAnswer) => void): void;
  /** The resource that a reference means within the text (contained, or in a Bundle); undefined where it is none. */
  resolve(reference: string, from: ValidationNode): ValidationNode | undefined;
  /** What a FHIRPath expression gives at a node; throws an Error that says what is wrong with the expression. */
  evaluate(expression: string, node: ValidationNode): readonly unknown[];
  /** What is wrong with a FHIRPath expression; undefined where it can be read. */
  expressionFault(expression: string): string | undefined;
  /** Whether a node conforms to a profile or type, without telling why not; undefined where the profile is unknown. */
  conforms(node: ValidationNode, profile: string): boolean | undefined;
}
