import { createTerminologyService } from '../../../src/terminology/terminology-service.ts';
import type { ValueSet } from '../../../src/fhir/model.ts';
import { finderOf, minerals, mineralsUrl } from '../../fixtures/terminology/mineral-codes.ts';

const service = createTerminologyService({ finder: finderOf(minerals) });

test.each([
  ['whole', { total: 2 }, 'pearl calcite'],
  ['without total', {}, 'pearl calcite'],
])('a stored expansion stands in for a definition that is not there: %s', async (_name, more, expected) => {
  const contains = [{ system: mineralsUrl, code: 'pearl', contains: [{ system: mineralsUrl, code: 'calcite' }] }];
  const resource: ValueSet = {
    resourceType: 'ValueSet',
    status: 'active',
    expansion: { timestamp: '2026-01-01', contains, ...more },
  };
  expect(
    (await service.expand({ valueSet: { resource } })).expansion?.contains?.map(({ code }) => code).join(' '),
  ).toBe(expected);
});

test('a page of an expansion does not', async () => {
  const expansion = { timestamp: '2026-01-01', total: 9, contains: [{ system: mineralsUrl, code: 'pearl' }] };
  const resource: ValueSet = { resourceType: 'ValueSet', status: 'active', expansion };
  await expect(service.expand({ valueSet: { resource } })).rejects.toThrow('whole expansion');
});

test('an expansion may hold more entries than a call has arguments', async () => {
  const contains = Array.from({ length: 300_000 }, (_, at) => ({ system: mineralsUrl, code: `c${at}` }));
  const expansion = { timestamp: '2026-01-01', contains: [{ display: 'All', contains }] };
  const resource = { resourceType: 'ValueSet', status: 'active', expansion } as never;
  const { parameter } = await service.validateCode({
    valueSet: { resource },
    coding: { system: mineralsUrl, code: 'none' },
  });
  expect(parameter?.[0]).toEqual({ name: 'result', valueBoolean: false });
  expect(await service.expand({ valueSet: { resource }, count: 1 })).toMatchObject({ expansion: { total: 0 } });
});
