/**
 * `$validate-code` on ValueSet and CodeSystem (https://hl7.org/fhir/valueset-operation-validate-code.html,
 * https://hl7.org/fhir/codesystem-operation-validate-code.html). A wrong code is an answer; only what stops the work
 * (an unknown value set, a missing supplement, a broken definition) is thrown.
 */
import { formatCanonical, parseCanonical } from '../../fhir/canonical.ts';
import { FhirError, invalid } from '../../fhir/fhir-error.ts';
import type { Parameters, ValueSet } from '../../fhir/model.ts';
import { parseDisplayLanguage, readLanguages } from '../languages.ts';
import type { LanguageRange } from '../languages.ts';
import type { RequestScope } from '../request-scope.ts';
import type { ValidateCodeRequest } from '../terminology-request.ts';
import { txError } from '../tx-issue.ts';
import { buildAnswer, buildFaultAnswer } from './answer.ts';
import { unlimitedBudget } from './check-context.ts';
import type { CheckContext, WorkBudget } from './check-context.ts';
import { checkCodings } from './codings-check.ts';
import { findExpansionParameter } from './expansion-parameter.ts';
import { readCoded } from './coded-input.ts';
import { implyValueSet } from './implied-value-set.ts';
import { reportStanding } from './status-check.ts';
import { buildValueSetGraph } from './value-set-graph.ts';
import type { ValueSetNode } from './value-set-graph.ts';

/**
 * The Parameters that say whether the code, Coding or CodeableConcept of the request is valid: in a code system if the
 * request has one, else in a value set.
 */
export async function validateCode(
  request: ValidateCodeRequest,
  scope: RequestScope,
  budget: WorkBudget = unlimitedBudget,
): Promise<Parameters> {
  const tools = { scope, budget };
  return request.codeSystem === undefined ? validateInValueSet(request, tools) : validateInCodeSystem(request, tools);
}

type Tools = Pick<CheckContext, 'scope' | 'budget'>;

async function validateInValueSet(request: ValidateCodeRequest, tools: Tools): Promise<Parameters> {
  const valueSet = resolveValueSet(request, tools.scope);
  const { mode, codings } = readCoded(request, 'ValueSet');
  const languages = chooseLanguages(request, valueSet);
  const context: CheckContext = { ...tools, request, mode, languages, issues: [], unknownSystems: new Set() };
  const node = buildGraphOrFault(valueSet, tools.scope);
  if (node instanceof FhirError) return buildFaultAnswer(context, node.issues);
  reportStanding(context, valueSet, valueSet);
  return buildAnswer(context, await checkCodings(context, node, codings, { isImplied: false }));
}

async function validateInCodeSystem(request: ValidateCodeRequest, tools: Tools): Promise<Parameters> {
  const { mode, codings } = readCoded(request, 'CodeSystem');
  const languages = chooseLanguages(request, undefined);
  const context: CheckContext = { ...tools, request, mode, languages, issues: [], unknownSystems: new Set() };
  const valueSet = implyValueSet(context, codings[0] ?? {});
  if (valueSet === undefined) return buildFaultAnswer(context, []);
  const node = buildValueSetGraph(valueSet, tools.scope);
  return buildAnswer(context, await checkCodings(context, node, codings, { isImplied: true }));
}

function resolveValueSet({ valueSet }: ValidateCodeRequest, scope: RequestScope): ValueSet {
  if (valueSet?.resource !== undefined) return valueSet.resource;
  if (valueSet?.url === undefined) {
    throw invalid('No ValueSet specified: give the parameter url, or the value set as parameter valueSet');
  }
  const { url, version } = parseCanonical(valueSet.url);
  const canonical = formatCanonical(url, valueSet.version ?? version);
  const found = scope.findValueSet(canonical);
  if (found === undefined) throw txError('Unable_to_resolve_value_Set_', [canonical]);
  return found.read();
}

/** An import that is unknown makes the answer false; every other fault of the definition stops the work. */
function buildGraphOrFault(valueSet: ValueSet, scope: RequestScope): ValueSetNode | FhirError {
  try {
    return buildValueSetGraph(valueSet, scope);
  } catch (error) {
    if (error instanceof FhirError && error.issues[0]?.messageId === 'Unable_to_resolve_value_Set_') return error;
    throw error;
  }
}

/** By parameter, else as the value set says, else by header, else the value set's own language. */
function chooseLanguages(
  { displayLanguage, acceptLanguage }: ValidateCodeRequest,
  valueSet: ValueSet | undefined,
): readonly LanguageRange[] | undefined {
  if (displayLanguage !== undefined) return parseDisplayLanguage(displayLanguage);
  const stated = valueSet === undefined ? undefined : findExpansionParameter(valueSet, 'displayLanguage');
  const header = acceptLanguage === '*' ? undefined : acceptLanguage;
  const text = stated ?? header ?? valueSet?.language;
  return text === undefined ? undefined : readLanguages(text);
}
