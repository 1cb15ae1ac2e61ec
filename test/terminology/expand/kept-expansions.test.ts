import { versionCodecs } from '../../../src/fhir/versions/index.ts';
import { createWriteEntry } from '../../../src/fhir/versions/write-entry.ts';
import { createTerminologyService } from '../../../src/terminology/terminology-service.ts';
import { finderOf, minerals, mineralsUrl, valueSet } from '../../fixtures/terminology/mineral-codes.ts';

const definition = valueSet('all', { include: [{ system: mineralsUrl }] });

test('what is kept of expansions is used by the next ones, and how much of it is told', async () => {
  const service = createTerminologyService({
    finder: finderOf(minerals, definition),
    writeEntry: createWriteEntry(versionCodecs.R5),
    write: model => model,
  });
  const expand = (filter: string) =>
    service.expand({ valueSet: { url: definition.url! }, filter, count: 3 }, undefined, 'text');
  const hits = (): Record<string, number> =>
    Object.fromEntries(Object.entries(service.cacheUse?.() ?? {}).map(([name, use]) => [name, use.hits]));
  await expand('c');
  const before = hits();
  await expand('c');
  const names = [
    'value set bytes',
    'text filter page bytes',
    'expansion entry characters',
    'expansion frame characters',
  ];
  expect(names.filter(name => !(hits()[name]! > before[name]!))).toEqual([]);
  for (const name of [...names, 'filter bytes', 'code system concepts']) {
    const { held, bound } = service.cacheUse!()[name]!;
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThanOrEqual(bound);
  }
});

test('what one client may not have whole is whole for the next one', async () => {
  const service = createTerminologyService({ finder: finderOf(minerals, definition) });
  const expand = (more: object) => service.expand({ valueSet: { url: definition.url! }, filter: 'c', ...more });
  await expect(expand({ tooCostlyThreshold: 1 })).rejects.toThrow();
  const { expansion } = await expand({});
  expect(expansion?.contains?.length).toBe(expansion?.total);
  expect(expansion?.total).toBeGreaterThan(1);
});

test('texts of other words, pages and flags have pages of their own', async () => {
  const service = createTerminologyService({ finder: finderOf(minerals, definition) });
  const codes = async (wish: object): Promise<string> => {
    const { expansion } = await service.expand({ valueSet: { url: definition.url! }, ...wish });
    return `${expansion?.total} ${(expansion?.contains ?? []).map(({ code }) => code).join(' ')}`;
  };
  const wishes = [{ filter: 'c' }, { filter: 'ca' }, { filter: 'c', count: 1 }, { filter: 'c', offset: 1 }];
  const all = [...wishes, { filter: 'c', activeOnly: true }, { filter: 'c', excludeNotForUI: true }];
  const first: string[] = [];
  for (const wish of all) first.push(await codes(wish));
  const again: string[] = [];
  for (const wish of all) again.push(await codes(wish));
  expect(again).toEqual(first);
  expect(new Set(first).size).toBeGreaterThan(3);
});
