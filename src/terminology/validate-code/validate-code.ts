/**
 * `$validate-code` on ValueSet and CodeSystem (https://hl7.org/fhir/valueset-operation-validate-code.html,
 * https://hl7.org/fhir/codesystem-operation-validate-code.html). A wrong code is an answer; only what stops the work
 * (an unknown value set, a missing supplement, a broken definition) is thrown.
 */
import { formatCanonical, parseCanonical } from '../../fhir/canonical.ts';
import { FhirError, invalid } from '../../fhir/fhir-error.ts';
import type { Parameters, ValueSet } from '../../fhir/model.ts';
import { displayLanguageOf } from '../display-language.ts';
import { expansionDefault } from '../expansion-defaults.ts';
import type { RequestScope } from '../request-scope.ts';
import type { ValidateCodeRequest } from '../terminology-request.ts';
import { txError } from '../tx-issue.ts';
import { buildAnswer, buildFaultAnswer } from './answer.ts';
import { unlimitedBudget } from './check-context.ts';
import type { CheckContext, WorkBudget } from './check-context.ts';
import { checkCodings } from './codings-check.ts';
import { readCoded } from './coded-input.ts';
import { implyValueSet } from './implied-value-set.ts';
import { reportStanding } from './status-check.ts';
import { assertSupplementsUsed, buildValueSetGraph } from './value-set-graph.ts';
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
  const context = createContext({ ...tools, mode, request: withDefaults(request, valueSet) }, valueSet);
  const node = await buildGraphOrFault(valueSet, tools);
  if (node instanceof FhirError) return buildFaultAnswer(context, node.issues);
  assertSupplementsUsed(node, tools.scope);
  reportStanding(context, valueSet, valueSet);
  return buildAnswer(context, await checkCodings(context, node, codings, { isImplied: false }));
}

async function validateInCodeSystem(request: ValidateCodeRequest, tools: Tools): Promise<Parameters> {
  const { mode, codings } = readCoded(request, 'CodeSystem');
  const context = createContext({ ...tools, mode, request }, undefined);
  const valueSet = implyValueSet(context, codings[0] ?? {});
  if (valueSet === undefined) return buildFaultAnswer(context, []);
  const node = await buildValueSetGraph(valueSet, tools);
  assertSupplementsUsed(node, tools.scope);
  return buildAnswer(context, await checkCodings(context, node, codings, { isImplied: true }));
}

function createContext(
  parts: Pick<CheckContext, 'scope' | 'budget' | 'mode' | 'request'>,
  valueSet: ValueSet | undefined,
): CheckContext {
  const { ranges } = displayLanguageOf(parts.request, valueSet);
  return {
    ...parts,
    languages: ranges.length === 0 ? undefined : ranges,
    issues: [],
    told: new Set(),
    unknownSystems: new Set(),
    judged: new WeakMap(),
  };
}

/** A value set may rule inactive concepts out by a parameter that it sets itself. */
function withDefaults(request: ValidateCodeRequest, valueSet: ValueSet): ValidateCodeRequest {
  const activeOnly = request.activeOnly ?? expansionDefault(valueSet, 'activeOnly') === 'true';
  return { ...request, activeOnly };
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
async function buildGraphOrFault(valueSet: ValueSet, tools: Tools): Promise<ValueSetNode | FhirError> {
  try {
    return await buildValueSetGraph(valueSet, tools);
  } catch (error) {
    if (error instanceof FhirError && error.issues[0]?.messageId === 'Unable_to_resolve_value_Set_') return error;
    throw error;
  }
}
