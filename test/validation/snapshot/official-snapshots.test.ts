/** Snapshots made from differentials equal HL7's; the baseline of equal elements may only rise. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classDifferences, compareOfficial, officialPackages } from './official-snapshots.ts';
import type { OfficialPackage } from './official-snapshots.ts';

const baseline = JSON.parse(
  readFileSync(join('test', 'validation', 'snapshot', 'official-snapshots.json'), 'utf8'),
) as Record<OfficialPackage, { definitions: number; elements: number; equal: number }>;
const names = Object.keys(officialPackages) as OfficialPackage[];

/** HL7's differentials that widen what they constrain. */
const faulty = /^codesystem-history: Extension\.extension\.extension: the maximum 1 is more than/;

describe.each(names)('the official snapshots of %s', name => {
  const comparison = compareOfficial(name);

  test('are made again, at least as many elements equal as before', () => {
    const { definitions, elements, equal } = comparison;
    expect({ definitions, elements }).toEqual({
      definitions: baseline[name].definitions,
      elements: baseline[name].elements,
    });
    expect(equal).toBeGreaterThanOrEqual(baseline[name].equal);
    expect(equal / elements).toBeGreaterThan(0.98);
  });

  test('differ only for reasons that are known', () => {
    expect(classDifferences(officialPackages[name], comparison).unexplained).toEqual([]);
  });

  test('come from differentials without faults, but for what is listed', () => {
    expect(comparison.errors.filter(error => !faulty.test(error))).toEqual([]);
  });

  test('are as equal when the profiles that they build on have only differentials', () => {
    const { elements, equal } = compareOfficial(name, 'differentials');
    expect(equal / elements).toBeGreaterThan(0.985);
  });
});
