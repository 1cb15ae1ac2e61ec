/** Definitions in which each part names the next twice: the work is that of the parts, not of the ways to them. */
import type { AnyResource, ConceptMap, ValueSet } from '../../src/fhir/model.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import { finderOf, minerals, mineralsUrl } from '../fixtures/terminology/mineral-codes.ts';

const levels = 30;
const urlOf = (at: number, twin = ''): string => `http://example.org/ValueSet/level-${at}${twin}`;
type Part = 'union' | 'intersection' | 'exclude';

/** A value set of this level, with its twin. */
function level(part: Part, at: number): ValueSet[] {
  const [left, right] = [urlOf(at + 1), urlOf(at + 1, '-twin')];
  const both = [{ valueSet: [left] }, { valueSet: [right] }];
  const composes = {
    union: { include: both },
    intersection: { include: [{ valueSet: [left, right] }] },
    exclude: { include: [{ system: mineralsUrl }], exclude: both },
  };
  const compose = at === levels ? { include: [{ system: mineralsUrl }] } : composes[part];
  return ['', '-twin'].map(twin => ({ resourceType: 'ValueSet', url: urlOf(at, twin), status: 'active', compose }));
}

// Each way once would take the budget a thousand times over.
const limits = { maxMilliseconds: 5000 };

describe.each<Part>(['union', 'intersection', 'exclude'])('%s of imports that double at each level', part => {
  const sets = Array.from({ length: levels + 1 }, (_, at) => level(part, at)).flat();
  const service = createTerminologyService({ finder: finderOf(minerals, ...sets), limits });
  const valueSet = { url: urlOf(0) };

  test('is expanded', async () => {
    const { expansion } = await service.expand({ valueSet });
    expect(expansion?.total).toBeGreaterThan(0);
  });

  test.each([
    ['calcite', true],
    ['unheard-of', false],
  ])('is asked for %s', async (code, expected) => {
    const { parameter } = await service.validateCode({ valueSet, system: mineralsUrl, code });
    expect(parameter?.find(({ name }) => name === 'result')?.valueBoolean).toBe(expected);
  });
});

const mapUrl = (at: number): string => `http://example.org/ConceptMap/level-${at}`;

/** Maps of which each defers to the next in both of its groups; the last one maps everything. */
function maps(count: number): AnyResource[] {
  return Array.from({ length: count }, (_, at) => {
    const unmapped =
      at === count - 1
        ? { mode: 'fixed', code: 'stone', relationship: 'equivalent' }
        : { mode: 'other-map', otherMap: mapUrl(at + 1) };
    const group = { source: mineralsUrl, target: 'http://example.org/stones', element: [], unmapped };
    return { resourceType: 'ConceptMap', url: mapUrl(at), status: 'active', group: [group, group] };
  });
}

test('maps that defer to one another twice give each mapping once', async () => {
  const service = createTerminologyService({ finder: finderOf(), limits });
  const [first, ...others] = maps(levels);
  const { parameter } = await service.translate({
    conceptMap: { resource: first as unknown as ConceptMap },
    source: [{ system: mineralsUrl, code: 'calcite' }],
    txResources: others,
  });
  expect(parameter?.filter(({ name }) => name === 'match')).toHaveLength(1);
});

test('too many maps that defer to one another are refused', async () => {
  const service = createTerminologyService({ finder: finderOf(), limits });
  const [first, ...others] = maps(200);
  const conceptMap = { resource: first as unknown as ConceptMap };
  const source = [{ system: mineralsUrl, code: 'calcite' }];
  const asked = async () => service.translate({ conceptMap, source, txResources: others });
  await expect(asked).rejects.toThrow('More than 100 concept maps defer to one another');
});
