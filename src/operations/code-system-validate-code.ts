/** `CodeSystem/$validate-code` (https://hl7.org/fhir/codesystem-operation-validate-code.html). */
import type { AnyResource } from '../fhir/model.ts';
import type { Answered } from '../terminology/terminology-service.ts';
import type { ValidateCodeRequest } from '../terminology/terminology-request.ts';
import { defineOperation } from './operation.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf } from './parameter-row.ts';
import { formOf, referenceTo } from './terminology-input.ts';
import { useSupplement } from './terminology-parameters.ts';
import { sharedValidateRows, validateOutputs, validateRequest } from './validate-code-parameters.ts';

const scope = ['type'] as const;

const parameters = [
  { name: 'url', type: 'uri', scope, documentation: 'Canonical url of the code system.' },
  { name: 'codeSystem', type: 'CodeSystem', scope, documentation: 'The code system itself.' },
  { name: 'version', type: 'string', scope, documentation: 'Version of the code system.' },
  { name: 'system', type: 'uri', scope, definedIn: [], documentation: 'The same as url.' },
  ...sharedValidateRows,
  { ...useSupplement, definedIn: [] },
] as const;

export const codeSystemValidateCode = defineOperation({
  name: 'validate-code',
  resource: 'CodeSystem',
  levels: { R4: ['type', 'instance'], R5: ['type', 'instance'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code',
  title: 'Code System based Validation',
  description: 'Whether a coded value is in a code system.',
  parameters,
  output: validateOutputs,
  handle: (input, context) =>
    context.terminology.validateCode(
      requestOf(input, context),
      context.signal,
      formOf(context),
    ) as Answered<AnyResource>,
});

function requestOf(input: InputOf<typeof parameters>, context: OperationContext): ValidateCodeRequest {
  const url = input.url ?? input.system;
  const named = { url, version: input.version, resource: input.codeSystem };
  const codeSystem = referenceTo(named, context) ?? {};
  return validateRequest(input, context, { codeSystem, system: input.system, codeVersion: input.version });
}
