import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import type { CodeSystem } from '../../src/fhir/model.ts';
import { finderOf, minerals, mineralsUrl } from '../fixtures/terminology/mineral-codes.ts';

const fragment: CodeSystem = { ...minerals, url: 'http://example.org/fragment', content: 'fragment' };
const parts: CodeSystem = { ...minerals, url: 'http://example.org/parts', hierarchyMeaning: 'part-of' };
const flat: CodeSystem = { ...minerals, url: 'http://example.org/flat', concept: [{ code: 'a' }, { code: 'b' }] };
const service = createTerminologyService({ finder: finderOf(minerals, fragment, parts, flat) });

async function outcome(system: string, codeA: string, codeB: string): Promise<string | undefined> {
  const { parameter } = await service.subsumes({ system, codeA, codeB });
  return parameter?.[0]?.valueCode;
}

test.each([
  [mineralsUrl, 'calcite', 'calcite', 'equivalent'],
  [mineralsUrl, 'carbonate', 'pearl', 'subsumes'],
  [mineralsUrl, 'pearl', 'carbonate', 'subsumed-by'],
  [mineralsUrl, 'pearl', 'apatite', 'not-subsumed'],
  [fragment.url!, 'carbonate', 'calcite', 'subsumes'],
  [flat.url!, 'a', 'a', 'equivalent'],
])('%s: %s and %s are %s', async (system, a, b, expected) => {
  expect(await outcome(system, a, b)).toBe(expected);
});

test.each([
  ['a fragment, which may lack the path', fragment.url!, 'calcite', 'apatite', 422],
  ['a hierarchy of parts', parts.url!, 'carbonate', 'calcite', 422],
  ['no hierarchy', flat.url!, 'a', 'b', 422],
  ['an unknown code', mineralsUrl, 'calcite', 'quartz', 404],
  ['an unknown system', 'http://example.org/none', 'a', 'b', 404],
])('what can not be known is an error: %s', async (_name, system, a, b, status) => {
  await expect(outcome(system, a, b)).rejects.toMatchObject({ status });
});
