/**
 * Issues of an OperationOutcome (https://hl7.org/fhir/operationoutcome.html): the form our code passes round, the one
 * table from issue code to HTTP status, and the shaping into a resource.
 */
import type { OperationOutcome, OperationOutcomeIssue } from './model.ts';

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
}

export const txIssueTypeSystem = 'http://hl7.org/fhir/tools/CodeSystem/tx-issue-type';
const messageIdExtension = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-message-id';

/** One issue as it stands in an OperationOutcome, the same in R4 and R5. */
export function issueToElement(issue: Issue): OperationOutcomeIssue {
  return {
    ...(issue.messageId !== undefined && { extension: [{ url: messageIdExtension, valueString: issue.messageId }] }),
    severity: issue.severity,
    code: issue.code,
    details: {
      ...(issue.txType !== undefined && { coding: [{ system: txIssueTypeSystem, code: issue.txType }] }),
      text: issue.text,
    },
    ...(issue.diagnostics !== undefined && { diagnostics: issue.diagnostics }),
    ...(issue.expression !== undefined && { expression: [issue.expression] }),
  };
}

/** The OperationOutcome that carries these issues, in their order. */
export function issuesToOutcome(issues: readonly Issue[]): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: issues.map(issueToElement) };
}
