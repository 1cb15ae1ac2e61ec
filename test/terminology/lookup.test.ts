import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import type { LookupRequest } from '../../src/terminology/terminology-request.ts';
import type { ParametersParameter } from '../../src/fhir/model.ts';
import { finderOf, minerals, mineralsInSpanish, mineralsUrl } from '../fixtures/terminology/mineral-codes.ts';

const service = createTerminologyService({ finder: finderOf(minerals, mineralsInSpanish) });

async function lookup(request: Partial<LookupRequest>): Promise<readonly ParametersParameter[]> {
  const answer = await service.lookup({ system: mineralsUrl, code: 'calcite', ...request });
  return answer.parameter ?? [];
}

/** Parts of every parameter with the name, as objects. */
function parts(parameters: readonly ParametersParameter[], name: string): Record<string, unknown>[] {
  const valueOf = (part: ParametersParameter) => Object.entries(part).find(([key]) => key.startsWith('value'))?.[1];
  return parameters
    .filter(parameter => parameter.name === name)
    .map(({ part = [] }) => Object.fromEntries(part.map(item => [item.name, valueOf(item)])));
}

test('the code system and the concept are named', async () => {
  expect(await lookup({})).toEqual(
    expect.arrayContaining([
      { name: 'name', valueString: 'Minerals' },
      { name: 'version', valueString: '1.2.0' },
      { name: 'display', valueString: 'Calcite' },
      { name: 'definition', valueString: 'The stable form of calcium carbonate.' },
      { name: 'abstract', valueBoolean: false },
    ]),
  );
});

test('all properties come unless some are asked for', async () => {
  expect(parts(await lookup({ code: 'aragonite' }), 'property')).toEqual([
    { code: 'parent', value: 'carbonate', description: 'Carbonate' },
    { code: 'child', value: 'pearl', description: 'Mother of pearl' },
    { code: 'inactive', value: false },
    { code: 'hardness', value: 4 },
  ]);
  const some = await lookup({ code: 'aragonite', property: ['hardness', 'child'] });
  expect(parts(some, 'property').map(({ code }) => code)).toEqual(['child', 'hardness']);
  expect(some.map(({ name }) => name)).not.toContain('designation');
});

test('designations are restricted by language', async () => {
  const found = parts(await lookup({ property: ['lang.de'] }), 'designation');
  expect(found).toEqual([{ language: 'de', value: 'Kalzit' }]);
});

test('a supplement that is asked for adds to the answer and is named', async () => {
  const answer = await lookup({ useSupplement: ['http://example.org/CodeSystem/minerals-es'], displayLanguage: 'es' });
  const source = 'http://example.org/CodeSystem/minerals-es|0.1.0';
  expect(answer).toContainEqual({ name: 'display', valueString: 'Calcita' });
  expect(answer).toContainEqual({ name: 'used-supplement', valueCanonical: source });
  expect(parts(answer, 'property')).toContainEqual({ code: 'mine', value: 'Durango', source });
});

test('the code system may come with the request', async () => {
  const resource = { ...minerals, url: 'http://example.org/own', version: '9' };
  const answer = await service.lookup({ code: 'pearl', codeSystem: { resource } });
  expect(answer.parameter).toContainEqual({ name: 'version', valueString: '9' });
});

test.each<[string, Partial<LookupRequest>, number, string]>([
  ['an unknown code', { code: 'quartz' }, 404, "Unknown code 'quartz'"],
  ['an unknown system', { system: 'http://example.org/none' }, 404, 'http://example.org/none'],
  ['an unknown version', { version: '7' }, 404, 'Valid versions: 1.2.0'],
  ['a supplement for a system', { system: 'http://example.org/CodeSystem/minerals-es' }, 400, 'supplement'],
  ['an unknown supplement', { useSupplement: ['http://example.org/none'] }, 404, 'Required supplement not found'],
])('%s is an error', async (_name, request, status, text) => {
  await expect(lookup(request)).rejects.toMatchObject({ status, message: expect.stringContaining(text) });
});
