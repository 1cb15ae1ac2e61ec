/** Faults of a value set's definition are told by whatever is asked of it, before any code is looked at. */
import type { AnyResource } from '../../../src/fhir/model.ts';
import { createTerminologyService } from '../../../src/terminology/terminology-service.ts';

const system = 'http://example.org/CodeSystem/faults';
const codeSystem: AnyResource = {
  ...{ resourceType: 'CodeSystem', url: system, version: '1', status: 'active', content: 'complete' },
  property: [{ code: 'size', type: 'integer' }],
  concept: [{ code: 'a' }, { code: 'b' }],
};
const service = createTerminologyService({ finder: { list: () => [], listAll: () => [] } });

const valueSetOf = (part: 'include' | 'exclude', property: string, op: string): AnyResource => {
  const faulty = { system, filter: [{ property, op, value: 'a' }] };
  const include = part === 'include' ? [{ system, concept: [{ code: 'a' }] }, faulty] : [{ system }];
  return {
    ...{ resourceType: 'ValueSet', url: 'http://example.org/ValueSet/faults', version: '2', status: 'active' },
    compose: { include, ...(part === 'exclude' && { exclude: [faulty] }) },
  };
};

const ask = {
  expand: (resource: AnyResource) =>
    service.expand({ valueSet: { resource: resource as never }, txResources: [codeSystem] }),
  validateCode: async (resource: AnyResource) =>
    service.validateCode({ valueSet: { resource: resource as never }, txResources: [codeSystem], system, code: 'a' }),
};

const faults = (['expand', 'validateCode'] as const).flatMap(operation =>
  (['include', 'exclude'] as const).flatMap(part =>
    [
      ['concept', 'like'],
      ['colour', '='],
      ['size', 'is-a'],
    ].map(([property = '', op = '']) => ({ operation, part, property, op })),
  ),
);

test.each(faults)('$operation with $part filter $property $op', async ({ operation, part, property, op }) => {
  const at = part === 'include' ? 1 : 0;
  await expect(ask[operation](valueSetOf(part, property, op))).rejects.toMatchObject({
    status: 400,
    issues: [
      {
        code: 'not-supported',
        txType: 'vs-invalid',
        messageId: 'FILTER_NOT_UNDERSTOOD',
        text: `The filter "${property} ${op} a" from the value set http://example.org/ValueSet/faults|2 was not understood in the context of ${system}`,
        expression: `ValueSet.compose.${part}[${at}].filter[0]`,
      },
    ],
  });
});
