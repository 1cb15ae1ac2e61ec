/** What a $validate-code request asks about: a code, a Coding or a CodeableConcept, as codings of one form. */
import { invalid } from '../../fhir/fhir-error.ts';
import type { CodeSystem } from '../../fhir/model.ts';
import type { ResourceReference, ValidateCodeRequest } from '../terminology-request.ts';
import type { CodedMode, GivenCoding } from './check-context.ts';

export interface Coded {
  readonly mode: CodedMode;
  readonly codings: readonly GivenCoding[];
}

const wanted = {
  ValueSet:
    'Unable to find code to validate (looked for coding | codeableConcept | code+system | code+inferSystem in parameters',
  CodeSystem: 'Unable to find code to validate (looked for coding | codeableConcept | code in parameters',
} as const;

/** The codings that are asked about; throws if the request has none. */
export function readCoded(request: ValidateCodeRequest, resource: 'ValueSet' | 'CodeSystem'): Coded {
  const { codeableConcept, coding } = request;
  if (codeableConcept !== undefined) return { mode: 'codeableConcept', codings: codeableConcept.coding ?? [] };
  if (coding !== undefined) return { mode: 'coding', codings: [coding] };
  const given = readCode(request, resource);
  if (given === undefined) throw invalid(wanted[resource]);
  return { mode: 'code', codings: [given] };
}

function readCode(request: ValidateCodeRequest, resource: 'ValueSet' | 'CodeSystem'): GivenCoding | undefined {
  const { code, codeVersion, display, codeSystem, inferSystem } = request;
  const system = request.system ?? nameOfCodeSystem(codeSystem);
  const canFind = system !== undefined || inferSystem === true || resource === 'CodeSystem';
  return code === undefined || !canFind ? undefined : { system, version: codeVersion, code, display };
}

/** Url of the code system that the request names or carries. */
export function nameOfCodeSystem(reference: ResourceReference<CodeSystem> | undefined): string | undefined {
  return reference?.url ?? reference?.resource?.url;
}
