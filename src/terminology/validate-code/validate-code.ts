/**
 * `$validate-code` on ValueSet and CodeSystem (https://hl7.org/fhir/valueset-operation-validate-code.html,
 * https://hl7.org/fhir/codesystem-operation-validate-code.html). A wrong code is an answer; only what stops the work
 * (an unknown value set, a missing supplement, a broken definition) is thrown.
 */
import { formatCanonical, parseCanonical } from '../../fhir/canonical.ts';
import { FhirError, invalid } from '../../fhir/fhir-error.ts';
import type { Parameters, ValueSet } from '../../fhir/model.ts';
import type { ParametersWriter } from '../../fhir/parameters-writer.ts';
import { displayLanguageOf } from '../display-language.ts';
import { expansionDefault } from '../expansion-defaults.ts';
import type { RequestScope } from '../request-scope.ts';
import type { Steps } from '../run-steps.ts';
import type { ValidateCodeRequest } from '../terminology-request.ts';
import { txError } from '../tx-issue.ts';
import { buildAnswer, buildFaultAnswer } from './answer.ts';
import { Judgements } from './check-context.ts';
import type { CheckContext } from './check-context.ts';
import { checkCodings } from './codings-check.ts';
import { readCoded } from './coded-input.ts';
import { implyValueSet } from './implied-value-set.ts';
import { reportStanding } from './status-check.ts';
import { assertSupplementsUsed, valueSetGraph } from './value-set-graph.ts';
import type { GraphTools, ValueSetNode } from './value-set-graph.ts';

export interface ValidationTools extends GraphTools {
  readonly answer: ParametersWriter;
}

/**
 * The Parameters that say whether the code, Coding or CodeableConcept of the request is valid: in a code system if the
 * request has one, else in a value set.
 */
export function validateCode(request: ValidateCodeRequest, tools: ValidationTools): Steps<Parameters> {
  return request.codeSystem === undefined ? validateInValueSet(request, tools) : validateInCodeSystem(request, tools);
}

function* validateInValueSet(request: ValidateCodeRequest, tools: ValidationTools): Steps<Parameters> {
  const { scope, answer } = tools;
  const valueSet = resolveValueSet(request, scope);
  const { mode, codings } = readCoded(request, 'ValueSet');
  const context = createContext({ scope, mode, request: withDefaults(request, valueSet) }, valueSet);
  const node = yield* buildGraphOrFault(valueSet, tools);
  if (node instanceof FhirError) return buildFaultAnswer(context, node.issues, answer);
  assertSupplementsUsed(node, scope);
  reportStanding(context, valueSet, valueSet);
  return buildAnswer(context, yield* checkCodings(context, node, codings, { isImplied: false }), answer);
}

function* validateInCodeSystem(request: ValidateCodeRequest, tools: ValidationTools): Steps<Parameters> {
  const { scope, answer } = tools;
  const { mode, codings } = readCoded(request, 'CodeSystem');
  const context = createContext({ scope, mode, request }, undefined);
  const valueSet = implyValueSet(context, codings[0] ?? {});
  if (valueSet === undefined) return buildFaultAnswer(context, [], answer);
  const node = yield* valueSetGraph(valueSet, tools);
  assertSupplementsUsed(node, scope);
  return buildAnswer(context, yield* checkCodings(context, node, codings, { isImplied: true }), answer);
}

function createContext(
  { scope, mode, request }: Pick<CheckContext, 'scope' | 'mode' | 'request'>,
  valueSet: ValueSet | undefined,
): CheckContext {
  const { ranges } = displayLanguageOf(request, valueSet);
  return {
    scope,
    request,
    mode,
    languages: ranges.length === 0 ? undefined : ranges,
    issues: [],
    told: new Set(),
    unknownSystems: new Set(),
    judged: new Judgements(),
  };
}

/** A value set may rule inactive concepts out by a parameter that it sets itself. */
function withDefaults(request: ValidateCodeRequest, valueSet: ValueSet): ValidateCodeRequest {
  if (request.activeOnly !== undefined || expansionDefault(valueSet, 'activeOnly') !== 'true') return request;
  return { ...request, activeOnly: true };
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
function* buildGraphOrFault(valueSet: ValueSet, tools: GraphTools): Steps<ValueSetNode | FhirError> {
  try {
    return yield* valueSetGraph(valueSet, tools);
  } catch (error) {
    if (error instanceof FhirError && error.issues[0]?.messageId === 'Unable_to_resolve_value_Set_') return error;
    throw error;
  }
}
