/**
 * The Parameters that $validate-code answers with (https://hl7.org/fhir/valueset-operation-validate-code.html and the
 * parameters that the terminology ecosystem IG adds: issues, status, normalized-code, x-caused-by-unknown-system …).
 */
import { issuesToOutcome } from '../../fhir/issue.ts';
import type { Issue } from '../../fhir/issue.ts';
import type { CodeableConcept, Parameters, ParametersParameter } from '../../fhir/model.ts';
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
export function buildAnswer(context: CheckContext, verdicts: readonly CodingVerdict[]): Parameters {
  const matched = verdicts.find(({ membership }) => membership === 'in');
  const isConcept = context.mode === 'codeableConcept';
  // A CodeableConcept is answered with the coding that fits; a code or Coding with itself, right or wrong.
  const told = matched ?? (isConcept ? undefined : verdicts[0]);
  const status = reportStatus(context, verdicts, told);
  const isValid = matched !== undefined && !context.issues.some(isError);
  const isOutside = matched === undefined && verdicts.every(({ membership }) => membership === 'out');
  const unknownName = isOutside ? 'x-unknown-system' : 'x-caused-by-unknown-system';
  return toParameters([
    { name: 'result', valueBoolean: isValid },
    ...describeCoding(context, told, status),
    ...(isValid ? [] : [...context.unknownSystems].map(valueCanonical => ({ name: unknownName, valueCanonical }))),
    ...describeIssues(context),
  ]);
}

/** The answer when the value set or code system could not be made ready: the fault, and what was asked. */
export function buildFaultAnswer(context: CheckContext, faults: readonly Issue[]): Parameters {
  context.issues.push(...faults);
  const given = context.mode === 'codeableConcept' ? undefined : context.request.coding;
  const { system = context.request.system, code = context.request.code } = given ?? {};
  const told = context.mode === 'codeableConcept' ? [] : describeGiven(system, code);
  const unknown = [...context.unknownSystems];
  return toParameters([
    { name: 'result', valueBoolean: false },
    ...told,
    ...unknown.map(valueCanonical => ({ name: 'x-caused-by-unknown-system', valueCanonical })),
    ...describeIssues(context),
  ]);
}

function toParameters(parameter: ParametersParameter[]): Parameters {
  return { resourceType: 'Parameters', parameter };
}

function describeGiven(system: string | undefined, code: string | undefined): ParametersParameter[] {
  return [
    ...(code === undefined ? [] : [{ name: 'code', valueCode: code }]),
    ...(system === undefined ? [] : [{ name: 'system', valueUri: system }]),
  ];
}

function describeCoding(
  context: CheckContext,
  told: CodingVerdict | undefined,
  status: ConceptStatus | undefined,
): ParametersParameter[] {
  if (told === undefined) return [];
  const { findings, given } = told;
  const { normalizedCode } = findings;
  const version = findings.version ?? given.version;
  const display = preferredDisplay(findings.displays, context.languages);
  return [
    ...describeGiven(told.system, given.code),
    ...(version === undefined ? [] : [{ name: 'version', valueString: version }]),
    ...(display === undefined ? [] : [{ name: 'display', valueString: display }]),
    ...(normalizedCode === undefined ? [] : [{ name: 'normalized-code', valueCode: normalizedCode }]),
    ...describeStatus(status),
  ];
}

function describeStatus(concept: ConceptStatus | undefined): ParametersParameter[] {
  if (concept === undefined) return [];
  const { isInactive, status } = concept;
  const says = status !== undefined && (isInactive ? status !== 'inactive' : status === 'deprecated');
  return [
    ...(isInactive ? [{ name: 'inactive', valueBoolean: true }] : []),
    ...(says ? [{ name: 'status', valueCode: status }] : []),
  ];
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

function describeIssues(context: CheckContext): ParametersParameter[] {
  const { mode, request } = context;
  const translation = translationFor(request.acceptLanguage);
  const issues = context.issues.map(issue => localizeIssue(issue, translation));
  const texts = issues
    .filter(issue => isError(issue) || messageIdsForPeople.has(issue.messageId ?? ''))
    .map(({ text }) => text);
  const message = [...new Set(texts)].sort().join('; ');
  const concept: CodeableConcept | undefined = mode === 'codeableConcept' ? request.codeableConcept : undefined;
  return [
    ...(message === '' ? [] : [{ name: 'message', valueString: message }]),
    ...(concept === undefined ? [] : [{ name: 'codeableConcept', valueCodeableConcept: concept }]),
    ...(issues.length === 0 ? [] : [{ name: 'issues', resource: issuesToOutcome(issues) }]),
  ];
}

function isError({ severity }: Issue): boolean {
  return severity === 'error' || severity === 'fatal';
}
