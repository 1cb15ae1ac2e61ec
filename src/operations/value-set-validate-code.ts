/** `ValueSet/$validate-code` (https://hl7.org/fhir/valueset-operation-validate-code.html). */
import type { AnyResource } from '../fhir/model.ts';
import type { Answered } from '../terminology/terminology-service.ts';
import type { ValidateCodeRequest } from '../terminology/terminology-request.ts';
import { defineOperation } from './operation.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf } from './parameter-row.ts';
import { formOf, referenceTo } from './terminology-input.ts';
import { context, useSupplement } from './terminology-parameters.ts';
import { sharedValidateRows, validateOutputs, validateRequest } from './validate-code-parameters.ts';

const scope = ['type'] as const;

export const valueSetValidateRows = [
  { name: 'url', type: 'uri', scope, documentation: 'Canonical url of the value set, url|version too.' },
  context,
  { name: 'valueSet', type: 'ValueSet', scope, documentation: 'The value set itself.' },
  { name: 'valueSetVersion', type: 'string', scope, documentation: 'Version of the value set that url names.' },
  { name: 'system', type: 'uri', documentation: 'The code system of code.' },
  { name: 'systemVersion', type: 'string', documentation: 'Version of the code system of code.' },
  ...sharedValidateRows,
  useSupplement,
] as const;

export const valueSetValidateCode = defineOperation({
  name: 'validate-code',
  resource: 'ValueSet',
  levels: { R4: ['type', 'instance'], R5: ['type', 'instance'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code',
  title: 'Value Set based Validation',
  description: 'Whether a coded value is in a value set.',
  parameters: valueSetValidateRows,
  output: validateOutputs,
  handle: (input, operation) =>
    operation.terminology.validateCode(
      valueSetValidateRequest(input, operation),
      operation.signal,
      formOf(operation),
    ) as Answered<AnyResource>,
});

/** The engine's request of one validation against a value set. */
export function valueSetValidateRequest(
  input: InputOf<typeof valueSetValidateRows>,
  operation: OperationContext,
): ValidateCodeRequest {
  const named = { url: input.url, version: input.valueSetVersion, resource: input.valueSet };
  const valueSet = referenceTo(named, operation);
  return validateRequest(input, operation, { valueSet, system: input.system, codeVersion: input.systemVersion });
}
