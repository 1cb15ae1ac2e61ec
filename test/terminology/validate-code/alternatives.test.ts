/** A code is in a value set if one of its includes has it without fault, whatever the other includes say of it. */
import type { CodeSystem, ValueSet, ValueSetCompose } from '../../../src/fhir/model.ts';
import { createTerminologyService } from '../../../src/terminology/terminology-service.ts';
import { finderOf, valueSet } from '../../fixtures/terminology/mineral-codes.ts';

const url = 'http://example.org/CodeSystem/rocks';
const rocks: CodeSystem = {
  resourceType: 'CodeSystem',
  url,
  version: '1.0.0',
  status: 'active',
  content: 'complete',
  concept: [{ code: 'chalk' }, { code: 'flint', property: [{ code: 'inactive', valueBoolean: true }] }],
};
const newer: CodeSystem = { ...rocks, version: '2.0.0' };
const importOf = (set: ValueSet): { valueSet: string[] } => ({ valueSet: [set.url ?? ''] });
const old = valueSet('old', { include: [{ system: url, version: '1.0.0' }] });
const both = valueSet('both', { include: [importOf(old), { system: url, version: '2.0.0' }] });
const active = valueSet('active', { inactive: false, include: [{ system: url, version: '2.0.0' }] });
const newest = valueSet('newest', { include: [{ system: url, version: '2.0.0' }] });
const service = createTerminologyService({ finder: finderOf(rocks, newer, old, both, active, newest) });

test.each<[string, ValueSetCompose, string, string, boolean]>([
  [
    'an include without version has the codes of the version that answers it',
    { include: [{ system: url, version: '2.0.0', concept: [{ code: 'flint' }] }, { system: url }] },
    '2.0.0',
    'chalk',
    true,
  ],
  [
    'a value set without inactive codes has none of those that it imports',
    { inactive: false, include: [importOf(newest)] },
    '2.0.0',
    'flint',
    false,
  ],
  [
    'what rules a code out of one import does not keep it out of an include',
    { include: [importOf(active), { system: url, version: '2.0.0' }] },
    '2.0.0',
    'flint',
    true,
  ],
  [
    'an include of another version is no fault where an import has the right one',
    { include: [{ system: url, version: '2.0.0' }, importOf(old)] },
    '1.0.0',
    'chalk',
    true,
  ],
  [
    'the fault stays where no include has the right version',
    {
      include: [
        { system: url, version: '2.0.0' },
        { system: url, version: '2.0.0', concept: [{ code: 'flint' }] },
      ],
    },
    '1.0.0',
    'chalk',
    false,
  ],
  [
    'an exclude takes the codes of its own version alone where an import includes that version',
    { include: [importOf(both)], exclude: [{ system: url, version: '1.0.0' }] },
    '2.0.0',
    'chalk',
    true,
  ],
  ['an empty list of concepts lists nothing', { include: [{ system: url, concept: [] }] }, '2.0.0', 'chalk', true],
])('%s', async (_rule, compose, version, code, expected) => {
  const { parameter } = await service.validateCode({
    valueSet: { resource: valueSet('sent', compose) },
    coding: { system: url, version, code },
  });
  expect(parameter?.find(({ name }) => name === 'result')?.valueBoolean).toBe(expected);
});
