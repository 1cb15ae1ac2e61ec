/**
 * The Parameters that $validate-code answers with (https://hl7.org/fhir/valueset-operation-validate-code.html and the
 * parameters that the terminology ecosystem IG adds: issues, status, normalized-code, x-caused-by-unknown-system …).
 */
import type { Issue } from '../../fhir/issue.ts';
import type { Parameters } from '../../fhir/model.ts';
import type { ParametersWriter } from '../../fhir/parameters-writer.ts';
import { localizeIssue, translationFor } from '../localize.ts';
import { at, report } from './check-context.ts';
import type { CheckContext, CodingFindings, ConceptStatus } from './check-context.ts';
import type { CodingVerdict } from './coding-check.ts';
import { preferredDisplay } from './displays.ts';

/** Remarks short of an error that people should read all the same: they go into `message`. */
const messageIdsForPeople: ReadonlySet<string> = new Set([
  'Coding_has_no_system__cannot_validate',
  'Coding_has_no_code__cannot_validate',
  'DEPRECATED_CONCEPT_FOUND',
  'Display_Name_WS_for__should_be_one_of__instead_of',
  'Display_Name_for__should_be_one_of__instead_of',
  'INACTIVE_CONCEPT_FOUND',
  'NO_VALID_DISPLAY_AT_ALL',
  'NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR',
  'NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK',
]);

/** The answer to the verdicts on all codings, in their order. */
export function buildAnswer(
  context: CheckContext,
  verdicts: readonly CodingVerdict[],
  answer: ParametersWriter,
): Parameters {
  const matched = verdicts.find(({ membership }) => membership === 'in');
  const isConcept = context.mode === 'codeableConcept';
  // A CodeableConcept is answered with the coding that fits; a code or Coding with itself, right or wrong.
  const told = matched ?? (isConcept ? undefined : verdicts[0]);
  const status = reportStatus(context, verdicts, told);
  const isValid = matched !== undefined && !context.issues.some(isError);
  answer.plain('result', 'valueBoolean', isValid);
  if (told !== undefined) tellCoding(context, told, status, answer);
  if (!isValid && context.unknownSystems.size > 0) {
    const isOutside = matched === undefined && verdicts.every(({ membership }) => membership === 'out');
    tellUnknownSystems(context, isOutside ? 'x-unknown-system' : 'x-caused-by-unknown-system', answer);
  }
  tellIssues(context, answer);
  return answer.finish();
}

/** The answer when the value set or code system could not be made ready: the fault, and what was asked. */
export function buildFaultAnswer(
  context: CheckContext,
  faults: readonly Issue[],
  answer: ParametersWriter,
): Parameters {
  context.issues.push(...faults);
  const given = context.mode === 'codeableConcept' ? undefined : context.request.coding;
  const { system = context.request.system, code = context.request.code } = given ?? {};
  answer.plain('result', 'valueBoolean', false);
  if (context.mode !== 'codeableConcept') tellGiven(system, code, answer);
  tellUnknownSystems(context, 'x-caused-by-unknown-system', answer);
  tellIssues(context, answer);
  return answer.finish();
}

function tellGiven(system: string | undefined, code: string | undefined, answer: ParametersWriter): void {
  answer.plain('code', 'valueCode', code);
  answer.plain('system', 'valueUri', system);
}

function tellUnknownSystems({ unknownSystems }: CheckContext, name: string, answer: ParametersWriter): void {
  for (const canonical of unknownSystems) answer.plain(name, 'valueCanonical', canonical);
}

function tellCoding(
  context: CheckContext,
  { findings, given, system }: CodingVerdict,
  status: ConceptStatus | undefined,
  answer: ParametersWriter,
): void {
  tellGiven(system, given.code, answer);
  answer.plain('version', 'valueString', findings.version ?? given.version);
  answer.plain('display', 'valueString', preferredDisplay(findings.displays, context.languages));
  answer.plain('normalized-code', 'valueCode', findings.normalizedCode);
  if (status !== undefined) tellStatus(status, answer);
}

function tellStatus({ isInactive, status }: ConceptStatus, answer: ParametersWriter): void {
  if (isInactive) answer.plain('inactive', 'valueBoolean', true);
  const says = isInactive ? status !== 'inactive' : status === 'deprecated';
  if (says) answer.plain('status', 'valueCode', status);
}

/** Warns of the first inactive concept among the codings, else of a deprecated one; the standing of the coding told. */
function reportStatus(
  context: CheckContext,
  verdicts: readonly CodingVerdict[],
  told: CodingVerdict | undefined,
): ConceptStatus | undefined {
  if (context.request.valueSetMembershipOnly === true) return undefined;
  const inactive = verdicts.find(({ findings }) => findings.status?.isInactive === true);
  if (inactive !== undefined) reportInactive(context, inactive);
  else if (told?.findings.status?.status === 'deprecated') {
    report(context, 'DEPRECATED_CONCEPT_FOUND', ['deprecated', told.given.code ?? ''], placeOf(told.findings));
  }
  return told?.findings.status;
}

function reportInactive(context: CheckContext, { findings, given }: CodingVerdict): void {
  const status = findings.status?.status ?? 'inactive';
  const text = status === 'inactive' ? status : `${status} and inactive`;
  report(context, 'INACTIVE_CONCEPT_FOUND', [text, given.code ?? ''], placeOf(findings));
}

/** The coding itself; for a code as parameter, that parameter. */
function placeOf({ path }: CodingFindings): { readonly expression: string } {
  return path === '' ? at('', 'code') : { expression: path };
}

function tellIssues(context: CheckContext, answer: ParametersWriter): void {
  const { mode, request } = context;
  const translation = translationFor(request.acceptLanguage);
  const issues =
    translation === undefined ? context.issues : context.issues.map(issue => localizeIssue(issue, translation));
  answer.plain('message', 'valueString', messageOf(issues));
  const concept = mode === 'codeableConcept' ? request.codeableConcept : undefined;
  if (concept !== undefined) answer.whole({ name: 'codeableConcept', valueCodeableConcept: concept });
  answer.outcome('issues', issues);
}

/** What people should read; undefined where there is nothing. */
function messageOf(issues: readonly Issue[]): string | undefined {
  const told = issues.filter(issue => isError(issue) || messageIdsForPeople.has(issue.messageId ?? ''));
  if (told.length < 2) return told[0]?.text || undefined;
  return [...new Set(told.map(({ text }) => text))].sort().join('; ') || undefined;
}

function isError({ severity }: Issue): boolean {
  return severity === 'error' || severity === 'fatal';
}
