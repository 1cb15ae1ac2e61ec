/** Value sets of all codes of a code system, by version, and what the version parameters make of them. */
import type { AnyResource } from '../../src/fhir/model.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import type { TerminologyRequest } from '../../src/terminology/terminology-request.ts';

const system = 'http://example.org/CodeSystem/whole';
const named = 'http://example.org/ValueSet/whole';
const version = (number: string): AnyResource => ({
  ...{ resourceType: 'CodeSystem', url: system, version: number, status: 'active', content: 'complete' },
  valueSet: named,
  concept: [{ code: `of-${number}`, display: 'One', designation: [{ language: 'de', value: 'Eins' }] }],
});
const service = createTerminologyService({ finder: { list: () => [], listAll: () => [] } });
const txResources = [version('1.0.0'), version('2.0.0')];

const cases = [`${system}?fhir_vs`, named].flatMap(url =>
  (
    [
      [undefined, {}, 'of-2.0.0'],
      ['1.0.0', {}, 'of-1.0.0'],
      ['1.x', {}, 'of-1.0.0'],
      [undefined, { systemVersion: [`${system}|1.0.0`] }, 'of-1.0.0'],
      ['2.0.0', { systemVersion: [`${system}|1.0.0`] }, 'of-2.0.0'],
      ['2.0.0', { forceSystemVersion: [`${system}|1.0.0`] }, 'of-1.0.0'],
    ] as [string | undefined, TerminologyRequest, string][]
  ).map(([number, more, expected]) => ({ url, number, more, expected })),
);

test.each(cases)('$url|$number with $more has $expected', async ({ url, number, more, expected }) => {
  const valueSet = { url, ...(number !== undefined && { version: number }) };
  const { expansion } = await service.expand({ valueSet, txResources, ...more });
  expect(expansion?.contains?.map(({ code }) => code)).toEqual([expected]);
});

test('a version that there is not is unknown', async () => {
  const valueSet = { url: `${system}?fhir_vs`, version: '3' };
  await expect(service.expand({ valueSet, txResources })).rejects.toMatchObject({ status: 404 });
});

test('of a code in a stored expansion the code system tells the names and the version', async () => {
  const contains = [{ system, version: '2.0.0', code: 'of-2.0.0' }];
  const resource = {
    ...{ resourceType: 'ValueSet' as const, status: 'active' as const, url: 'http://example.org/stored' },
    expansion: { timestamp: '2026-01-01', contains },
  };
  const ask = async (display: string): Promise<Record<string, unknown>> => {
    const request = { valueSet: { resource }, system, code: 'of-2.0.0', display, txResources };
    const { parameter = [] } = await service.validateCode(request);
    return Object.fromEntries(parameter.map(each => [each.name, each.valueBoolean ?? each.valueString]));
  };
  expect(await ask('Eins')).toMatchObject({ result: true, version: '2.0.0', display: 'One' });
  expect(await ask('Two')).toMatchObject({ result: false });
});

test('a coding without code is reported as such, and not as missing from the value set', async () => {
  const codeableConcept = { coding: [{ system }, { system, code: 'of-2.0.0' }] };
  const { parameter = [] } = await service.validateCode({ valueSet: { url: named }, codeableConcept, txResources });
  const issues = parameter.find(({ name }) => name === 'issues')?.resource as unknown as {
    issue: { severity: string; details: { text: string } }[];
  };
  expect(issues.issue.map(({ severity, details }) => `${severity}: ${details.text}`)).toEqual([
    'warning: Coding has no code and cannot be validated',
  ]);
});
