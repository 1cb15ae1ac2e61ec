import type { CodeSystem, ValueSet } from '../../src/fhir/model.ts';
import { sourcedFinder } from '../../src/terminology/sourced-finder.ts';
import { finderOf, minerals, mineralsNext, mineralsUrl, valueSet } from '../fixtures/terminology/mineral-codes.ts';
import { listed, numerals, numeralsUrl, sourceOf } from '../fixtures/terminology/tiny-sources.ts';

const of = (version: string, more: Partial<CodeSystem> = {}): CodeSystem => ({ ...minerals, version, ...more });
const fragment = { content: 'fragment' } as const;
const absent = { content: 'not-present' } as const;

/** Versions in the order of the list, the sources' with a star. */
function order(stored: readonly CodeSystem[], sourced: readonly CodeSystem[]): string {
  const finder = sourcedFinder(finderOf(...stored.toReversed()), [sourceOf(...sourced.map(listed))]);
  return finder
    .list('CodeSystem', mineralsUrl)
    .map(({ version, open }) => `${version ?? ''}${open === undefined ? '' : '*'}`)
    .join(' ');
}

test.each<[string, CodeSystem[], CodeSystem[], string]>([
  ['only the store has it', [of('1'), of('2')], [], '1 2'],
  ['only a source has it', [], [of('1'), of('2')], '2* 1*'],
  ["the store's complete one answers without version", [of('1')], [of('2'), of('3')], '1 3* 2*'],
  ['the others are sorted, newest first', [of('1'), of('5'), of('3')], [of('4')], '1 5 4* 3'],
  ['a source replaces the same version and answers in its place', [of('1'), of('2')], [of('1'), of('3')], '1* 3* 2'],
  ['a source comes before a fragment', [of('3', fragment)], [of('2')], '2* 3'],
  ['a source comes before what has no codes', [of('3', absent)], [of('2')], '2* 3'],
  ['a source replaces what has no codes', [of('2', absent)], [of('2')], '2*'],
])('%s', (_name, stored, sourced, expected) => {
  expect(order(stored, sourced)).toBe(expected);
});

test('without sources the finder is what it was', () => {
  const finder = finderOf(minerals);
  expect(sourcedFinder(finder, [])).toBe(finder);
});

test('all code systems are listed once, those that a source replaces left out', () => {
  const finder = sourcedFinder(finderOf(minerals, mineralsNext), [sourceOf(listed(minerals), numerals)]);
  const all = [...finder.listAll('CodeSystem')].map(({ url, version, open }) => [url, version, open !== undefined]);
  expect(all).toEqual([
    [mineralsUrl, '1.10.0', false],
    [mineralsUrl, '1.2.0', true],
    [numeralsUrl, '1', true],
  ]);
});

test("a value set of a code system's own rules is found by its url, unless the store has one of that name", () => {
  const url = `${numeralsUrl}/even`;
  const stored = valueSet('v', { include: [{ system: mineralsUrl }] }, { url, version: '7' });
  const versionIn = (...resources: readonly ValueSet[]) =>
    sourcedFinder(finderOf(...resources), [sourceOf(numerals)])
      .list('ValueSet', url)
      .map(({ version }) => version);
  expect([versionIn(), versionIn(stored)]).toEqual([[undefined], ['7']]);
});
