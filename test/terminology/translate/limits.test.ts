import type { ConceptMap } from '../../../src/fhir/model.ts';
import { createTerminologyService } from '../../../src/terminology/terminology-service.ts';
import type { TranslateRequest } from '../../../src/terminology/terminology-request.ts';
import { finderOf, minerals, mineralsUrl } from '../../fixtures/terminology/mineral-codes.ts';

const service = createTerminologyService({ finder: finderOf(minerals) });
const system = mineralsUrl;

/** A map of one code to so many. */
function mapTo(count: number): ConceptMap {
  const target = Array.from({ length: count }, (_, at) => ({ code: `t${at}`, relationship: 'equivalent' as const }));
  return {
    resourceType: 'ConceptMap',
    status: 'active',
    group: [{ source: system, target: 'http://example.org/t', element: [{ code: 'pearl', target }] }],
  };
}

const ask = async (count: number, request: Partial<TranslateRequest>) =>
  service.translate({ conceptMap: { resource: mapTo(count) }, ...request });

test.each<[string, number, Partial<TranslateRequest>, string]>([
  ['codings', 1, { source: Array(1001).fill({ system, code: 'pearl' }) }, '1000 codings'],
  ['targets', 1, { target: Array(1001).fill({ system, code: 'pearl' }) }, '1000 codings'],
  ['mappings of one code', 200_000, { source: [{ system, code: 'pearl' }] }, '10000 mappings'],
  ['mappings of many codings', 1000, { source: Array(11).fill({ system, code: 'pearl' }) }, '10000 mappings'],
])('too many %s are refused', async (_name, count, request, text) => {
  await expect(ask(count, request)).rejects.toMatchObject({ status: 422, message: expect.stringContaining(text) });
});

test('as many mappings as are allowed are answered', async () => {
  const { parameter = [] } = await ask(10_000, { source: [{ system, code: 'pearl' }] });
  expect(parameter).toHaveLength(10_001);
});
