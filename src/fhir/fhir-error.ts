/**
 * The one error of Calx: it carries the issues of an OperationOutcome and an HTTP status. It is made only by the
 * builders below, which are named after FHIR issue codes. Negative answers that a specification expects
 * (`$validate-code` false, issues of `$validate`) are results and never thrown.
 */
import { statusOfIssueCode } from './issue.ts';
import type { Issue, IssueCode } from './issue.ts';

export class FhirError extends Error {
  readonly status: number;
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], status?: number) {
    const { stackTraceLimit } = Error;
    // Faults of requests are answers: where they were made helps nobody, and to find out costs more than the answer.
    Error.stackTraceLimit = 0;
    super(issues.map(issue => issue.text).join('; '));
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'FhirError';
    this.issues = issues;
    this.status = status ?? statusOfIssueCode[issues[0]?.code ?? 'exception'];
  }
}

type IssueDetails = Pick<Issue, 'txType' | 'messageId' | 'expression' | 'diagnostics' | 'position'> & {
  readonly status?: number;
};

function builder(code: IssueCode) {
  return (text: string, { status, ...details }: IssueDetails = {}): FhirError =>
    new FhirError([{ severity: 'error', code, text, ...details }], status);
}

/** 404: what was asked for is not here. */
export const notFound = builder('not-found');
/** 400: the request can't be understood as it stands. */
export const invalid = builder('invalid');
/** 400: the request breaks the structure of its format (syntax, depth, forbidden keys). */
export const structure = builder('structure');
/** 400: something the request must have is missing. */
export const required = builder('required');
/** 422: HL7 defines it, and we do not support it; the text names it. */
export const notSupported = builder('not-supported');
/** 422: the content or parameters break a rule. */
export const businessRule = builder('business-rule');
/** 422: understood, but it can't be processed. */
export const processing = builder('processing');
/** 422: the answer would cost more than the server gives one request. */
export const tooCostly = builder('too-costly');
/** 413: larger than the server takes. */
export const tooLong = builder('too-long');
/** 409: two things claim the same identity. */
export const conflict = builder('conflict');
/** 403: the request may not be answered to whoever sent it. */
export const forbidden = builder('forbidden');
