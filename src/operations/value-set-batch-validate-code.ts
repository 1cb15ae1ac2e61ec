/**
 * `ValueSet/$batch-validate-code` of the terminology ecosystem
 * (https://build.fhir.org/ig/HL7/fhir-tx-ecosystem-ig/): many validations in one request.
 */
import { setImmediate } from 'node:timers/promises';
import { FhirError, processing, tooCostly } from '../fhir/fhir-error.ts';
import { issuesToOutcome } from '../fhir/issue.ts';
import type { AnyResource, Parameters } from '../fhir/model.ts';
import { buildParameters, resourceParameter } from '../fhir/parameters.ts';
import { createDecoder, receivedFrom } from './decode-input.ts';
import { defineOperation } from './operation.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf } from './parameter-row.ts';
import type { ValidateCodeRequest } from '../terminology/terminology-request.ts';
import { cacheIdOf } from './terminology-input.ts';
import { valueSetValidateRequest, valueSetValidateRows } from './value-set-validate-code.ts';

type Input = InputOf<typeof valueSetValidateRows>;

/** Most validations in one request. */
const maxValidations = 1000;
/** Longest that one batch may take. */
const maxMilliseconds = 20_000;

export const valueSetBatchValidateCode = defineOperation({
  name: 'batch-validate-code',
  resource: 'ValueSet',
  levels: { R4: ['type', 'instance'], R5: ['type', 'instance'] },
  definition: 'http://hl7.org/fhir/uv/tx-ecosystem/OperationDefinition/batch-validate-code',
  title: 'Batch of Value Set based Validations',
  description: 'Each validation is answered by Parameters or an OperationOutcome, in the order asked.',
  parameters: [
    ...valueSetValidateRows,
    {
      name: 'validation',
      type: 'Parameters',
      min: 1,
      max: '*',
      documentation: 'Parameters of one $validate-code; they override those beside it, which hold for all validations.',
    },
  ],
  output: [
    { name: 'validation', type: 'Resource', min: 1, max: '*', documentation: 'Parameters, or an OperationOutcome.' },
  ],
  handle: async ({ validation, ...shared }, context) => {
    if (validation.length > maxValidations) throw tooCostly(`Send at most ${maxValidations} validations at once`);
    supplyAll(shared, validation, context);
    const startedAt = performance.now();
    const answers: AnyResource[] = [];
    for (const parameters of validation) {
      answers.push(await validateOne(parameters, shared, context));
      if (performance.now() - startedAt > maxMilliseconds)
        throw tooCostly('The batch takes too long; send fewer at once');
      // Others are answered in between.
      await setImmediate();
      if (context.signal?.aborted === true) throw processing('The client has left before the answer was ready');
    }
    const batch = buildParameters(...answers.map(answer => resourceParameter('validation', answer)));
    return batch as unknown as AnyResource;
  },
});

/**
 * What any validation of the batch brings for a cache is there for all of them, whatever becomes of the one that brought
 * it. What can't be read is told where it stands.
 */
function supplyAll(shared: Input, validation: readonly Parameters[], context: OperationContext): void {
  const cacheId = cacheIdOf(shared['cache-id'], context.cacheId);
  if (cacheId === undefined) return;
  const supplied = validation.flatMap(parameters => {
    try {
      const { txResources = [], valueSet } = requestOf(parameters, shared, context);
      return [
        ...txResources,
        ...(valueSet?.resource === undefined ? [] : [valueSet.resource as unknown as AnyResource]),
      ];
    } catch (error) {
      if (error instanceof FhirError) return [];
      throw error;
    }
  });
  context.terminology.supply(cacheId, supplied);
}

/** One validation's fault is its answer; it does not stop the others. */
async function validateOne(parameters: Parameters, shared: Input, context: OperationContext): Promise<AnyResource> {
  try {
    const request = requestOf(parameters, shared, context);
    return (await context.terminology.validateCode(request, context.signal)) as unknown as AnyResource;
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return issuesToOutcome(error.issues) as unknown as AnyResource;
  }
}

const decodeValidation = createDecoder(valueSetValidateRows);

function requestOf(parameters: Parameters, shared: Input, context: OperationContext): ValidateCodeRequest {
  const received = receivedFrom(parameters.parameter, 'validation.parameter');
  const input = { ...shared, ...decodeValidation(received, context) };
  return valueSetValidateRequest(input, context);
}
