import fc from 'fast-check';
import { FhirError } from '../../src/fhir/fhir-error.ts';
import type { AnyResource, ValueSet } from '../../src/fhir/model.ts';
import { assertShape } from '../../src/terminology/resource-shape.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import { finderOf, minerals, mineralsInSpanish, mineralsUrl, valueSet } from '../fixtures/terminology/mineral-codes.ts';

const resource = (value: unknown): AnyResource => value as AnyResource;

test.each<[string, object, string]>([
  ['compose without include', { compose: {} }, 'ValueSet.compose.include must be there'],
  ['include that is no list', { compose: { include: {} } }, 'ValueSet.compose.include must be a list'],
  ['a concept without code', { compose: { include: [{ concept: [{}] }] } }, 'include[0].concept[0].code must be there'],
  [
    'a filter value that is a number',
    { compose: { include: [{ filter: [{ property: 'a', op: '=', value: 1 }] }] } },
    'filter[0].value must be a string',
  ],
  ['a null', { url: null }, 'ValueSet.url must be a string'],
  [
    'a fault in what is contained',
    { contained: [{ resourceType: 'ValueSet', compose: 1 }] },
    'ValueSet.compose must be an object',
  ],
])('%s is refused with its place', (_name, elements, text) => {
  expect(() => assertShape(resource({ resourceType: 'ValueSet', ...elements }))).toThrow(
    expect.objectContaining({ status: 400, message: expect.stringContaining(text) }),
  );
});

test.each([
  ['a whole code system', minerals],
  ['a supplement', mineralsInSpanish],
  ['elements that the engine does not read', { resourceType: 'ValueSet', status: 'active', copyright: 3, 'x:de': [] }],
  ['a resource of another type', { resourceType: 'Patient', url: 1 }],
])('%s passes', (_name, value) => {
  expect(() => {
    assertShape(resource(value));
  }).not.toThrow();
});

const junk = fc.constantFrom<unknown[]>(null, 1, '', 'x', true, [], {}, [null], ['#x'], { code: 'x' });

/** The value with a few of its parts dropped or replaced by junk. */
function damaged(value: unknown, dice: () => number, pick: () => unknown): unknown {
  if (dice() < 2) return pick();
  if (Array.isArray(value)) return value.map(item => damaged(item, dice, pick));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(() => dice() > 1);
  return Object.fromEntries(
    kept.map(([name, item]) => [name, name === 'resourceType' ? item : damaged(item, dice, pick)]),
  );
}

test('a damaged resource is answered or refused, never an unknown error', async () => {
  const definition = valueSet('sent', {
    include: [{ system: mineralsUrl, filter: [{ property: 'concept', op: 'is-a', value: 'carbonate' }] }],
    exclude: [{ system: mineralsUrl, concept: [{ code: 'pearl', display: 'Pearl' }], valueSet: ['#in'] }],
  });
  const service = createTerminologyService({ finder: finderOf() });
  await fc.assert(
    fc.asyncProperty(fc.gen(), async generate => {
      const dice = (): number => generate(fc.nat, 100);
      const pick = (): unknown => generate(() => junk);
      const [first, ...others] = [minerals, definition, mineralsInSpanish];
      const isSystem = dice() < 50;
      const txResources = [isSystem ? damaged(first, dice, pick) : first, ...others].map(resource);
      const sent = (isSystem ? definition : damaged(definition, dice, pick)) as ValueSet;
      if (txResources.some(item => item?.resourceType === undefined) || sent?.resourceType === undefined) return;
      const calls = [
        service.expand({ valueSet: { resource: sent }, txResources, property: ['*'], includeDesignations: true }),
        (async () =>
          service.validateCode({ valueSet: { resource: sent }, txResources, code: 'pearl', system: mineralsUrl }))(),
        (async () => service.lookup({ system: mineralsUrl, code: 'calcite', txResources }))(),
      ];
      for (const result of await Promise.allSettled(calls)) {
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(FhirError);
      }
    }),
    { numRuns: 300 },
  );
});
