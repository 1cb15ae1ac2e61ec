/**
 * Issues of an OperationOutcome (https://hl7.org/fhir/operationoutcome.html): the form our code passes round, the one
 * table from issue code to HTTP status, and the shaping into a resource.
 */
import type { Coding, Extension, OperationOutcome, OperationOutcomeIssue } from './model.ts';

export type IssueSeverity = 'fatal' | 'error' | 'warning' | 'information';

/** HTTP status of an error answer whose first error has this issue type (http://hl7.org/fhir/issue-type). */
export const statusOfIssueCode = {
  invalid: 400,
  structure: 400,
  required: 400,
  value: 400,
  invariant: 422,
  processing: 422,
  'not-supported': 422,
  duplicate: 409,
  'multiple-matches': 412,
  'not-found': 404,
  deleted: 410,
  'too-long': 413,
  'code-invalid': 422,
  extension: 422,
  incomplete: 422,
  'business-rule': 422,
  conflict: 409,
  'too-costly': 422,
  security: 403,
  login: 401,
  forbidden: 403,
  exception: 500,
  timeout: 503,
  throttled: 429,
  transient: 503,
  informational: 200,
} as const;

export type IssueCode = keyof typeof statusOfIssueCode;

export interface Issue {
  readonly severity: IssueSeverity;
  readonly code: IssueCode;
  /** What is wrong and what to do about it, for a person. */
  readonly text: string;
  /** Code in http://hl7.org/fhir/tools/CodeSystem/tx-issue-type, for terminology faults. */
  readonly txType?: string;
  /** Id of the message in the message table, sent as HL7's operationoutcome-message-id extension. */
  readonly messageId?: string;
  /** FHIRPath of the element at fault. */
  readonly expression?: string;
  readonly diagnostics?: string;
  /** The message that the text was made of, for other languages; it is not sent. */
  readonly template?: { readonly key: string; readonly args: readonly string[] };
  /** Where in the text that was sent, from 1. */
  readonly position?: { readonly line: number; readonly column: number };
  /** `url|version` of the profile or resource whose rule it is. */
  readonly source?: string;
}

export const txIssueTypeSystem = 'http://hl7.org/fhir/tools/CodeSystem/tx-issue-type';
const outcomeExtension = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-';
/** System of the message ids that HL7's own validator gave its messages. */
const messageIdSystem = 'http://hl7.org/fhir/java-core-messageId';

/** One issue as it stands in an OperationOutcome, the same in R4 and R5. */
export function issueToElement(issue: Issue): OperationOutcomeIssue {
  const extension = extensionsOf(issue);
  const coding = codingsOf(issue);
  return {
    ...(extension.length > 0 && { extension }),
    severity: issue.severity,
    code: issue.code,
    details: { ...(coding.length > 0 && { coding }), text: issue.text },
    ...(issue.diagnostics !== undefined && { diagnostics: issue.diagnostics }),
    ...(issue.expression !== undefined && { expression: [issue.expression] }),
  };
}

function extensionsOf({ messageId, position, source }: Issue): Extension[] {
  const extension: Extension[] = [];
  if (position !== undefined) {
    extension.push({ url: `${outcomeExtension}issue-line`, valueInteger: position.line });
    extension.push({ url: `${outcomeExtension}issue-col`, valueInteger: position.column });
  }
  if (source !== undefined) extension.push({ url: `${outcomeExtension}issue-source`, valueString: source });
  if (messageId !== undefined) extension.push({ url: `${outcomeExtension}message-id`, valueString: messageId });
  return extension;
}

/** An issue of `$validate` has a position, and says its message id where programs look first. */
function codingsOf({ txType, messageId, position }: Issue): Coding[] {
  if (txType !== undefined) return [{ system: txIssueTypeSystem, code: txType }];
  return messageId !== undefined && position !== undefined ? [{ system: messageIdSystem, code: messageId }] : [];
}

/** The OperationOutcome that carries these issues, in their order. */
export function issuesToOutcome(issues: readonly Issue[]): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: issues.map(issueToElement) };
}
