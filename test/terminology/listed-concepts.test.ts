import type { CodeSystem, ValueSet } from '../../src/fhir/model.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';

const codes = ['Aa', 'aA', 'b', 'C', 'd'];
const systemOf = (name: string, caseSensitive: boolean): CodeSystem => ({
  resourceType: 'CodeSystem',
  ...{ url: `http://example.org/${name}`, version: '1', status: 'active', content: 'complete', caseSensitive },
  concept: (caseSensitive ? codes : codes.slice(1)).map(code => ({ code })),
});
const systems = [systemOf('sensitive', true), systemOf('insensitive', false)];

/** A value set that counts how often codes of its list are read. */
function countingValueSet(system: string, listed: readonly string[]): { valueSet: ValueSet; reads: () => number } {
  let reads = 0;
  const concept = listed.map(code => ({
    get code() {
      reads++;
      return code;
    },
  }));
  const compose = { include: [{ system, concept }] };
  return { valueSet: { resourceType: 'ValueSet', status: 'active', url: `${system}/vs`, compose }, reads: () => reads };
}

function serviceOf(valueSet: ValueSet) {
  const resources = [...systems, valueSet];
  const found = resources.map(resource => ({
    cacheKey: resource.url,
    ...{ url: resource.url, version: undefined, content: 'complete', resourceType: resource.resourceType },
    read: () => resource,
  }));
  const list = (type: string, url?: string) =>
    found.filter(one => one.resourceType === type && (url === undefined || one.url === url)) as never;
  return createTerminologyService({ finder: { list, listAll: list } });
}

async function isIn(service: ReturnType<typeof serviceOf>, system: string, code: string): Promise<unknown> {
  const { parameter } = await service.validateCode({ valueSet: { url: `${system}/vs` }, system, code });
  return parameter?.find(({ name }) => name === 'result')?.valueBoolean;
}

const [sensitive, insensitive] = ['http://example.org/sensitive', 'http://example.org/insensitive'];

test.each<[string, string, readonly string[], string, boolean]>([
  ['a listed code', sensitive, ['b', 'd'], 'd', true],
  ['a code that is not listed', sensitive, ['b', 'd'], 'C', false],
  ['a code listed in another case', sensitive, ['aA'], 'Aa', false],
  ['a code listed in another case where case is no matter', insensitive, ['b', 'c'], 'C', true],
  ['a code asked for in another case where case is no matter', insensitive, ['b', 'c'], 'B', true],
  ['a code that is not listed in any case', insensitive, ['b', 'c'], 'd', false],
])('%s', async (_name, system, listed, code, expected) => {
  expect(await isIn(serviceOf(countingValueSet(system, listed).valueSet), system, code)).toBe(expected);
});

test.each([sensitive, insensitive])(
  'the list of a stored value set is walked once for all requests: %s',
  async system => {
    const { valueSet, reads } = countingValueSet(system, ['b', 'c', 'x', 'y', 'z']);
    const service = serviceOf(valueSet);
    const ask = async (): Promise<void> => {
      for (const code of ['b', 'C', 'd', 'aA']) await isIn(service, system, code);
    };
    await ask();
    const first = reads();
    await ask();
    expect(reads() - first).toBeLessThanOrEqual(4);
  },
);
