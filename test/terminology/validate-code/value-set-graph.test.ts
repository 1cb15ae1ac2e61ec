import type { AnyResource, ValueSet } from '../../../src/fhir/model.ts';
import { createTerminologyService } from '../../../src/terminology/terminology-service.ts';
import { minerals, mineralsUrl } from '../../fixtures/terminology/mineral-codes.ts';

type Imports = readonly string[];

/** A value set that imports, and contains one `inner` that imports or lists. */
function container(name: string, imports: Imports, inner: Imports | string): ValueSet {
  const own =
    typeof inner === 'string' ? { system: mineralsUrl, concept: [{ code: inner }] } : { valueSet: [...inner] };
  const contained: ValueSet = { resourceType: 'ValueSet', status: 'active', id: 'inner', compose: { include: [own] } };
  return {
    ...{ resourceType: 'ValueSet', status: 'active', url: `http://example.org/${name}` },
    compose: { include: [{ valueSet: [...imports] }] },
    contained: [contained],
  };
}

const service = createTerminologyService({ finder: { list: () => [], listAll: () => [] } });

async function ask(first: ValueSet, second: ValueSet, code: string): Promise<unknown> {
  const txResources = [minerals, first, second] as readonly object[] as readonly AnyResource[];
  const answer = await service.validateCode({ valueSet: { resource: first }, txResources, system: mineralsUrl, code });
  return answer.parameter?.find(({ name }) => name === 'result')?.valueBoolean;
}

const second = container('second', ['#inner'], 'aragonite');

test('contained value sets of one id in different containers are different', async () => {
  const first = container('first', ['#inner'], ['http://example.org/second']);
  expect(await ask(first, second, 'aragonite')).toBe(true);
  expect(await ask(first, second, 'calcite')).toBe(false);
});

test.each<[string, ValueSet, ValueSet]>([
  ['itself', container('first', ['#inner'], ['#inner']), second],
  ['its container', container('first', ['#inner'], ['http://example.org/first']), second],
  [
    'what imports its container',
    container('first', ['#inner'], ['http://example.org/second']),
    container('second', ['#inner'], ['http://example.org/first']),
  ],
])('a contained value set that imports %s is circular', async (_name, first, other) => {
  await expect(ask(first, other, 'aragonite')).rejects.toMatchObject({
    issues: [{ messageId: 'VALUESET_CIRCULAR_REFERENCE' }],
  });
});
