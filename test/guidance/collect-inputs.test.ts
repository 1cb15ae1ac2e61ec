/** Named inputs from a patient's data: type, codes, order and number as their requirements ask. */
import { collectInputs, inputNameOf } from '../../src/guidance/collect-inputs.ts';
import type { InputRequirement, PatientData } from '../../src/guidance/collect-inputs.ts';

const codes = {
  check: () => Promise.resolve([{ isIn: true, isUnknown: false, issues: [] }]),
};
const observation = (id: string, code: string, date: string): object => ({
  ...{ resourceType: 'Observation', id, status: 'final', effectiveDateTime: date },
  code: { coding: [{ system: 'http://loinc.org', code }] },
});
const data = {
  resourceType: 'Bundle',
  entry: [
    { resourceType: 'Patient', id: 'p' },
    observation('old', '2777-1', '2024-01-01'),
    observation('new', '2777-1', '2025-01-01'),
    observation('other', '2000-8', '2026-01-01'),
    { ...observation('undated', '2777-1', ''), effectiveDateTime: undefined, effectivePeriod: { start: '2020' } },
    { resourceType: 'MedicationRequest', id: 'draft', status: 'draft' },
    { resourceType: 'MedicationRequest', id: 'active', status: 'active' },
    { resourceType: 'Medication', id: 'm' },
    { resourceType: 'Condition', id: 'c', code: { text: 'x' } },
  ].map(resource => ({ resource })),
} as PatientData;

const loinc = [{ path: 'code', code: [{ system: 'http://loinc.org', code: '2777-1' }] }];
const newest = { sort: [{ path: 'effective', direction: 'descending' }] };

test.each<[string, InputRequirement, readonly string[]]>([
  ['all of a type', { id: 'conditions', type: 'Condition' }, ['c']],
  [
    'those with a code, in the order of the data',
    { id: 'o', type: 'Observation', codeFilter: loinc },
    ['old', 'new', 'undated'],
  ],
  ['the newest first', { id: 'o', type: 'Observation', codeFilter: loinc, ...newest }, ['new', 'old', 'undated']],
  ['the newest alone', { id: 'o', type: 'Observation', codeFilter: loinc, ...newest, limit: 1 }, ['new']],
  [
    'those of a status, with the medications that they may refer to',
    {
      id: 'a.drafts',
      type: 'MedicationRequest',
      codeFilter: [{ path: 'status', code: [{ system: 'urn:s', code: 'draft' }] }],
    },
    ['draft', 'm'],
  ],
  [
    'those in a value set',
    { id: 'o', type: 'Observation', codeFilter: [{ path: 'code', valueSet: 'urn:v' }], limit: 2 },
    ['old', 'new'],
  ],
  ['none', { id: 'a', type: 'AllergyIntolerance' }, []],
])('%s', async (_, requirement, ids) => {
  const inputs = await collectInputs(data, [requirement], codes);
  const bundle = inputs[inputNameOf(requirement)] as PatientData;
  expect(bundle.entry?.map(({ resource }) => resource?.id)).toEqual(ids);
});

test('the patient is the resource itself, or null where there is none', async () => {
  const requirement = { id: 'urgent.patient', type: 'Patient' };
  expect(await collectInputs(data, [requirement], codes)).toMatchObject({ patient: { id: 'p' } });
  expect(await collectInputs({ resourceType: 'Bundle' }, [requirement], codes)).toEqual({ patient: null });
});

test('a requirement without name, and a filter that is no plain element, are refused', async () => {
  await expect(collectInputs(data, [{ type: 'Condition' }], codes)).rejects.toThrow('has no id');
  const filter = [{ path: 'code.coding', code: [] }];
  await expect(collectInputs(data, [{ id: 'c', type: 'Condition', codeFilter: filter }], codes)).rejects.toThrow(
    'path',
  );
});
