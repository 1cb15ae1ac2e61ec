import { orderDefinitions } from '../../../src/content/definitions/order-definitions.ts';
import type { PackagedResource } from '../../../src/content/definitions/order-definitions.ts';

const valueSet = (from: number, id: string, more: object = {}): PackagedResource => ({
  resource: { resourceType: 'ValueSet', id, url: `http://example.org/${id}`, ...more },
  package: from,
  isCore: from === 2,
});

const idsOf = (resources: readonly PackagedResource[]): readonly (string | undefined)[] =>
  (orderDefinitions(resources).get('ValueSet') ?? []).map(({ resource }) => resource.id);

test('an id used twice gets its version as suffix in the package of lower precedence, whatever the urls', () => {
  const other = { url: 'http://example.org/other', version: '4.0.1' };
  expect(idsOf([valueSet(2, 'same', other), valueSet(0, 'same')])).toEqual(['same', 'same-4.0.1']);
});

test('three of one id and version are told apart', () => {
  const ids = idsOf([
    valueSet(2, 'same', { version: '1' }),
    valueSet(1, 'same', { version: '1' }),
    valueSet(0, 'same'),
  ]);
  expect(ids).toEqual(['same', 'same-1', 'same-1-2']);
});

test('a suffixed id has at most 64 characters, of those that ids may have', () => {
  const long = 'x'.repeat(64);
  const [, second] = idsOf([valueSet(0, long), valueSet(2, long, { version: '2 (draft)' })]);
  expect(second).toMatch(/^[A-Za-z0-9.-]{64}$/);
});

test('a type is sorted by title or name', () => {
  const ids = idsOf([
    valueSet(0, 'b', { title: 'beta' }),
    valueSet(0, 'c', { name: 'Gamma' }),
    valueSet(2, 'a', { title: 'Alpha' }),
  ]);
  expect(ids).toEqual(['a', 'b', 'c']);
});

test('an id that is longer than ids may be is cut', () => {
  expect(idsOf([valueSet(0, 'x'.repeat(68))])).toEqual(['x'.repeat(64)]);
});
