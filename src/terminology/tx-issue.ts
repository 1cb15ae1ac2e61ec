/**
 * Terminology issues: one table gives each message id its severity, issue type and tx-issue-type
 * (http://hl7.org/fhir/tools/CodeSystem/tx-issue-type), so that a fault reads the same in every operation.
 */
import { FhirError } from '../fhir/fhir-error.ts';
import type { Issue, IssueCode, IssueSeverity } from '../fhir/issue.ts';
import { message } from './messages.ts';
import type { MessageKey } from './messages.ts';

interface IssueKind {
  readonly severity: IssueSeverity;
  readonly code: IssueCode;
  readonly txType?: string;
}

function kind(severity: IssueSeverity, code: IssueCode, txType?: string): IssueKind {
  return { severity, code, ...(txType !== undefined && { txType }) };
}

const invalidDisplay = kind('error', 'invalid', 'invalid-display');
const unknown = kind('error', 'not-found', 'not-found');
const cannotInfer = kind('error', 'not-found', 'cannot-infer');
const unknownCode = kind('error', 'code-invalid', 'invalid-code');
const notInValueSet = kind('error', 'code-invalid', 'not-in-vs');
const badData = kind('error', 'invalid', 'invalid-data');
const badValueSet = kind('error', 'invalid', 'vs-invalid');
const codeRule = kind('error', 'business-rule', 'code-rule');
const codeComment = kind('warning', 'business-rule', 'code-comment');
const displayComment = kind('warning', 'invalid', 'display-comment');
const statusCheck = kind('information', 'business-rule', 'status-check');

const kinds: Readonly<Record<MessageKey, IssueKind>> = {
  ABSTRACT_CODE_NOT_ALLOWED: codeRule,
  CACHE_ID_UNKNOWN: kind('error', 'not-found', 'cache-id-unknown'),
  CLOSURE_MUST_BE_REINITIALIZED: kind('error', 'processing'),
  CLOSURE_NAME_INVALID: kind('error', 'not-found'),
  CODESYSTEM_CS_NO_SUPPLEMENT: badData,
  CODE_CASE_DIFFERENCE: kind('information', 'business-rule', 'code-rule'),
  CONCEPT_DEPRECATED_IN_VALUESET: codeComment,
  Coding_has_no_system__cannot_validate: kind('warning', 'invalid', 'invalid-data'),
  Coding_has_no_code__cannot_validate: kind('warning', 'invalid', 'invalid-data'),
  DEPRECATED_CONCEPT_FOUND: codeComment,
  Display_Name_for__should_be_one_of__instead_of_one: invalidDisplay,
  Display_Name_for__should_be_one_of__instead_of_other: invalidDisplay,
  Display_Name_WS_for__should_be_one_of__instead_of_one: invalidDisplay,
  Display_Name_WS_for__should_be_one_of__instead_of_other: invalidDisplay,
  FILTER_NOT_UNDERSTOOD: kind('error', 'not-supported', 'vs-invalid'),
  INACTIVE_CONCEPT_FOUND: codeComment,
  INACTIVE_DISPLAY_FOUND: displayComment,
  INVALID_DISPLAY_NAME: kind('error', 'processing', 'invalid-display'),
  MSG_DEPRECATED: statusCheck,
  MSG_DRAFT: statusCheck,
  MSG_EXPERIMENTAL: statusCheck,
  MSG_RETIRED: statusCheck,
  MSG_WITHDRAWN: statusCheck,
  NO_VALID_DISPLAY_AT_ALL: kind('warning', 'invalid', 'invalid-display'),
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR: invalidDisplay,
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK: kind('information', 'invalid', 'invalid-display'),
  None_of_the_provided_codes_are_in_the_value_set_one: notInValueSet,
  STATUS_CODE_WARNING_CODE: codeRule,
  TX_GENERAL_CC_ERROR_MESSAGE: notInValueSet,
  Terminology_TX_System_Relative: badData,
  Terminology_TX_System_ValueSet2: badData,
  UNABLE_TO_HANDLE_SYSTEM_FILTER_WITH_NO_VALUE: badValueSet,
  UNABLE_TO_INFER_CODESYSTEM: cannotInfer,
  UNKNOWN_CODESYSTEM: unknown,
  UNKNOWN_CODESYSTEM_EXP: unknown,
  UNKNOWN_CODESYSTEM_VERSION: unknown,
  UNKNOWN_CODESYSTEM_VERSION_EXP: unknown,
  UNKNOWN_CODESYSTEM_VERSION_EXP_NONE: unknown,
  UNKNOWN_CODESYSTEM_VERSION_NONE: unknown,
  UNKNOWN_CODE_IN_FRAGMENT: kind('warning', 'code-invalid', 'invalid-code'),
  Unable_to_resolve_system__value_set_has_multiple_matches: cannotInfer,
  Unable_to_resolve_value_Set_: unknown,
  Unknown_Code_in: unknownCode,
  Unknown_Code_in_Version: unknownCode,
  VALUESET_CIRCULAR_REFERENCE: kind('error', 'processing', 'vs-invalid'),
  VALUESET_SUPPLEMENT_MISSING_one: kind('error', 'not-found', 'not-found'),
  VALUESET_SUPPLEMENT_MISSING_other: kind('error', 'not-found', 'not-found'),
  VALUESET_TOO_COSTLY: kind('error', 'too-costly'),
  VALUESET_VALUE_MISMATCH: badValueSet,
  VALUESET_VALUE_MISMATCH_CHANGED: badValueSet,
  VALUESET_VALUE_MISMATCH_DEFAULT: kind('warning', 'invalid', 'vs-invalid'),
  VALUESET_VERSION_CHECK: kind('error', 'exception', 'version-error'),
  VS_EXP_IMPORT_UNK: unknown,
  VS_EXP_IMPORT_UNK_PINNED: unknown,
};

/**
 * Ids that carry no number: the plural form is chosen by us, but the id that is sent is HL7's stem. The message on
 * one coding has `_one` in HL7's id itself.
 */
function messageIdOf(key: MessageKey): string {
  if (key === 'None_of_the_provided_codes_are_in_the_value_set_one') return key;
  return key.endsWith('_one') ? key.slice(0, -4) : key.endsWith('_other') ? key.slice(0, -6) : key;
}

/** What may differ from the table for one occurrence: the place, a milder severity, another issue type. */
export type TxIssueDetails = Partial<Pick<Issue, 'severity' | 'code' | 'txType' | 'expression' | 'diagnostics'>>;

/** The issue that a message makes, with its arguments filled in. */
export function txIssue(key: MessageKey, args: readonly string[], details: TxIssueDetails = {}): Issue {
  const text = message(key, args);
  return { messageId: messageIdOf(key), text, template: { key, args }, ...kinds[key], ...details };
}

/** The error that stops an operation for this fault; `status` overrides the one that the issue type has. */
export function txError(
  key: MessageKey,
  args: readonly string[],
  { status, ...details }: TxIssueDetails & { readonly status?: number } = {},
): FhirError {
  // A failed version check is the client's request against itself, not an exception of the server.
  const ownStatus = kinds[key].code === 'exception' ? 422 : undefined;
  return new FhirError([txIssue(key, args, details)], status ?? ownStatus);
}
