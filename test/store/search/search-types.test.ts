/** Kinds of value beyond texts and codes: quantities, composites, attached texts, references, escapes, and order. */
import type { SortRule } from '../../../src/contracts/resource-store.ts';
import { openDefinitionArtifact } from '../../../src/store/definition-artifact.ts';
import { createResourceStore } from '../../../src/store/resource-store.ts';

const loinc = 'http://loinc.org';
const records = [
  {
    ...{ id: 'first', title: 'Étude, première', date: '2024-05', version: '1|2' },
    topic: [{ coding: [{ system: loinc, code: 'AB-1', display: 'Calcium in urine' }], text: 'Urine calcium' }],
    useContext: [
      {
        code: { system: 'http://example.org/u', code: 'age' },
        valueQuantity: { value: 100, system: 'http://unitsofmeasure.org', code: 'a', unit: 'years' },
      },
      { code: { code: 'focus' }, valueCodeableConcept: { coding: [{ system: loinc, code: 'X' }] } },
    ],
    relatedArtifact: [
      { type: 'depends-on', resource: 'http://example.org/Library/base|1.2.3' },
      { type: 'successor', resource: 'http://example.org/Library/next' },
    ],
  },
  {
    ...{ id: 'second', title: 'etude zwei', date: '2023-01-02' },
    topic: [{ text: 'Bone' }],
    useContext: [
      { code: { code: 'age' }, valueRange: { low: { value: 1.5 }, high: { value: 9 } } },
      { code: { code: 'focus' }, valueQuantity: { value: 7, comparator: '<' } },
    ],
    relatedArtifact: [{ type: 'depends-on', resource: 'http://example.org/Library/base|1.20' }],
  },
  { id: 'third', date: '2024-05-20', effectivePeriod: { start: '2020' } },
];

const artifacts = {
  R4: openDefinitionArtifact('dist/definitions/r4.bin'),
  R5: openDefinitionArtifact('dist/definitions/r5.bin'),
};
afterAll(() => {
  artifacts.R4.close();
  artifacts.R5.close();
});
const storeOf = (fhirVersion: 'R4' | 'R5') =>
  createResourceStore({
    fhirVersion,
    records: records.map(record => ({
      resource: { resourceType: 'Library', status: 'active', type: { text: 'x' }, ...record },
      origin: 'operator' as const,
      source: `${record.id}.json`,
    })),
    artifact: artifacts[fhirVersion],
  });
const stores = { R4: storeOf('R4'), R5: storeOf('R5') };

function find(text: string, sort: readonly SortRule[] = [], version: 'R4' | 'R5' = 'R4'): readonly string[] {
  const [, name = '', modifier, value = ''] = /^([^:=]+)(?::([^=]+))?=(.*)$/.exec(text) ?? [];
  const criteria = text === '' ? [] : [{ name, values: [value], ...(modifier !== undefined && { modifier }) }];
  return stores[version]
    .search({ type: 'Library', criteria, sort, offset: 0, count: 10 })
    .resources.map(({ id }) => id);
}

test.each([
  // Numbers are taken at the precision that is given.
  ['context-quantity=100', ['first']],
  ['context-quantity=99.6', []],
  ['context-quantity=1e2', ['first']],
  ['context-quantity=104', []],
  ['context-quantity=ap104', ['first']],
  ['context-quantity=100|http://unitsofmeasure.org|a', ['first']],
  ['context-quantity=100||years', ['first']],
  ['context-quantity=100||a', ['first']],
  ['context-quantity=100|http://unitsofmeasure.org|mo', []],
  ['context-quantity=100|http://example.org|a', []],
  // A Range lies between its ends; a quantity with comparator is open.
  ['context-quantity=gt8', ['first', 'second']],
  ['context-quantity=ge100', ['first']],
  ['context-quantity=lt0', ['second']],
  ['context-quantity=sa1', ['first', 'second']],
  ['context-quantity=eb50', ['second']],
  ['context-quantity=ne100', ['second']],
  ['context-quantity=lt-1e2', ['second']],
])('%s finds %j', (criterion, ids) => {
  expect(find(criterion).toSorted()).toEqual(ids);
});

test.each([
  ['context-type-quantity=age$100', ['first']],
  ['context-type-quantity=http://example.org/u|age$gt99||years', ['first']],
  // The parts must meet in one context.
  ['context-type-quantity=focus$100', []],
  ['context-type-quantity=age$lt3', ['second']],
  [`context-type-value=focus$${loinc}|X`, ['first']],
  [`context-type-value=age$${loinc}|X`, []],
])('the composite %s finds %j', (criterion, ids) => {
  expect(find(criterion)).toEqual(ids);
});

test.each([
  ['topic:text=calcium in', ['first']],
  ['topic:text=urine CALC', ['first']],
  ['topic:text=in urine', []],
  ['topic:text=bone', ['second']],
  ['topic=bone', []],
  ['topic:missing=true', ['third']],
  [`topic=${loinc}|ab-1`, ['first']],
  ['topic=|AB-1', []],
])('%s finds %j', (criterion, ids) => {
  expect(find(criterion)).toEqual(ids);
});

test.each([
  ['depends-on=http://example.org/Library/base', ['first', 'second']],
  ['depends-on=http://example.org/Library/base|1.2.3', ['first']],
  ['depends-on=http://example.org/Library/base|1.2', []],
  ['depends-on:below=http://example.org/Library/base|1.2', ['first']],
  ['depends-on:below=http://example.org/Library/base|1', ['first', 'second']],
  ['depends-on:above=http://example.org/Library/base|1.2.3.4', ['first']],
  ['depends-on=http://example.org/Library/next', []],
  ['depends-on=base', []],
])('%s finds %j', (criterion, ids) => {
  expect(find(criterion).toSorted()).toEqual(ids);
});

test.each([
  ['title=etude\\, premiere', ['first']],
  ['title:exact=Étude\\, première', ['first']],
  ['version=1\\|2', ['first']],
  ['version=|1\\|2', ['first']],
])('the escaped %s finds %j', (criterion, ids) => {
  expect(find(criterion)).toEqual(ids);
});

test('R5 finds uris by a part and references by their text; R4 does not know how', () => {
  stores.R5.searchParameters('Library');
  expect(find('url:contains=x', [], 'R5')).toEqual([]);
  expect(() => find('url:contains=x')).toThrow(':contains');
  expect(find('depends-on:text=x', [], 'R5')).toEqual([]);
  expect(() => find('depends-on:text=x')).toThrow(':text');
});

describe('order', () => {
  const by = (name: string, descending = false): SortRule => ({ name, descending });

  test.each([
    ['date', ['second', 'first', 'third']],
    ['title', ['second', 'first', 'third']],
    ['context-quantity', ['second', 'first', 'third']],
    ['effective', ['third', 'second', 'first']],
    ['_id', ['first', 'second', 'third']],
  ])('by %s, what has no value last', (name, ids) => {
    expect(find('', [by(name)])).toEqual(ids);
  });

  test.each([
    ['date', ['first', 'third', 'second']],
    ['title', ['first', 'second', 'third']],
    ['_id', ['third', 'second', 'first']],
  ])('by %s from the greatest, what has no value last', (name, ids) => {
    expect(find('', [by(name, true)])).toEqual(ids);
  });

  test('a later rule decides among equals', () => {
    expect(find('', [by('status'), by('_id', true)])).toEqual(['third', 'second', 'first']);
  });

  test('a composite gives none', () => {
    expect(() => find('', [by('context-type-value')])).toThrow('composite');
  });
});

test.each([
  'context-quantity=5|mg',
  'context-quantity=',
  'context-quantity=gt',
  'context-quantity=--5',
  'context-type-value=a',
  'context-type-value=a$',
  'topic=a|b|c',
])('%s is malformed', criterion => {
  expect(() => find(criterion)).toThrow(expect.objectContaining({ status: 400 }) as Error);
});
