import { createTerminologyService } from '../../../src/terminology/terminology-service.ts';
import type { ExpandRequest } from '../../../src/terminology/terminology-request.ts';
import type { ValueSetCompose } from '../../../src/fhir/model.ts';
import {
  finderOf,
  minerals,
  mineralsNext,
  mineralsUrl,
  sent,
  valueSet,
} from '../../fixtures/terminology/mineral-codes.ts';

const whole: ValueSetCompose = { include: [{ system: mineralsUrl }] };

const service = createTerminologyService({
  finder: finderOf(
    mineralsNext,
    minerals,
    valueSet('hard', whole),
    valueSet('round', { include: [{ valueSet: ['http://example.org/ValueSet/trip'] }] }),
    valueSet('trip', { include: [{ valueSet: ['http://example.org/ValueSet/round'] }] }),
  ),
});

test.each<[string, ExpandRequest, number, string]>([
  ['an unknown value set', { valueSet: { url: 'http://example.org/none' } }, 404, 'http://example.org/none'],
  ['an unknown version of one', { valueSet: { url: 'http://example.org/ValueSet/hard', version: '9' } }, 404, '|9'],
  [
    'an unknown import',
    { valueSet: sent({ include: [{ valueSet: ['http://example.org/none'] }] }) },
    404,
    'http://example.org/none',
  ],
  [
    'an import that is pinned to an unknown version',
    { valueSet: sent({ include: [{ valueSet: ['http://example.org/ValueSet/hard|3'] }] }) },
    404,
    "version '3'",
  ],
  ['a circle of imports', { valueSet: { url: 'http://example.org/ValueSet/round' } }, 422, 'circularity'],
  [
    'an unknown system',
    { valueSet: sent({ include: [{ system: 'http://example.org/none' }] }) },
    404,
    'http://example.org/none',
  ],
  [
    'an unknown version of a system',
    { valueSet: sent({ include: [{ system: mineralsUrl, version: '7' }] }) },
    404,
    '1.2.0 or 1.10.0',
  ],
  [
    'codes and filters in one include',
    {
      valueSet: sent({
        include: [
          { system: mineralsUrl, concept: [{ code: 'pearl' }], filter: [{ property: 'code', op: '=', value: 'x' }] },
        ],
      }),
    },
    400,
    'concept and filter',
  ],
  ['an include of nothing', { valueSet: sent({ include: [{}] }) }, 400, 'system or a value set'],
  [
    'concepts without system',
    {
      valueSet: sent({
        include: [{ concept: [{ code: 'pearl' }], valueSet: ['http://example.org/ValueSet/hard'] }],
      }),
    },
    400,
    'name their system',
  ],
  [
    'an exclude of filters without system',
    {
      valueSet: sent({
        ...whole,
        exclude: [{ filter: [{ property: 'code', op: '=', value: 'pearl' }] }],
      }),
    },
    400,
    'name their system',
  ],
  [
    'a filter without value',
    { valueSet: sent({ include: [{ system: mineralsUrl, filter: [{ property: 'concept', op: 'is-a' } as never] }] }) },
    400,
    'has no value',
  ],
  ['more codes than allowed', { valueSet: sent(whole), tooCostlyThreshold: 6 }, 422, 'too many codes'],
  ['a negative count', { valueSet: sent(whole), count: -1 }, 400, 'negative'],
  ['no definition', { valueSet: { resource: { resourceType: 'ValueSet', status: 'active' } } }, 422, 'neither compose'],
])('%s is an error', async (_name, request, status, text) => {
  await expect(service.expand(request)).rejects.toMatchObject({ status, message: expect.stringContaining(text) });
});
